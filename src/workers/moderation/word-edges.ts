import type { Folded } from './fold.ts';
import { unspaced } from './letters.ts';

/**
 * Whether `[start, end)` stands as words of its own, in any script (`\b` knows only ASCII). A
 * letter, mark or digit before it, or a letter or mark after it, makes it a part of another word;
 * digits may follow, as in `slot88`, unless it ends in one itself.
 */
export function isWhole({ units, length }: Folded, start: number, end: number): boolean {
  const before = start === 0 ? '' : characterBefore(units, start);
  const after = end === length ? '' : characterAt(units, end);
  return (
    isEdge(characterAt(units, start), before, /[\p{L}\p{M}\p{N}]/u) &&
    isEdge(characterBefore(units, end), after, /[\p{L}\p{M}]/u) &&
    !/\p{M}/u.test(after) &&
    !(/\p{N}/u.test(after) && /\p{N}/u.test(characterBefore(units, end)))
  );
}

/** Letters of an ending at most: `-larımızdan`, `-ویسنده‌ها`. */
const longestEnding = 16;

/** Where the word that goes on at `end` ends; `end` itself in scripts without blanks. */
export function endOfWord({ units, length }: Folded, end: number): number {
  let at = end;
  while (at < length && at - end < longestEnding) {
    const next = characterAt(units, at);
    if (!/[\p{L}\p{M}]/u.test(next) || unspaced.test(next)) break;
    at += next.length;
  }
  return at;
}

function isEdge(own: string, neighbour: string, continues: RegExp): boolean {
  if (neighbour === '' || !continues.test(neighbour)) return true;
  return !/[\p{L}\p{M}\p{N}]/u.test(own) || unspaced.test(own) || unspaced.test(neighbour);
}

function characterAt(units: Uint16Array, at: number): string {
  const unit = units[at] ?? 0;
  const isHigh = unit >= 0xd800 && unit < 0xdc00;
  return isHigh ? String.fromCharCode(unit, units[at + 1] ?? 0) : String.fromCharCode(unit);
}

function characterBefore(units: Uint16Array, at: number): string {
  const unit = units[at - 1] ?? 0;
  const isLow = unit >= 0xdc00 && unit < 0xe000;
  return characterAt(units, isLow ? at - 2 : at - 1);
}
