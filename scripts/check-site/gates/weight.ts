import { brotliCompressSync, constants } from 'node:zlib';
import type { CheckedSite, Page } from '../checked-site.ts';
import { pathWithin } from '../crawl.ts';
import { counted, type Fault, type Gate } from '../gate.ts';

const MOST_BYTES = 20_000;

/** A page with its style sheets weighs no more than 20 kB as edges send it. */
export const weight: Gate = {
  name: 'weight',
  needs: [],
  async check(site) {
    const sheets = new Map<string, number>();
    const weights = site.pages.map((page) => ({ page, bytes: weightOf(site, page, sheets) }));
    const faults = weights.flatMap(({ page, bytes }): Fault[] =>
      bytes <= MOST_BYTES
        ? []
        : [
            {
              file: page.path,
              place: '',
              rule: 'weight',
              detail: `${bytes} bytes of HTML and CSS by Brotli; ${MOST_BYTES} are allowed`,
            },
          ],
    );
    const heaviest = Math.max(0, ...weights.map(({ bytes }) => bytes));
    return {
      looked: `${counted(site.pages.length, 'page')}, up to ${(heaviest / 1000).toFixed(1)} kB`,
      faults,
    };
  },
};

/** As CDNs compress what they are asked for: not as hard as can be. */
const compressed = (text: string): number =>
  brotliCompressSync(text, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } }).length;

function weightOf(site: CheckedSite, page: Page, sheets: Map<string, number>): number {
  const names = page.elements.flatMap(({ name, attributes: { rel, href } }) =>
    name === 'link' && rel === 'stylesheet' && href !== undefined ? [href] : [],
  );
  return names.reduce((sum, name) => {
    const path = pathWithin(site, name, page.path) ?? '';
    const bytes = sheets.get(path) ?? compressed(site.answers.get(path)?.body ?? '');
    sheets.set(path, bytes);
    return sum + bytes;
  }, compressed(page.body));
}
