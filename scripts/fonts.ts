/**
 * Makes `themes/dateline/fonts` from the fonts that npm has: only the letters of the scripts that we
 * set, and only the weights from regular to bold. `npm run fonts`; the result is committed.
 */
import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import subsetFont from 'subset-font';

const folder = join(import.meta.dirname, '../themes/dateline/fonts');
const require = createRequire(import.meta.url);

const punctuation = '\u00A0\u2010–—‘’‚“”„†‡•…‰′″‹›€₽№™−·«»';

interface Cut {
  readonly file: string;
  readonly from: string;
  readonly letters: string;
}

const literata = (part: string, style: 'normal' | 'italic') =>
  `@fontsource-variable/literata/files/literata-${part}-wght-${style}.woff2`;
const vazirmatn = (part: string) =>
  `@fontsource-variable/vazirmatn/files/vazirmatn-${part}-wght-normal.woff2`;

const latin = range(0x20, 0x7e) + range(0xa1, 0xff) + punctuation;
/** Letters of Central Europe, Turkey, the Baltic and Romania. */
const latinExtended = range(0x100, 0x17f) + range(0x218, 0x21b);
/** Slavic Cyrillic with Ukrainian and Belarusian. */
const cyrillic = `${range(0x400, 0x45f)}\u0490\u0491\u2116\u0301`;
/** Kazakh, Kyrgyz, Tajik, Tatar, Mongolian. */
const cyrillicExtended = range(0x492, 0x4ff);
/** Arabic, Persian, Pashto, Urdu, with the joiners that Persian is written with. */
const arabic = `${range(0x600, 0x6ff)}\u200c\u200d\u200e\u200f`;

const cuts: readonly Cut[] = [
  { file: 'serif-latin', from: literata('latin', 'normal'), letters: latin },
  { file: 'serif-latin-italic', from: literata('latin', 'italic'), letters: latin },
  { file: 'serif-latin-ext', from: literata('latin-ext', 'normal'), letters: latinExtended },
  { file: 'serif-cyrillic', from: literata('cyrillic', 'normal'), letters: cyrillic },
  { file: 'serif-cyrillic-italic', from: literata('cyrillic', 'italic'), letters: cyrillic },
  {
    file: 'serif-cyrillic-ext',
    from: literata('cyrillic-ext', 'normal'),
    letters: cyrillicExtended,
  },
  { file: 'arabic', from: vazirmatn('arabic'), letters: arabic },
  // Digits, stops and brackets between Arabic letters must be of the same hand.
  { file: 'arabic-latin', from: vazirmatn('latin'), letters: range(0x20, 0x7e) + punctuation },
];

await mkdir(folder, { recursive: true });
for (const { file, from, letters } of cuts) {
  const weights = { wght: { min: 400, max: 700, default: 400 } };
  const whole = await readFile(require.resolve(from));
  const font = await subsetFont(whole, letters, { targetFormat: 'woff2', variationAxes: weights });
  await writeFile(join(folder, `${file}.woff2`), font);
  process.stdout.write(`${file}.woff2 ${font.length} bytes\n`);
}
for (const family of ['literata', 'vazirmatn']) {
  const licence = require.resolve(`@fontsource-variable/${family}/LICENSE`);
  await copyFile(licence, join(folder, `${family}-OFL.txt`));
}

function range(from: number, to: number): string {
  return Array.from({ length: to - from + 1 }, (_, at) => String.fromCodePoint(from + at)).join('');
}
