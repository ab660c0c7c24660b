import { Class, classOf, isOfWord } from '../letters.ts';
import type { Passage } from '../passage.ts';
import { hashOf, type OnFeature, placeOf, placeOfSign, step } from './features.ts';

/** How words look that name something to be searched for; of one word, the first that fits. */
type Look = 'fancy' | 'apart' | 'numbered' | 'framed' | 'capitals';

/** Letters from which a word in capitals may be a name, and not an abbreviation. */
const shortestCapitals = 5;
/** Names have so many letters. */
const shortest = 3;
const longest = 24;
/** Looked at; promotion that hides its name behind more is long. */
const maximumText = 4_000;
/** A passage with a greater share of its words in capitals shouts, and names nothing by them. */
const shareOfCapitals = 0.5;

/** Mathematical, framed and full-width letters and small capitals. */
const fancy =
  /[\u{1d400}-\u{1d7ff}\u{1f130}-\u{1f189}\u24b6-\u24e9\uff21-\uff5a\u1d00-\u1d2b\ua730\ua731\u0262\u0274\u0280\u026a\u029f\u0299\u029c]/u;
/** Marks that frame, strike or underline a letter. */
const ornamented = /[\u0332-\u0338\u033d\u0346-\u034a\u0353\u035c-\u0362\u20d0-\u20ff]/;
/** Two to four digits after letters (codes of securities have five), or `4d`; or digits among capitals. */
const numbered = /^[a-z]{2,}\d{2,4}$|[a-z]4d$/i;
const coded = /^\d*\p{Lu}[\p{Lu}\d]*\d[\p{Lu}\d]*$|^\d+\p{Lu}{2,}$/u;
const ornament = /[\p{Extended_Pictographic}\u2500-\u27bf\u{1f1e6}-\u{1f1ff}*\u11a2]/u;
const capitals = /^\p{Lu}[\p{Lu}\p{N}]+$/u;

interface Word {
  readonly hash: number;
  readonly start: number;
  readonly end: number;
  readonly isNumber: boolean;
  look: Look | null;
}

/**
 * What stands beside words that look like names of betting sites, whatever the name: the next
 * campaign has another one, and the same sentences. Linear.
 */
export function readNames(passage: Passage, onFeature: OnFeature): void {
  const words = wordsOf(passage);
  if (words.filter(({ look }) => look === 'capitals').length > shareOfCapitals * words.length) {
    for (const word of words) if (word.look === 'capitals') word.look = null;
  }
  for (let at = 0; at < words.length; at += 1) {
    const { look, start } = words[at]!;
    if (look === null) continue;
    const before = words[at - 1];
    while (isMoreOfIt(words[at + 1])) at += 1;
    const { end } = words[at]!;
    const after = words[at + 1];
    onFeature(placeOfSign(`name, ${look}`), start, end);
    const [left, right] = [before?.hash ?? 0, after?.hash ?? 0];
    onFeature(placeOf(step(step(beside, left), 1)), start, end);
    onFeature(placeOf(step(step(beside, right), 2)), start, end);
    if (look !== 'capitals') {
      onFeature(placeOf(step(step(beside, left), 3)), start, end);
      onFeature(placeOf(step(step(beside, right), 4)), start, end);
    }
  }
}

const beside = 0x7f4a7c15;

const isMoreOfIt = (word: Word | undefined): boolean =>
  word !== undefined && (word.look !== null || word.isNumber);

function wordsOf({ skeleton, text }: Passage): Word[] {
  const { units, starts, ends } = skeleton;
  const length = Math.min(skeleton.length, maximumText);
  const words: Word[] = [];
  for (let at = 0; at < length; ) {
    let end = at;
    while (end < length && isOfWord(units[end]!)) end += 1;
    if (end > at) {
      const from = starts[at]!;
      const to = Math.min(ends[end - 1]!, from + 4 * longest);
      words.push({
        ...{ hash: hashOf(units, at, end), start: at, end },
        isNumber: isNumber(units, at, end),
        look: end - at > longest ? null : lookOf(text, from, to),
      });
    }
    at = Math.max(end, at + 1);
  }
  return words;
}

function isNumber(units: Uint16Array, start: number, end: number): boolean {
  if (end - start > 3) return false;
  for (let at = start; at < end; at += 1) if (classOf(units[at]!) !== Class.digit) return false;
  return true;
}

function lookOf(text: string, start: number, end: number): Look | null {
  const written = text.slice(start, end);
  if (fancy.test(written) || ornamented.test(written)) return 'fancy';
  if (/^\p{N}+$/u.test(written) || written.length < shortest) return null;
  if (/[ .\-_*·•,|/~+=:]/.test(written)) return 'apart';
  if (numbered.test(written) || coded.test(written)) return 'numbered';
  if (
    ornament.test(text.slice(Math.max(0, start - 2), start)) &&
    ornament.test(text.slice(end, end + 2))
  ) {
    return 'framed';
  }
  return written.length >= shortestCapitals && capitals.test(written) ? 'capitals' : null;
}
