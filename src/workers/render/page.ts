import { type HeadSubject, headMarkup } from './head.ts';
import type { Press } from './press.ts';
import type { PageView, Views } from './views.ts';

type PageKind = Exclude<keyof Views, 'layout' | `partials/${string}`>;

/** Prints a page: its own template first, then the layout around it. */
export function printPage<Kind extends PageKind>(
  press: Press,
  kind: Kind,
  { view, head }: { readonly view: Views[Kind] & PageView; readonly head: HeadSubject },
): string {
  const { language, direction, site } = view;
  const content = press.theme.print(kind, view, language);
  const layout = { language, direction, site, content, kind, head: headMarkup(press, head) };
  return press.theme.print('layout', layout, language).toString();
}
