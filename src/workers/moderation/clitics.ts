import type { Folded } from './fold.ts';
import { isApart } from './letters.ts';

/** What is left of a word behind small words that are written as one with it. */
export interface Rest {
  /** Where the whole word begins, and where the rest does. */
  readonly word: number;
  readonly start: number;
  /** Whether an article is among them: what is behind one is a noun, however short. */
  readonly hasArticle: boolean;
  /** A unit that was lost where they met: Arabic `ل` and `ال` are written `لل`. */
  readonly lost?: number;
}

/** By how it is written: whether it ends in an article. */
type Clitics = ReadonlyMap<string, boolean>;

/** Each of the first with each of the second and the third, but none of all. */
function combined(...parts: readonly (readonly string[])[]): string[] {
  const all = parts.reduce((before, next) => before.flatMap((one) => next.map((two) => one + two)));
  return all.filter((form) => form !== '');
}

/** “And”, “so”; “in”, “like”, “for”; “the”. Folded: `ک` stands for `ك`. */
const arabic: Clitics = new Map(
  combined(['', 'و', 'ف'], ['', 'ب', 'ک', 'ل'], ['', 'ال'])
    .map((form) => form.replace('لال', 'لل'))
    .map((form) => [form, /[ال]ل$/.test(form)]),
);
/** “And”; “that”, “when”; “in”, “like”, “to”, “from”; “the”. */
const hebrew: Clitics = new Map(
  combined(['', 'ו'], ['', 'ש', 'כש', 'מש', 'לכש'], ['', 'ב', 'כ', 'ל', 'מ'], ['', 'ה']).map(
    (form) => [form, form.endsWith('ה')],
  ),
);

/** Units of the longest. */
const longest = 6;
const alef = 0x627;
const firstHebrew = 0x590;
const firstArabic = 0x600;
const lastArabic = 0x6ff;

/** Languages of Arabic script that do not join such words to others. */
const without = new Set(['fa', 'ps', 'ur', 'ku', 'ckb', 'sd', 'ug', 'pa', 'ks', 'az', 'bal']);

/** Where terms may begin within the words of a text, besides at their beginning. Linear. */
export function restsIn({ units, length }: Folded, language: string): Rest[] {
  const isJoined = !without.has(language.toLowerCase().split('-')[0] ?? '');
  const rests: Rest[] = [];
  for (let at = 0; at < length; at += 1) {
    const unit = units[at]!;
    if (unit < firstHebrew || unit > lastArabic) continue;
    if (at > 0 && !isApart(units[at - 1]!)) continue;
    const clitics = unit < firstArabic ? hebrew : isJoined ? arabic : null;
    if (clitics === null) continue;
    const beginning = String.fromCharCode(...units.subarray(at, Math.min(length, at + longest)));
    rests.push(...restsOf(beginning, clitics, at));
  }
  return rests;
}

function restsOf(beginning: string, clitics: Clitics, word: number): Rest[] {
  const rests: Rest[] = [];
  for (let size = 1; size <= beginning.length; size += 1) {
    const form = beginning.slice(0, size);
    const hasArticle = clitics.get(form);
    if (hasArticle === undefined) continue;
    rests.push({ word, start: word + size, hasArticle });
    if (form.endsWith('لل')) rests.push({ word, start: word + size - 1, hasArticle, lost: alef });
  }
  return rests;
}
