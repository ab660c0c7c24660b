import { Tokenizer } from 'htmlparser2';
import { isPlainText } from '../../shared/plain-text.ts';
import type { Removed } from '../../shared/story.ts';

/** Characters of a field that are shown; what moderation takes is not much more. */
const MOST_SHOWN = 300_000;

/** Text as a reader would see it, and where it stands in the field: `[start, end)`. */
export interface Run {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** Address of the link that it is in. */
  readonly href: string | null;
}

/** A paragraph, heading or item; or a part that readers never see. */
export interface Block {
  readonly kind: 'text' | 'heading' | 'item' | 'quote' | 'picture' | 'hidden';
  readonly runs: readonly Run[];
  /** Of what readers do not see: what it was or how it hid. */
  readonly how: string | null;
}

export interface Reading {
  readonly blocks: readonly Block[];
  /** Characters of the field that are not shown. */
  readonly left: number;
}

const inline = new Set(
  (
    'a abbr b bdi bdo big cite code data del dfn em font i ins kbd label mark q rp rt ruby s samp ' +
    'small span strike strong sub sup time tt u var wbr'
  ).split(' '),
);
const unread = new Set(['script', 'style', 'textarea', 'title']);
const kinds: Readonly<Record<string, Block['kind']>> = {
  ...{ h1: 'heading', h2: 'heading', h3: 'heading', h4: 'heading', h5: 'heading', h6: 'heading' },
  ...{ li: 'item', blockquote: 'quote' },
};

/**
 * A submitted text taken apart for people to read: its words and their places, none of its markup.
 * Linear in the text.
 */
export function readingOf(field: string, removed: readonly Removed[]): Reading {
  const text = field.slice(0, MOST_SHOWN);
  const left = field.length - text.length;
  if (isPlainText(text)) return { blocks: linesOf(text), left };
  const reader = new Reader(removed);
  const nothing = () => {};
  const tokenizer = new Tokenizer(
    { decodeEntities: true },
    {
      ontext: (start, end) => reader.text(text.slice(start, end), start, end),
      ontextentity: (codePoint, end) =>
        reader.text(String.fromCodePoint(codePoint), text.lastIndexOf('&', end - 1), end),
      onopentagname: (start, end) => reader.open(text.slice(start, end).toLowerCase(), start - 1),
      onclosetag: (start, end) => reader.close(text.slice(start, end).toLowerCase()),
      onopentagend: () => reader.endTag(),
      onselfclosingtag: () => reader.endTag(),
      onattribname: (start, end) => reader.name(text.slice(start, end).toLowerCase()),
      onattribdata: (start, end) => reader.value(text.slice(start, end)),
      onattribentity: (codePoint) => reader.value(String.fromCodePoint(codePoint)),
      onattribend: nothing,
      oncomment: nothing,
      ondeclaration: nothing,
      onprocessinginstruction: nothing,
      oncdata: nothing,
      onend: nothing,
    },
  );
  tokenizer.write(text);
  tokenizer.end();
  return { blocks: reader.finish(), left };
}

function linesOf(text: string): Block[] {
  const lines = [...text.matchAll(/[^\r\n]+/g)].filter(([line]) => line.trim() !== '');
  return lines.map(({ 0: line, index }) => ({
    kind: 'text',
    runs: [{ text: line, start: index, end: index + line.length, href: null }],
    how: null,
  }));
}

class Reader {
  readonly #removed: readonly Removed[];
  readonly #blocks: Block[] = [];
  #next = 0;
  #runs: Run[] = [];
  #kind: Block['kind'] = 'text';
  #hidden: Removed | null = null;
  #tag = '';
  #tagStart = 0;
  #attribute = '';
  #values: Record<string, string> = {};
  #href: string | null = null;
  #isUnread = false;

  constructor(removed: readonly Removed[]) {
    this.#removed = removed.toSorted((a, b) => a.offset - b.offset);
  }

  text(text: string, start: number, end: number): void {
    this.#reach(start);
    if (!this.#isUnread || this.#hidden !== null) {
      this.#runs.push({ text, start, end, href: this.#href });
    }
  }

  open(tag: string, start: number): void {
    this.#reach(start);
    this.#tag = tag;
    this.#tagStart = start;
    this.#values = {};
    this.#isUnread = unread.has(tag);
    if (!inline.has(tag)) this.#endBlock(kinds[tag] ?? 'text');
  }

  name(name: string): void {
    this.#attribute = name;
  }

  value(text: string): void {
    const before = this.#values[this.#attribute] ?? '';
    if (before.length < 2048) this.#values[this.#attribute] = before + text;
  }

  endTag(): void {
    if (this.#tag === 'a') this.#href = this.#values.href ?? null;
    if (this.#tag !== 'img') return;
    const text = this.#values.alt || this.#values.src || '';
    const start = this.#tagStart;
    this.#runs.push({ text, start, end: start + 1, href: null });
    this.#endBlock('text', 'picture');
  }

  close(tag: string): void {
    this.#isUnread = false;
    if (tag === 'a') this.#href = null;
    else if (!inline.has(tag)) this.#endBlock('text');
  }

  finish(): readonly Block[] {
    this.#reach(Number.POSITIVE_INFINITY);
    this.#endBlock('text');
    return this.#blocks;
  }

  /** Begins and ends the parts that readers never see, on the way to a place. */
  #reach(at: number): void {
    for (;;) {
      if (this.#hidden !== null) {
        if (at < this.#hidden.offset + this.#hidden.length) return;
        this.#endHidden(this.#hidden);
      }
      const next = this.#removed[this.#next];
      if (next === undefined || next.offset > at) return;
      this.#next += 1;
      this.#endBlock('text');
      this.#hidden = next;
    }
  }

  #endHidden(part: Removed): void {
    const instead = { text: part.text, start: part.offset, end: part.offset + part.length };
    const isShown = this.#runs.some(({ text }) => text.trim() !== '');
    const runs = isShown ? this.#runs : [{ ...instead, href: part.links[0] ?? null }];
    this.#blocks.push({ kind: 'hidden', runs, how: `${part.kind}: ${part.how}` });
    this.#runs = [];
    this.#hidden = null;
  }

  #endBlock(next: Block['kind'], kind = this.#kind): void {
    if (this.#hidden !== null) return;
    if (this.#runs.some(({ text }) => text.trim() !== '')) {
      this.#blocks.push({ kind, runs: this.#runs, how: null });
    }
    this.#runs = [];
    this.#kind = next;
  }
}
