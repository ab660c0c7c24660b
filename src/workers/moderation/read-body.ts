import { Tokenizer } from 'htmlparser2';
import { isPlainText } from '../../shared/plain-text.ts';
import type { Removed } from '../../shared/story.ts';
import { Passage } from './passage.ts';

const field = '/body';

/** Elements that do not part the text they stand in. */
const inline = new Set(
  (
    'a abbr b bdi bdo big cite code data del dfn em font i img ins kbd label mark q rp rt ruby s ' +
    'samp small span strike strong sub sup time tt u var wbr'
  ).split(' '),
);

/** Elements whose text nobody reads; up to their end tag the tokenizer sees nothing but text. */
const unread = new Set(['script', 'style', 'textarea', 'title']);

/**
 * The passages of a body as submitted: its blocks, or its lines where it has no markup; what stands
 * in a part that sanitising found hidden is marked so. Linear, however hostile the markup.
 */
export function readBody(body: string, removed: readonly Removed[]): Passage[] {
  if (isPlainText(body)) return readLines(body);
  const reader = new BodyReader(removed);
  const nothing = () => {};
  const tokenizer = new Tokenizer(
    { decodeEntities: true },
    {
      ontext: (start, end) => reader.read(body.slice(start, end), start, null),
      ontextentity: (codePoint, end) =>
        reader.read(String.fromCodePoint(codePoint), body.lastIndexOf('&', end - 1), end),
      onopentagname: (start, end) => reader.open(body.slice(start, end).toLowerCase()),
      onclosetag: (start, end) => reader.close(body.slice(start, end).toLowerCase()),
      onopentagend: nothing,
      onselfclosingtag: () => reader.closeItself(),
      onattribname: nothing,
      onattribdata: nothing,
      onattribentity: nothing,
      onattribend: nothing,
      oncomment: nothing,
      ondeclaration: nothing,
      onprocessinginstruction: nothing,
      oncdata: nothing,
      onend: nothing,
    },
  );
  tokenizer.write(body);
  tokenizer.end();
  return reader.finish();
}

function readLines(body: string): Passage[] {
  const passages: Passage[] = [];
  let start = 0;
  for (let at = 0; at <= body.length; at += 1) {
    if (at < body.length && !isLineEnd(body.charCodeAt(at))) continue;
    const line = body.slice(start, at);
    if (/\S/.test(line)) {
      const passage = new Passage(field, false);
      passage.add(line, start);
      passages.push(passage);
    }
    start = at + 1;
  }
  return passages;
}

const isLineEnd = (unit: number): boolean => unit === 0x0a || unit === 0x0d;

class BodyReader {
  readonly #passages: Passage[] = [];
  readonly #removed: readonly Removed[];
  #next = 0;
  #passage: Passage | null = null;
  #linkStart: number | null = null;
  #isUnread = false;

  constructor(removed: readonly Removed[]) {
    this.#removed = removed.toSorted((a, b) => a.offset - b.offset);
  }

  read(text: string, offset: number, entityEnd: number | null): void {
    const part = this.#partAt(offset);
    if (this.#isUnread || (part !== null && part.kind !== 'hidden')) return;
    const isHidden = part !== null;
    if (this.#passage && this.#passage.isHidden !== isHidden) this.#endPassage();
    this.#passage ??= new Passage(field, isHidden);
    this.#passage.add(text, offset, entityEnd);
  }

  open(tag: string): void {
    this.#isUnread = unread.has(tag);
    if (!inline.has(tag)) this.#endPassage();
    if (tag !== 'a') return;
    this.#endLink();
    this.#linkStart = this.#passage?.text.length ?? 0;
  }

  close(tag: string): void {
    this.#isUnread = false;
    if (tag === 'a') this.#endLink();
    else if (!inline.has(tag)) this.#endPassage();
  }

  /** `<style/>`: the tokenizer takes what follows for markup again. */
  closeItself(): void {
    this.#isUnread = false;
  }

  finish(): Passage[] {
    this.#endPassage();
    return this.#passages;
  }

  /** A link that runs over a block edge goes on in the next block. */
  #endPassage(): void {
    const isOpen = this.#linkStart !== null;
    this.#endLink();
    if (this.#passage && /\S/.test(this.#passage.text)) this.#passages.push(this.#passage);
    this.#passage = null;
    if (isOpen) this.#linkStart = 0;
  }

  #endLink(): void {
    const start = this.#linkStart;
    const end = this.#passage?.text.length ?? 0;
    if (start !== null && end > start) this.#passage?.links.push({ start, end });
    this.#linkStart = null;
  }

  /** Offsets come in order, so that the list is gone through once. */
  #partAt(offset: number): Removed | null {
    for (let part = this.#removed[this.#next]; part; part = this.#removed[this.#next]) {
      if (offset < part.offset) return null;
      if (offset < part.offset + part.length) return part;
      this.#next += 1;
    }
    return null;
  }
}
