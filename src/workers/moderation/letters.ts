/** What a unit of folded text is, as far as reading disguised words needs to know. */
export const Class = {
  other: 0,
  latin: 1,
  cyrillic: 2,
  greek: 3,
  /** Letters and marks of every other script. */
  letter: 4,
  digit: 5,
  blank: 6,
  /** Letters of scripts written without blanks: any place is an edge of a word there. */
  unspaced: 7,
} as const;

/** Scripts written without blanks between words. */
export const unspaced =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;

const unknown = 0xff;
const classes = new Uint8Array(0x10000).fill(unknown);

/** Class of a UTF-16 unit; halves of characters beyond the basic plane are `other`. */
export function classOf(unit: number): number {
  const known = classes[unit]!;
  if (known !== unknown) return known;
  const found = classify(String.fromCharCode(unit));
  classes[unit] = found;
  return found;
}

function classify(character: string): number {
  if (character === ' ') return Class.blank;
  if (/\p{N}/u.test(character)) return Class.digit;
  if (!/[\p{L}\p{M}]/u.test(character)) return Class.other;
  if (unspaced.test(character)) return Class.unspaced;
  if (/\p{Script=Latin}/u.test(character)) return Class.latin;
  if (/\p{Script=Cyrillic}/u.test(character)) return Class.cyrillic;
  return /\p{Script=Greek}/u.test(character) ? Class.greek : Class.letter;
}

const apart = new Uint8Array(0x10000).fill(unknown);

/** Whether any place beside a unit is an edge of a word: signs, blanks, scripts without blanks. */
export function isApart(unit: number): boolean {
  const known = apart[unit]!;
  if (known !== unknown) return known === 1;
  const found = classOf(unit);
  const is = found === Class.other || found === Class.blank || found === Class.unspaced;
  apart[unit] = is ? 1 : 0;
  return is;
}

/** Whether a unit is of a word: letters, marks and digits of any script. */
export const isOfWord = (unit: number): boolean => {
  const found = classOf(unit);
  return found !== Class.other && found !== Class.blank;
};
