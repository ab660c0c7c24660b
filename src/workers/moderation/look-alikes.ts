/**
 * Letters that are read as Latin ones, after folding (so all are small): after UTS #39, and what
 * the small forms of capitals are written for (`В` for B becomes `в`). Written out by hand: the
 * whole table of Unicode would also join letters that nobody takes for each other.
 */
const readAsLatin: Readonly<Record<string, string>> = {
  a: 'аαɑᴀⱥꭺ⍺ꓮ',
  b: 'вьƅβʙᏼƀꓐᏏ',
  c: 'сϲᴄⅽƈꓚᏟҫ',
  d: 'ԁɗᴅđꓓᏧժ',
  e: 'еєεҽᴇɛꓰᎬҿ',
  f: 'ғꜰƒꓝϝք',
  g: 'ɡգɢǥꓖᏀԍ',
  h: 'һнηʜհħꓧᏂҺ',
  i: 'іιıɪӏɩꓲᎥї',
  j: 'јϳᴊյꓙᎫ',
  k: 'кκᴋƙꓗᏦҝ',
  l: 'ⅼʟłꓡᏞլ',
  m: 'мᴍɱꓟᎷϻ',
  n: 'пղոɴŋꓠռԥ',
  o: 'оοσօᴏөøꓳ๐ഠ০օ',
  p: 'рρᴘþꓑᏢ',
  q: 'ԛգɋզ',
  r: 'гʀɾяꓣᏒᖇ',
  s: 'ѕꜱʂꓢᏚᏕʃ',
  t: 'тτᴛƭꓔᎢʈ',
  u: 'υսᴜʋꓴцԱ',
  v: 'νѵᴠꓦᏙ',
  w: 'ԝωᴡɯաꓪᎳш',
  x: 'хχꓫҳ',
  y: 'уүγʏყꓬჸў',
  z: 'ᴢƶꓜᏃʐ',
};

/** Latin letters that writers put into Cyrillic words, by look or by their slanted form. */
const readAsCyrillic: Readonly<Record<string, string>> = {
  a: 'а',
  b: 'в',
  c: 'с',
  e: 'е',
  g: 'д',
  h: 'н',
  i: 'і',
  k: 'к',
  m: 'м',
  n: 'п',
  o: 'о',
  p: 'р',
  r: 'г',
  t: 'т',
  u: 'и',
  x: 'х',
  y: 'у',
};

const unitsOf = (letters: Readonly<Record<string, string>>): Map<number, number> =>
  new Map(
    Object.entries(letters).flatMap(([latin, alike]) =>
      [...alike]
        .filter((letter) => letter.length === 1)
        .map((letter) => [letter.toLowerCase().charCodeAt(0), latin.charCodeAt(0)] as const),
    ),
  );

/** Look-alikes that cannot be told from Latin letters at all, in any font. */
export const sameAsLatin: ReadonlySet<number> = new Set(
  [...'асеорхуіјѕԁԛԝһοανс'].map((letter) => letter.charCodeAt(0)),
);

/** By UTF-16 unit of folded text. */
export const latinFor: ReadonlyMap<number, number> = unitsOf(readAsLatin);
export const cyrillicFor: ReadonlyMap<number, number> = new Map(
  Object.entries(readAsCyrillic).map(([latin, alike]) => [
    latin.charCodeAt(0),
    alike.charCodeAt(0),
  ]),
);
