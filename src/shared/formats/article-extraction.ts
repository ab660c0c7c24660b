import { type Attributes, escapeMarkup, isVoid, oneLine, walk } from './markup.ts';
import { type Block, type Figure, type HiddenPart, margins, type PageScan } from './page-scan.ts';
import { webAddress } from './web-address.ts';

/** Hidden parts beyond this many say nothing new. */
const maximumHidden = 200;

/** Where the article stands in its page. */
export interface Article {
  /** The block of its paragraphs. */
  readonly text: Block;
  /** The block that also holds its headline, byline and lead picture. */
  readonly whole: Block;
}

/** The densest block of paragraphs, those in `<article>` and `<main>` before others. */
export function findArticle({ blocks }: PageScan): Article | undefined {
  const inMain = new Set<Block>();
  let text: Block | undefined;
  let most = 0;
  for (const block of blocks) {
    const isMain = /^(?:article|main)$/.test(block.tag);
    if (isMain || (block.parent && inMain.has(block.parent))) inMain.add(block);
    const score = block.score * (inMain.has(block) ? 1.5 : 1);
    if (score > most) {
      most = score;
      text = block;
    }
  }
  return text && { text, whole: around(text) };
}

function around(text: Block): Block {
  let main: Block | undefined;
  for (let block: Block | null = text; block !== null; block = block.parent) {
    if (block.tag === 'article') return block;
    if (block.tag === 'main') main = block;
  }
  return main ?? text;
}

export const isWithin = ({ start }: { readonly start: number }, block: Block): boolean =>
  start >= block.innerStart && start < block.innerEnd;

/** The article's own pictures that stand outside its text. */
export const figuresBeside = ({ figures }: PageScan, { text, whole }: Article): Figure[] =>
  figures.filter((figure) => isWithin(figure, whole) && !isWithin(figure, text) && figure.src);

/**
 * What the page hides outside the article, each part again as a hidden element: never shown to
 * readers, but told to moderation. Menus and forms hide much honestly: of those only what links to
 * other sites.
 */
export function hiddenBeside({ hidden }: PageScan, text: Block | undefined, page?: string): string {
  const parts = hidden.filter((part) => {
    if (part.isMarginal) return part.links.some((link) => isForeign(link, page));
    if (text && isWithin(part, text)) return false;
    return part.links.length > 0 || oneLine(part.text) !== '';
  });
  return parts
    .slice(0, maximumHidden)
    .map((part) => hiddenElement(part, page))
    .join('');
}

function isForeign(link: string, page: string | undefined): boolean {
  const address = webAddress(link, page);
  return address !== undefined && (!page || new URL(address).host !== new URL(page).host);
}

function hiddenElement({ text, links }: HiddenPart, page: string | undefined): string {
  const words = oneLine(text);
  const [first = '', ...rest] = links.map((link) => escapeMarkup(webAddress(link, page) ?? link));
  if (first === '') return `<div hidden>${escapeMarkup(words)}</div>\n`;
  const others = rest.map((link) => `<a href="${link}"></a>`).join('');
  return `<div hidden><a href="${first}">${escapeMarkup(words)}</a>${others}</div>\n`;
}

const dropped = new Set([...margins, 'h1', 'script', 'style']);

/**
 * The markup of a text of a page, written anew: every element closed, addresses in full, without
 * the page's menus and without the headline, which stands over every story.
 */
export function rewriteMarkup(html: string, page?: string): string {
  const parts: string[] = [];
  let drops = 0;
  walk(html, {
    open(tag, attributes) {
      if (dropped.has(tag)) drops += 1;
      if (drops === 0) parts.push(`<${tag}${attributesIn(attributes, page)}>`);
    },
    text(text) {
      if (drops === 0) parts.push(escapeMarkup(text));
    },
    close(tag) {
      if (drops === 0 && !isVoid(tag)) parts.push(`</${tag}>`);
      if (dropped.has(tag)) drops -= 1;
    },
  });
  return parts.join('').trim();
}

const addresses = new Set(['href', 'src', 'data-src', 'data-lazy-src']);

const attributesIn = (attributes: Attributes, page: string | undefined): string =>
  Object.entries(attributes)
    .filter(([name]) => /^[a-z][a-z\d-]*$/.test(name))
    .map(([name, value]) => {
      const whole = addresses.has(name) ? (webAddress(value, page) ?? value) : value;
      return ` ${name}="${escapeMarkup(whole)}"`;
    })
    .join('');
