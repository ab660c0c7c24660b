/**
 * Letters that sounds and keys are told of, each known by its place here and 1; no other letter is
 * a consonant, or on a key.
 */
const numbered = [
  ...'abcdefghijklmnopqrstuvwxyz',
  ...'αβγδεζηθικλμνξοπρςστυφχψω',
  ...'абвгдежзийклмнопрстуфхцчшщъыьэюяёіїєў',
];
/** Bits of such a number. */
export const letterBits = 7;

/** What a unit is to the word it stands in: the number of its small letter, and these. */
export const Part = {
  /** Of a word that is written in Latin, Cyrillic or Greek: a letter or a mark. */
  plain: 0x80,
  /** Not a letter, not a small one: where no word begins, or none goes on. */
  mark: 0x100,
  capital: 0x200,
  /** Of a word that tells nothing of its spelling: a code, or one in another script. */
  strange: 0x400,
} as const;

const unknown = 0xffff;
const parts = new Uint16Array(0x10000).fill(unknown);

/** 0 for what parts words. */
export function partAt(units: Uint16Array, at: number): number {
  const unit = units[at]!;
  const known = parts[unit]!;
  if (known !== unknown) return known;
  if (unit >= 0xd800 && unit < 0xe000) return partOfHalf(units, unit < 0xdc00 ? at : at - 1);
  const found = partOf(String.fromCharCode(unit));
  parts[unit] = found;
  return found;
}

const beyondBmp = /^[\u{10000}-\u{10ffff}]/u;

/** Letters beyond the basic plane are of no alphabet that is judged. */
function partOfHalf(units: Uint16Array, at: number): number {
  const character = String.fromCharCode(units[at] ?? 0, units[at + 1] ?? 0);
  const isOfWord = beyondBmp.test(character) && /^[\p{L}\p{M}\p{N}]/u.test(character);
  return isOfWord ? Part.strange : 0;
}

function partOf(character: string): number {
  if (!/[\p{L}\p{M}\p{N}_]/u.test(character)) return 0;
  if (!/[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\p{M}]/u.test(character)) {
    return Part.strange;
  }
  if (/\p{M}/u.test(character)) return Part.plain | Part.mark;
  if (!/\p{L}/u.test(character)) return Part.strange;
  const isSmall = /\p{Ll}/u.test(character);
  const number = numberOf(character.toLowerCase()[0] ?? '');
  return number | Part.plain | (isSmall ? 0 : Part.capital);
}

/** 0 for those that are not numbered. */
export const numberOf = (letter: string): number => numbered.indexOf(letter) + 1;

/** Which of the letters are told of, by their numbers. */
export function lettersAmong(isMeant: (letter: string) => boolean): Uint8Array {
  return Uint8Array.from(['', ...numbered], (letter) => (letter !== '' && isMeant(letter) ? 1 : 0));
}

/** Which letter may follow which, by the numbers of both. */
export function pairsOf(pairs: readonly string[]): Uint8Array {
  const table = new Uint8Array(1 << (2 * letterBits));
  for (const [first = '', second = ''] of pairs) {
    table[(numberOf(first) << letterBits) | numberOf(second)] = 1;
  }
  return table;
}
