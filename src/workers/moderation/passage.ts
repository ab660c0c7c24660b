import { type Folded, fold } from './fold.ts';
import { type LeetStretch, leetIn } from './leet.ts';
import { type Skeleton, skeletonOf } from './skeleton.ts';

/** A stretch of text in units of the passage, `[start, end)`. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/** Where text of a passage stands in its field; as long there as here, but for entities. */
interface Piece {
  readonly at: number;
  readonly offset: number;
  /** End in the field of a character that was written as an entity. */
  readonly entityEnd: number | null;
}

/** Of a text that has blanks in a row, how much more is looked at to fill an excerpt. */
const roomForBlanks = 20;

/** One block, line or field: the unit that rules judge, with the way back to the field. */
export class Passage {
  /** JSON pointer of the field as submitted. */
  readonly field: string;
  readonly isHidden: boolean;
  /** Texts of links. */
  readonly links: Range[] = [];
  #text = '';
  readonly #pieces: Piece[] = [];
  #folded: Folded | null = null;
  #skeleton: Skeleton | null = null;
  #leet: readonly LeetStretch[] | null = null;

  constructor(field: string, isHidden: boolean) {
    this.field = field;
    this.isHidden = isHidden;
  }

  static of(field: string, text: string): Passage {
    const passage = new Passage(field, false);
    passage.add(text, 0);
    return passage;
  }

  get text(): string {
    return this.#text;
  }

  /** The text made comparable, once for all rules. */
  get folded(): Folded {
    this.#folded ??= fold(this.#text);
    return this.#folded;
  }

  /** The folded text with disguised words undone. */
  get skeleton(): Skeleton {
    this.#skeleton ??= skeletonOf(this.folded);
    return this.#skeleton;
  }

  /** What of the skeleton has digits or signs for letters, with these undone. */
  get leet(): readonly LeetStretch[] {
    this.#leet ??= leetIn(this.skeleton);
    return this.#leet;
  }

  add(text: string, offset: number, entityEnd: number | null = null): void {
    this.#pieces.push({ at: this.#text.length, offset, entityEnd });
    this.#text += text;
    this.#folded = null;
    this.#skeleton = null;
    this.#leet = null;
  }

  /** Place in the field, in UTF-16 units, of a range of the passage that is not empty. */
  locate({ start, end }: Range): { readonly offset: number; readonly length: number } {
    const first = this.#pieceAt(start);
    const last = this.#pieceAt(end - 1);
    const offset = first.entityEnd === null ? first.offset + start - first.at : first.offset;
    const finish = last.entityEnd ?? last.offset + end - last.at;
    return { offset, length: finish - offset };
  }

  /** The line around a range: what stands between line breaks. */
  lineAround({ start, end }: Range): Range {
    const next = this.#text.indexOf('\n', end);
    return {
      start: start === 0 ? 0 : this.#text.lastIndexOf('\n', start - 1) + 1,
      end: next === -1 ? this.#text.length : next,
    };
  }

  /** A range with a little of what stands around it. */
  excerpt({ start, end }: Range): string {
    const from = Math.max(0, start - 40);
    const to = Math.min(this.#text.length, end + 40);
    const cut = this.#text.slice(from, to).replace(/\s+/g, ' ').trim();
    return `${from > 0 ? '…' : ''}${cut}${to < this.#text.length ? '…' : ''}`;
  }

  /** Its first characters, without blanks in a row. */
  beginning(length: number): string {
    const beginning = this.#text.slice(0, roomForBlanks * length);
    return beginning.replace(/\s+/g, ' ').trim().slice(0, length);
  }

  #pieceAt(index: number): Piece {
    let low = 0;
    let high = this.#pieces.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.#pieces[middle]!.at <= index) low = middle;
      else high = middle - 1;
    }
    return this.#pieces[low]!;
  }
}
