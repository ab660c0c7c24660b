import { confusedWithCyrillic, confusedWithLatin } from './look-alikes-table.ts';

/**
 * Letters read as Latin ones besides those that Unicode lists (UTS #39): small capitals, letters
 * with a stroke or a hook, and what is written for its shape alone (`я` for R, `ц` for U).
 */
const alsoReadAsLatin: Readonly<Record<string, string>> = {
  a: 'ᴀⱥ⍺',
  b: 'ʙƀ',
  c: 'ƈҫ',
  d: 'ɗᴅđժ',
  e: 'єᴇɛҿ',
  f: 'ғꜰƒ',
  g: 'ɢǥ',
  h: 'ʜħ',
  i: 'ї',
  j: 'ᴊյ',
  k: 'ᴋƙҝ',
  l: 'ʟłլ',
  m: 'ᴍɱ',
  n: 'пղɴŋԥ',
  o: 'өø๐ഠ০',
  p: 'ᴘþ',
  q: 'ɋ',
  r: 'ɾя',
  s: 'ʂʃ',
  t: 'ᴛƭʈ',
  u: 'ц',
  w: 'ωш',
  x: 'ҳ',
  y: 'ჸў',
  z: 'ƶʐ',
};

/** Latin letters read as Cyrillic besides, by the slanted forms of those. */
const alsoReadAsCyrillic: Readonly<Record<string, string>> = { g: 'д', n: 'п', u: 'и' };

const unitsOf = (letters: Readonly<Record<string, string>>): [number, number][] =>
  Object.entries(letters).flatMap(([latin, alike]) =>
    [...alike].map((letter): [number, number] => [letter.charCodeAt(0), latin.charCodeAt(0)]),
  );

/** Look-alikes that cannot be told from Latin letters at all, in any font. */
const sameAsLatin: ReadonlySet<number> = new Set(
  [...'асеорхуіјѕԁԛԝһοανс'].map((letter) => letter.charCodeAt(0)),
);

/** By UTF-16 unit of folded text. */
export const latinFor: ReadonlyMap<number, number> = new Map([
  ...unitsOf(alsoReadAsLatin),
  ...unitsOf(confusedWithLatin),
]);
export const cyrillicFor: ReadonlyMap<number, number> = new Map(
  [...unitsOf(alsoReadAsCyrillic), ...unitsOf(confusedWithCyrillic)].map(([letter, latin]) => [
    latin,
    letter,
  ]),
);

/** How like a Latin letter a unit is. */
export const Resemblance = { none: 0, alike: 1, same: 2 } as const;

const resemblances = new Uint8Array(0x10000);
for (const unit of latinFor.keys()) resemblances[unit] = Resemblance.alike;
for (const unit of sameAsLatin) resemblances[unit] = Resemblance.same;

export const resemblanceToLatin = (unit: number): number => resemblances[unit]!;
