/** How promotion looks, whatever its language; each pattern is linear in the text. */
const patterns: readonly (readonly [sign: string, pattern: RegExp])[] = [
  ['fancy letters', /[\u{1d400}-\u{1d7ff}\u{1f130}-\u{1f189}\u24b6-\u24e9\uff21-\uff5a]/gu],
  ['mixed scripts', /[a-z][а-яѐ-џα-ω]|[а-яѐ-џα-ω][a-z]/gi],
  ['letters apart', /(?<![\p{L}\p{N}])(?:[\p{L}\p{N}][ .\-_*]){3,}[\p{L}\p{N}](?![\p{L}\p{N}])/gu],
  ['invisible letters', /[a-z][\u200b-\u200f\u2060\ufeff\u00ad][a-z]/gi],
  [
    'address',
    /https?:\/\/|www\.[a-z]|[a-z\d]\.(?:com|net|org|info|biz|ru|top|xyz|site|club|me|io|co)(?![\p{L}\d])/giu,
  ],
  ['messenger', /(?:t\.me|wa\.me|telegram|whatsapp|discord\.gg|bit\.ly|tinyurl)/gi],
  ['handle', /(?<![\p{L}\p{N}.])@[a-z]\w{3,31}/giu],
  ['mail', /[\w.+-]{2,40}@[a-z\d-]{2,40}\.[a-z]{2,}/gi],
  ['telephone', /(?<!\d)\+?\d[\d -]{7,14}\d(?!\d)/g],
  ['short number', /(?<!\d)\d{5,6}(?!\d)/g],
  [
    'money',
    /[$£€¥₽₹₿]\s?\d|\d\s?[$£€¥₽₹₿]|\d{1,3}(?:[.,]\d{3})+|\d\s?%|\d+p(?:er|\/)?\s?(?:min|msg)/gi,
  ],
  ['exclamation', /!/g],
  ['exclamations', /!{2,}|[?!]{3,}/g],
  ['emoji', /\p{Extended_Pictographic}/gu],
  ['star', /[★☆✯⭐✨💎🔥💰🎰🏆]/gu],
  ['shouting', /(?<![\p{L}\p{N}])\p{Lu}{4,}(?![\p{L}\p{N}])/gu],
  ['dotted', /\.{3,}|…/g],
  ['arrow', /[➡→>]{2,}|[👉👇➡⬇]/gu],
];

/** A word that ends like the name of a betting site. */
const brands: readonly (readonly [sign: string, pattern: RegExp])[] = [
  ['name with number', /(?<![\p{L}\p{N}])[a-z]{3,14}\d{2,3}(?![\p{L}\p{N}])/gu],
  ['name of four digits', /(?<![\p{L}\p{N}])[a-z]{2,14}4d(?![\p{L}\p{N}])/gu],
  [
    'name of betting',
    /(?<![\p{L}\p{N}])[a-z]{3,14}(?:toto|togel|bet|slot|win|poker|casino|jp|hoki|cuan)\d{0,3}(?![\p{L}\p{N}])/gu,
  ],
];

/** Text looked at for signs; what they say of its beginning they say of it all. */
const maximumText = 20_000;

/** Signs of a text, each with how often it is there; `folded` is the same text made comparable. */
export function signsOf(text: string, folded: string): string[] {
  return [
    ...patterns.flatMap((pattern) => signIn(text.slice(0, maximumText), pattern)),
    ...brands.flatMap((pattern) => signIn(folded.slice(0, maximumText), pattern)),
  ];
}

function signIn(text: string, [sign, pattern]: readonly [string, RegExp]): string[] {
  const matches = text.match(pattern);
  if (matches === null) return [];
  const signs = [sign];
  if (matches.length > 1) signs.push(`${sign}, often`);
  if (matches.length / Math.max(1, text.length / 500) > 3) signs.push(`${sign}, dense`);
  return signs;
}
