/** What a text has that a sign of promotion cannot do without; a text has few of them. */
export const Clue = {
  beyondBmp: 1,
  framedLetter: 2,
  otherAlphabet: 4,
  /** Three gaps or more with a character between each and the next. */
  gapsInRow: 8,
  invisible: 16,
  /** A dot before a letter, or two slashes. */
  address: 32,
  at: 64,
  digit: 128,
  /** Or a question mark. */
  exclamation: 256,
  /** Emoji, stars and arrows of the basic plane. */
  picture: 512,
  /** Four in a row. */
  capitals: 1_024,
  dots: 2_048,
} as const;

/** What a unit by itself is a clue to; its neighbours decide about the last ones. */
const kinds: readonly (readonly [RegExp, number])[] = [
  [/\p{Cs}/u, Clue.beyondBmp],
  [/[\u24b6-\u24e9\uff21-\uff5a]/, Clue.framedLetter],
  [/[а-яѐ-џα-ω]/i, Clue.otherAlphabet],
  [/[\u200b-\u200f\u2060\ufeff\u00ad]/, Clue.invisible],
  [/@/, Clue.at],
  [/\d/, Clue.digit],
  [/[!?]/, Clue.exclamation],
  [/[\p{Extended_Pictographic}★☆✯⭐✨➡→>⬇]/u, Clue.picture],
  [/…/, Clue.dots],
];
/** Units that count with what follows them or stands before them. */
const capital = 1 << 12;
const gap = 1 << 13;
const dot = 1 << 14;
const contextual: readonly (readonly [RegExp, number])[] = [
  [/\p{Lu}/u, capital],
  [/[ .\-_*]/, gap],
  [/[./]/, dot],
];
const blank = 0x20;
const fullStop = 0x2e;
const met = 1 << 15;
const clues = new Uint16Array(0x10000);

function cluesOf(unit: number): number {
  const known = clues[unit]!;
  if (known !== 0) return known;
  const found = cluesOfCharacter(String.fromCharCode(unit));
  clues[unit] = found;
  return found;
}

function cluesOfCharacter(character: string): number {
  const found = [...kinds, ...contextual].filter(([pattern]) => pattern.test(character));
  return found.reduce((all, [, clue]) => all | clue, met);
}

/** In one pass. */
export function cluesIn(text: string): number {
  let found = 0;
  let capitals = 0;
  let gaps = 0;
  let lastGap = -2;
  for (let at = 0; at < text.length; at += 1) {
    const clue = cluesOf(text.charCodeAt(at));
    found |= clue;
    capitals = (clue & capital) === 0 ? 0 : capitals + 1;
    if (capitals === 4) found |= Clue.capitals;
    if ((clue & gap) !== 0) {
      gaps = lastGap === at - lengthBefore(text, at) - 1 ? gaps + 1 : 1;
      lastGap = at;
      if (gaps === 3) found |= Clue.gapsInRow;
    }
    if ((clue & dot) !== 0) found |= cluesOfDot(text, at);
  }
  return found;
}

/** Units of the character before a place. */
function lengthBefore(text: string, at: number): number {
  const unit = at === 0 ? 0 : text.charCodeAt(at - 1);
  return unit >= 0xdc00 && unit < 0xe000 ? 2 : 1;
}

/** Of a dot or a slash, by what follows it: another, or a letter. */
function cluesOfDot(text: string, at: number): number {
  const own = text.charCodeAt(at);
  const next = at + 1 < text.length ? text.charCodeAt(at + 1) : blank;
  if (next === own) return own === fullStop ? Clue.dots : Clue.address;
  const isLetter = next >= 0x80 || ((next | 0x20) >= 0x61 && (next | 0x20) <= 0x7a);
  return isLetter ? Clue.address : 0;
}
