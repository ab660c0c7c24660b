import type { Card } from '../../shared/archive/publication.ts';
import { homeFront, sectionFront } from './front-pages.ts';
import type { FrontPrinter, FrontTools } from './front-tools.ts';
import { siteFront } from './site-files.ts';
import type { Printed } from './site-objects.ts';
import { sitemapFront } from './sitemap.ts';

/** Every kind of front there is. A new kind is a row here and its fronts in `frontsOf`. */
const kinds: Readonly<Record<string, FrontPrinter>> = {
  home: homeFront,
  section: sectionFront,
  sitemap: sitemapFront,
  site: siteFront,
};

/**
 * What a front consists of, in the order in which it must be put: assets, sealed pages, the front,
 * its feed. Throws RangeError for a front of no known kind.
 */
export async function renderFront(front: string, tools: FrontTools): Promise<Printed[]> {
  const [kind = '', argument = ''] = front.split('/', 2);
  const print = Object.hasOwn(kinds, kind) ? kinds[kind] : undefined;
  if (print === undefined) throw new RangeError(`There is no front '${front}'`);
  return print(tools, argument);
}

/** The fronts on which a live story appears. */
export function frontsOf({ section }: Pick<Card, 'section'>): string[] {
  return ['home', `section/${section}`, 'sitemap'];
}
