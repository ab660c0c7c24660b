import { frontTag } from '../../shared/cache-tags.ts';
import type { Listed } from '../../shared/catalogue/catalogue.ts';
import { searchBlock } from '../../shared/catalogue/front-names.ts';
import { dayIn } from './dates.ts';
import type { FrontTools } from './front-tools.ts';
import { cacheTag, type Printed } from './site-objects.ts';
import { sectionLink } from './site-view.ts';

/** Stories in one file of what results show. */
export const storiesPerFile = 20;

export interface SearchFile {
  readonly key: string;
  /** What it is a part of, for a purge: `search`, or a block of it. */
  readonly of: string;
  readonly content: unknown;
  /** Whether new stories come into it. */
  readonly isOpen: boolean;
}

/** An object under `/search/`. */
export function searchFile(
  { site }: FrontTools,
  { key, of, content, isOpen }: SearchFile,
): Printed {
  return {
    key: `search/${key}.json`,
    kind: 'feed',
    body: JSON.stringify(content),
    contentType: 'application/json; charset=utf-8',
    cacheControl: isOpen ? site.cacheControl.front : site.cacheControl.sealed,
    metadata: { 'cache-tag': cacheTag([frontTag(of)]) },
  };
}

interface Stretch extends Pick<SearchFile, 'of' | 'isOpen'> {
  readonly from: number;
  readonly to: number;
}

/** What results show, in the folder of the block where the stories are, or will be. */
export function* printStories(
  tools: FrontTools,
  listed: readonly Listed[],
  { from, to, ...kind }: Stretch,
): Iterable<Printed> {
  for (let first = from; first <= to; first += storiesPerFile) {
    const block = Math.ceil(first / searchBlock);
    const key = `${block}/stories-${((first - 1) % searchBlock) / storiesPerFile}`;
    const content = listed
      .filter(({ number }) => number >= first && number < first + storiesPerFile)
      .map((story) => resultOf(tools, story));
    yield searchFile(tools, { ...kind, key, content });
  }
}

/** Its number, headline, path, day, language and section. */
const resultOf = (tools: FrontTools, { number, card }: Listed): unknown[] => [
  number,
  card.headline,
  encodeURI(card.path),
  dayIn(tools.site.timezone, card.firstPublished),
  card.language,
  sectionLink(tools, card.section).name,
];
