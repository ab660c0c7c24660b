import { Clue, cluesIn } from './clues.ts';

type Sign = readonly [sign: string, pattern: RegExp, needs?: number];

/** How promotion looks, whatever its language; each pattern is linear in the text. */
const patterns: readonly Sign[] = [
  [
    'fancy letters',
    /[\u{1d400}-\u{1d7ff}\u{1f130}-\u{1f189}\u24b6-\u24e9\uff21-\uff5a]/gu,
    Clue.beyondBmp | Clue.framedLetter,
  ],
  ['mixed scripts', /[a-z][а-яѐ-џα-ω]|[а-яѐ-џα-ω][a-z]/gi, Clue.otherAlphabet],
  [
    'letters apart',
    /(?<![\p{L}\p{N}])(?:[\p{L}\p{N}][ .\-_*]){3,}[\p{L}\p{N}](?![\p{L}\p{N}])/gu,
    Clue.gapsInRow,
  ],
  ['invisible letters', /[a-z][\u200b-\u200f\u2060\ufeff\u00ad][a-z]/gi, Clue.invisible],
  [
    'address',
    /https?:\/\/|www\.[a-z]|[a-z\d]\.(?:com|net|org|info|biz|ru|top|xyz|site|club|me|io|co)(?![\p{L}\d])/giu,
    Clue.address,
  ],
  ['messenger', /(?:t\.me|wa\.me|telegram|whatsapp|discord\.gg|bit\.ly|tinyurl)/gi],
  ['handle', /(?<![\p{L}\p{N}.])@[a-z]\w{3,31}/giu, Clue.at],
  ['mail', /[\w.+-]{2,40}@[a-z\d-]{2,40}\.[a-z]{2,}/gi, Clue.at],
  ['telephone', /(?<!\d)\+?\d[\d -]{7,14}\d(?!\d)/g, Clue.digit],
  ['short number', /(?<!\d)\d{5,6}(?!\d)/g, Clue.digit],
  [
    'money',
    /[$£€¥₽₹₿]\s?\d|\d\s?[$£€¥₽₹₿]|\d{1,3}(?:[.,]\d{3})+|\d\s?%|\d+p(?:er|\/)?\s?(?:min|msg)/gi,
    Clue.digit,
  ],
  ['exclamation', /!/g, Clue.exclamation],
  ['exclamations', /!{2,}|[?!]{3,}/g, Clue.exclamation],
  ['emoji', /\p{Extended_Pictographic}/gu, Clue.beyondBmp | Clue.picture],
  ['star', /[★☆✯⭐✨💎🔥💰🎰🏆]/gu, Clue.beyondBmp | Clue.picture],
  ['shouting', /(?<![\p{L}\p{N}])\p{Lu}{4,}(?![\p{L}\p{N}])/gu, Clue.beyondBmp | Clue.capitals],
  ['dotted', /\.{3,}|…/g, Clue.dots],
  ['arrow', /[➡→>]{2,}|[👉👇➡⬇]/gu, Clue.beyondBmp | Clue.picture],
];

const ending = '(?:toto|togel|bet|slot|win|poker|casino|jp|hoki|cuan)';

/** A word that ends so: looked for from its end, for few words have one. */
const wordEndingIn = (end: string, rest = ''): RegExp =>
  new RegExp(
    String.raw`${end}(?<=(?<![\p{L}\p{N}])[a-z]{3,14}${end})${rest}(?![\p{L}\p{N}])`,
    'gu',
  );

/** A word that ends like the name of a betting site. */
const brands: readonly Sign[] = [
  ['name with number', wordEndingIn(String.raw`\d`, String.raw`\d{1,2}`)],
  ['name of four digits', /4d(?<=(?<![\p{L}\p{N}])[a-z]{2,14}4d)(?![\p{L}\p{N}])/gu],
  ['name of betting', wordEndingIn(ending, String.raw`\d{0,3}`)],
];

/** Text looked at for signs; what they say of its beginning they say of it all. */
export const signsWithin = 20_000;

/** Signs of a text, each with how often it is there; `folded` is the same text made comparable. */
export function signsOf(text: string, folded: string): string[] {
  const written = text.slice(0, signsWithin);
  const clues = cluesIn(written);
  const possible = patterns.filter(([, , needs]) => needs === undefined || (clues & needs) !== 0);
  const read = folded.slice(0, signsWithin);
  return [
    ...possible.flatMap((sign) => signIn(written, sign)),
    ...brands.flatMap((sign) => signIn(read, sign)),
  ];
}

function signIn(text: string, [sign, pattern]: Sign): string[] {
  const matches = text.match(pattern);
  if (matches === null) return [];
  const signs = [sign];
  if (matches.length > 1) signs.push(`${sign}, often`);
  if (matches.length / Math.max(1, text.length / 500) > 3) signs.push(`${sign}, dense`);
  return signs;
}
