import type { Element } from './page.ts';

/** Never cut out whole, whatever they hold. */
const structural = new Set(
  'html head body article main section header footer nav aside table tbody tr td th form'.split(
    ' ',
  ),
);

/**
 * The outermost element that holds nothing but injected links: what to cut so that the rest stays
 * as it was before them.
 */
export function cutOut(element: Element): Element {
  let cut = element;
  while (cut.parent && isNothingElse(cut.parent)) cut = cut.parent;
  return cut;
}

const isNothingElse = ({ tag, letters, injected, media }: Element): boolean =>
  !structural.has(tag) && letters <= injected && media === 0;
