import { hidingOf } from '../visibility/hiding.ts';
import type { Look, Looks } from '../visibility/look.ts';
import { type Attributes, isVoid, oneLine, walk } from './markup.ts';

/** An element that may hold the article. */
export interface Block {
  readonly tag: string;
  readonly parent: Block | null;
  readonly innerStart: number;
  innerEnd: number;
  /** Characters of its paragraphs, and half of those of its children's. */
  score: number;
}

/** A text of the page together with where it stands. */
interface Placed {
  readonly start: number;
  text: string;
}

export interface Figure {
  readonly start: number;
  src: string;
  alt: string;
  caption: string;
}

/** What one walk over a page finds. */
export interface PageScan {
  readonly blocks: readonly Block[];
  readonly figures: readonly Figure[];
  readonly headings: readonly Placed[];
  readonly bylines: readonly Placed[];
  readonly linkedData: readonly Placed[];
  readonly title: string;
  readonly language: string | undefined;
  readonly canonical: string | undefined;
  /** By `property` or `name`, in lower case. */
  readonly meta: ReadonlyMap<string, readonly string[]>;
}

const unread = new Set(['script', 'style', 'template', 'noscript', 'svg', 'textarea', 'select']);
export const margins = new Set(['nav', 'aside', 'footer', 'form', 'dialog', 'button']);
const holders = new Set(['body', 'article', 'main', 'section', 'div', 'td']);

/** Walks over a page once. Throws Malformed beyond the bounds of `walk`. */
export function scanPage(html: string, looks: Looks): PageScan {
  const scanner = new Scanner(looks);
  walk(html, scanner);
  return scanner;
}

interface Open {
  readonly tag: string;
  readonly block: Block | null;
  readonly look: Look | null;
  readonly isHidden: boolean;
  readonly isMargin: boolean;
  readonly isUnread: boolean;
  readonly heard: Placed | null;
}

class Scanner implements PageScan {
  readonly blocks: Block[] = [];
  readonly figures: Figure[] = [];
  readonly headings: Placed[] = [];
  readonly bylines: Placed[] = [];
  readonly linkedData: Placed[] = [];
  readonly meta = new Map<string, string[]>();
  title = '';
  language: string | undefined;
  canonical: string | undefined;
  readonly #looks: Looks;
  readonly #open: Open[] = [];
  readonly #inside = { hidden: 0, margin: 0, unread: 0, link: 0, title: 0, figcaption: 0 };
  #block: Block | null = null;
  #paragraph: { length: number; readonly depth: number } | null = null;
  #figure: Figure | null = null;

  constructor(looks: Looks) {
    this.#looks = looks;
  }

  open(tag: string, attributes: Attributes, { start, end }: { start: number; end: number }): void {
    this.#readHead(tag, attributes);
    if (isVoid(tag)) {
      if (tag === 'img') this.#picture(attributes, start);
      this.#open.push(closedAtOnce(tag));
      return;
    }
    const look = this.#looks.of(tag, attributes, this.#open.at(-1)?.look ?? null);
    const isWhole = tag === 'html' || tag === 'body';
    const open: Open = {
      tag,
      look,
      block: holders.has(tag) ? this.#startBlock(tag, attributes, end) : null,
      isHidden: !isWhole && this.#inside.unread === 0 && hidingOf(look, attributes) !== null,
      isMargin: margins.has(tag),
      isUnread: unread.has(tag),
      heard: this.#listen(tag, attributes, start),
    };
    this.#open.push(open);
    this.#count(open, 1);
    if (tag === 'p') this.#paragraph ??= { length: 0, depth: this.#open.length };
    if (tag === 'figure') this.#startFigure(start);
  }

  text(text: string): void {
    const { hidden, margin, unread: notRead, link, title, figcaption } = this.#inside;
    if (title > 0) this.title += text;
    for (const heard of this.#heard) heard.text += text;
    if (notRead > 0 || hidden > 0) return;
    if (figcaption > 0 && this.#figure) {
      this.#figure.caption += text;
      return;
    }
    if (margin > 0 || link > 0) return;
    const length = text.trim().length;
    if (this.#paragraph) this.#paragraph.length += length;
    else if (this.#block) this.#block.score += length / 2;
  }

  close(tag: string, { start }: { start: number; end: number }): void {
    const open = this.#open.pop();
    if (open === undefined || isVoid(tag)) return;
    this.#count(open, -1);
    if (open.heard) this.#heard.delete(open.heard);
    if (this.#paragraph && this.#open.length < this.#paragraph.depth) this.#endParagraph();
    if (open.block) {
      open.block.innerEnd = start;
      this.#block = open.block.parent;
    }
    if (tag === 'figure') this.#figure = null;
  }

  readonly #heard = new Set<Placed>();

  #count({ tag, isHidden: hides, isMargin, isUnread }: Open, by: number): void {
    if (hides) this.#inside.hidden += by;
    if (isMargin) this.#inside.margin += by;
    if (isUnread) this.#inside.unread += by;
    if (tag === 'a') this.#inside.link += by;
    if (tag === 'title') this.#inside.title += by;
    if (tag === 'figcaption') this.#inside.figcaption += by;
  }

  #startBlock(tag: string, { itemprop }: Attributes, innerStart: number): Block {
    const score = itemprop === 'articleBody' ? 200 : 0;
    const block: Block = { tag, parent: this.#block, innerStart, innerEnd: innerStart, score };
    this.blocks.push(block);
    this.#block = block;
    return block;
  }

  #endParagraph(): void {
    const length = this.#paragraph?.length ?? 0;
    this.#paragraph = null;
    if (this.#block === null) return;
    this.#block.score += length;
    if (this.#block.parent) this.#block.parent.score += length / 2;
  }

  #listen(tag: string, attributes: Attributes, start: number): Placed | null {
    const list = this.#listFor(tag, attributes);
    if (list === null || this.#heard.size > 8) return null;
    const placed: Placed = { start, text: '' };
    list.push(placed);
    this.#heard.add(placed);
    return placed;
  }

  #listFor(tag: string, { type = '', rel, itemprop, class: names = '' }: Attributes) {
    if (tag === 'h1') return this.headings;
    if (tag === 'script') return /^application\/ld\+json/i.test(type) ? this.linkedData : null;
    const isByline =
      rel === 'author' || itemprop === 'author' || /(?:^|\s)(?:author|byline)(?:\s|$)/i.test(names);
    return isByline && !holders.has(tag) ? this.bylines : null;
  }

  #startFigure(start: number): void {
    if (this.#inside.hidden > 0 || this.#inside.margin > 0) return;
    this.#figure = { start, src: '', alt: '', caption: '' };
    this.figures.push(this.#figure);
  }

  #picture({ src = '', alt = '', 'data-src': lazy }: Attributes, start: number): void {
    if (this.#inside.hidden > 0 || this.#inside.margin > 0) return;
    const source = lazy && !/^(?:https?:|\/)/i.test(src) ? lazy : src;
    if (this.#figure === null) this.figures.push({ start, src: source, alt, caption: '' });
    else if (this.#figure.src === '') Object.assign(this.#figure, { src: source, alt });
  }

  #readHead(tag: string, attributes: Attributes): void {
    const { lang, rel = '', href, property, name, content } = attributes;
    if (tag === 'html') this.language ??= lang;
    if (tag === 'link' && /(?:^|\s)canonical(?:\s|$)/i.test(rel)) this.canonical ??= href;
    const key = (property ?? name)?.toLowerCase();
    if (tag !== 'meta' || key === undefined || !content) return;
    const values = this.meta.get(key);
    if (values) values.push(content);
    else this.meta.set(key, [content]);
  }
}

const closedAtOnce = (tag: string): Open => ({
  tag,
  block: null,
  look: null,
  isHidden: false,
  isMargin: false,
  isUnread: false,
  heard: null,
});

export const wordsOf = ({ text }: { readonly text: string }): string => oneLine(text);
