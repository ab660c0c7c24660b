import type { Folded } from './fold.ts';
import { unspaced } from './letters.ts';

/** What a character is to the edges of words. */
const Kind = { letter: 1, mark: 2, number: 4, unspaced: 8 } as const;
const met = 16;
const kinds = new Uint8Array(0x10000);

/** Of a unit of the basic plane; filled as units are met. */
function kindOf(unit: number): number {
  const known = kinds[unit]!;
  if (known !== 0) return known;
  const found = met | kindOfCharacter(String.fromCharCode(unit));
  kinds[unit] = found;
  return found;
}

function kindOfCharacter(character: string): number {
  return (
    (/\p{L}/u.test(character) ? Kind.letter : 0) |
    (/\p{M}/u.test(character) ? Kind.mark : 0) |
    (/\p{N}/u.test(character) ? Kind.number : 0) |
    (unspaced.test(character) ? Kind.unspaced : 0)
  );
}

const ofWord = Kind.letter | Kind.mark | Kind.number;

/**
 * Whether `[start, end)` stands as words of its own, in any script (`\b` knows only ASCII). A
 * letter, mark or digit before it, or a letter or mark after it, makes it a part of another word;
 * digits may follow, as in `slot88`, unless it ends in one itself.
 */
export function isWhole({ units, length }: Folded, start: number, end: number): boolean {
  const before = start === 0 ? 0 : kindBefore(units, start);
  const after = end === length ? 0 : kindAt(units, end);
  if ((after & Kind.mark) !== 0) return false;
  const first = kindAt(units, start);
  const last = kindBefore(units, end);
  return (
    isEdge(first, before, ofWord) &&
    isEdge(last, after, Kind.letter) &&
    !((after & Kind.number) !== 0 && (last & Kind.number) !== 0)
  );
}

/** Letters of an ending at most: `-larımızdan`, `-ویسنده‌ها`. */
const longestEnding = 16;

/** Where the word that goes on at `end` ends; `end` itself in scripts without blanks. */
export function endOfWord({ units, length }: Folded, end: number): number {
  let at = end;
  while (at < length && at - end < longestEnding) {
    const next = kindAt(units, at);
    if ((next & (Kind.letter | Kind.mark)) === 0 || (next & Kind.unspaced) !== 0) break;
    at += isHigh(units[at]!) ? 2 : 1;
  }
  return at;
}

function isEdge(own: number, neighbour: number, continues: number): boolean {
  if ((neighbour & continues) === 0 || (own & ofWord) === 0) return true;
  return ((own | neighbour) & Kind.unspaced) !== 0;
}

const isHigh = (unit: number): boolean => unit >= 0xd800 && unit < 0xdc00;

function kindAt(units: Uint16Array, at: number): number {
  const unit = units[at] ?? 0;
  if (!isHigh(unit)) return kindOf(unit);
  return kindOfCharacter(String.fromCharCode(unit, units[at + 1] ?? 0));
}

function kindBefore(units: Uint16Array, at: number): number {
  const unit = units[at - 1] ?? 0;
  const isLow = unit >= 0xdc00 && unit < 0xe000;
  return kindAt(units, isLow ? at - 2 : at - 1);
}
