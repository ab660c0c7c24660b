import { hidingOf } from '../visibility/hiding.ts';
import type { Look, Looks } from '../visibility/look.ts';
import { type Attributes, escapeMarkup, isVoid, walk } from './markup.ts';
import { type Block, type Figure, margins, type PageScan } from './page-scan.ts';
import { webAddress } from './web-address.ts';

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

const dropped = new Set([...margins, 'h1', 'script', 'style']);

/**
 * The markup of a text of a page, written anew: every element closed, addresses in full, without
 * the page's menus and without the headline, which stands over every story. What the page's style
 * sheets and scripts hide is marked as hidden, for they stay behind.
 */
export function rewriteMarkup(html: string, page?: string, looks?: Looks): string {
  const parts: string[] = [];
  const around: Look[] = [];
  let drops = 0;
  walk(html, {
    open(tag, attributes) {
      if (dropped.has(tag)) drops += 1;
      const look = looks?.of(tag, attributes, around.at(-1) ?? null);
      if (look) around.push(look);
      const isHidden = look !== undefined && hidingOf(look, attributes) !== null;
      const given = isHidden ? { ...attributes, hidden: '' } : attributes;
      if (drops === 0) parts.push(`<${tag}${attributesIn(given, page)}>`);
    },
    text(text) {
      if (drops === 0) parts.push(escapeMarkup(text));
    },
    close(tag) {
      around.pop();
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
