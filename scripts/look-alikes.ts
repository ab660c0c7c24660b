/**
 * Writes the table of look-alikes from Unicode's data:
 * `npm run look-alikes -- confusables.txt`, a file of https://www.unicode.org/Public/security/
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { fold } from '../src/workers/moderation/fold.ts';

/**
 * Scripts of which letters are put into Latin words. Not those whose prefixes writers do join to
 * Latin names (Arabic, Hebrew, Ethiopic), nor those without letters of the kind.
 */
const borrowed =
  /^[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Armenian}\p{Script=Georgian}\p{Script=Cherokee}\p{Script=Coptic}\p{Script=Lisu}\p{Script=Canadian_Aboriginal}]$/u;
/** Signs of measure that stand before Latin letters in honest text: `μg`, `μSv`. */
const measures = 'μ';
/** Letters of the alphabets in use; the rest of the block is of few languages or of none alive. */
const cyrillic = /^[а-џ]$/;

interface Pair {
  readonly letter: string;
  /** What it is confused with, an ASCII letter. */
  readonly latin: string;
}

const path = process.argv[2];
if (path === undefined) throw new Error('Usage: npm run look-alikes -- confusables.txt');
const text = readFileSync(path, 'utf8');
const version = /^# Version: ([\d.]+)/m.exec(text)?.[1];
if (version === undefined) throw new Error(`${path} does not say of which version it is`);
const pairs = pairsIn(text);

const file = new URL('../src/workers/moderation/look-alikes-table.ts', import.meta.url);
writeFileSync(
  file,
  `// Made by \`npm run look-alikes\` from confusables.txt of Unicode ${version}; not to be edited.
// © 2024 Unicode, Inc., under the Unicode License v3: LICENSES/Unicode-3.0.txt

/** By small Latin letter, the folded letters of other kinds that Unicode confuses with it. */
export const confusedWithLatin: Readonly<Record<string, string>> = ${written(toLatin(pairs))};

/** By small Latin letter, the Cyrillic one that looks like it, or like its capital. */
export const confusedWithCyrillic: Readonly<Record<string, string>> = ${written(toCyrillic(pairs))};
`,
);

function pairsIn(data: string): Pair[] {
  return [...data.matchAll(/^([\dA-F]+) ;\t([\dA-F]+) ;/gm)].flatMap(([, from = '', to = '']) => {
    const letter = String.fromCodePoint(Number.parseInt(from, 16));
    const latin = String.fromCodePoint(Number.parseInt(to, 16));
    return /^[a-z]$/i.test(latin) && borrowed.test(letter) ? [{ letter, latin }] : [];
  });
}

function isSmall(letter: string): boolean {
  return letter === letter.toLowerCase();
}

/** Text is folded before it is compared; what a small letter itself looks like goes before. */
function toLatin(all: readonly Pair[]): Map<string, string[]> {
  const latin = new Map<string, string>();
  for (const { letter, latin: to } of all.toSorted((a, b) => rank(a) - rank(b))) {
    const { units, length } = fold(letter);
    const folded = String.fromCharCode(units[0] ?? 0);
    const isLetter = length === 1 && folded >= '\u0080' && /\p{L}/u.test(folded);
    if (!isLetter || measures.includes(folded) || latin.has(folded)) continue;
    latin.set(folded, to.toLowerCase());
  }
  const letters = new Map<string, string[]>();
  for (const [letter, to] of latin) letters.set(to, [...(letters.get(to) ?? []), letter].sort());
  return letters;
}

function toCyrillic(all: readonly Pair[]): Map<string, string[]> {
  const letters = new Map<string, string[]>();
  const ranked = all.toSorted((a, b) => rank(a) - rank(b));
  for (const { letter, latin } of ranked) {
    const isAlike = isSmall(letter) === isSmall(latin) && cyrillic.test(letter.toLowerCase());
    const to = latin.toLowerCase();
    if (isAlike && !letters.has(to)) letters.set(to, [letter.toLowerCase()]);
  }
  return letters;
}

/** Letters that text keeps when it is folded first, then small ones for small ones. */
function rank({ letter, latin }: Pair): number {
  if (isSmall(letter) !== isSmall(latin)) return 3;
  if (!isSmall(letter)) return 2;
  return letter.normalize('NFKC') === letter ? 0 : 1;
}

function written(letters: ReadonlyMap<string, readonly string[]>): string {
  const lines = [...letters].sort().map(([latin, alike]) => `  ${latin}: '${alike.join('')}',`);
  return `{\n${lines.join('\n')}\n}`;
}
