// Made by `npm run look-alikes` from confusables.txt of Unicode 16.0.0; not to be edited.
// © 2024 Unicode, Inc., under the Unicode License v3: LICENSES/Unicode-3.0.txt

/** By small Latin letter, the folded letters of other kinds that Unicode confuses with it. */
export const confusedWithLatin: Readonly<Record<string, string>> = {
  a: 'ɑαаᗅꓮꭺ',
  b: 'ƅβвьᏼᑲᖯᗷꓐꞵꮟ',
  c: 'сᴄⲥꓚꮯ',
  d: 'ԁᑯᗞᗪꓒꓓꭰꮷ',
  e: 'εеҽꓰꬲꭼ',
  f: 'ϝքᖴẝꓝꞙꬵ',
  g: 'ƍɡԍցᏻᶃꓖꮐ',
  h: 'ηнһհᕼⲏꓧꮋꮒ',
  i: 'ıɩɪιіӏꙇꭵ',
  j: 'ʝϳјᒍꓙꭻ',
  k: 'κкⲕꓗꮶ',
  l: 'ǀᒪⲓⳑꓡꓲꮮ',
  m: 'ϻмᗰⲙꓟꮇ',
  n: 'ոռⲛꓠ',
  o: 'οσоօჿᴏᴑⲟꓳꬽ',
  p: 'ρрᑭⲣꓑꮲ',
  q: 'ԛգզ',
  r: 'ʀгᖇᴦⲅꓣꭇꭈꭱꮁꮢ',
  s: 'ƽѕտꓢꜱꮥꮪ',
  t: 'τтⲧꓔꭲ',
  u: 'ʋυսᑌᴜꓴꞟꭎꭒ',
  v: 'νѵᐯᴠꓦꮩ',
  w: 'ɯѡԝաᴡꓪꮃꮤ',
  x: 'χхᕁᕽⲭꓫꭓ',
  y: 'ɣʏγуүყᶌỿⲩꓬꭚꭹꮍ',
  z: 'ζᴢꓜꮓ',
};

/** By small Latin letter, the Cyrillic one that looks like it, or like its capital. */
export const confusedWithCyrillic: Readonly<Record<string, string>> = {
  a: 'а',
  b: 'в',
  c: 'с',
  e: 'е',
  h: 'н',
  i: 'і',
  j: 'ј',
  k: 'к',
  m: 'м',
  o: 'о',
  p: 'р',
  r: 'г',
  s: 'ѕ',
  t: 'т',
  x: 'х',
  y: 'у',
};
