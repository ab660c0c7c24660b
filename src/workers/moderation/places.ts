import { isBetweenSentences, scriptOf } from './fragments.ts';
import type { Passage, Range } from './passage.ts';
import type { Match } from './term-index.ts';
import type { Phrase } from './vocabulary/vocabulary.ts';

/** Where promotion is no reporting, how grave that is, and how an editor is told. */
export const places = {
  hidden: { weight: 3, where: 'in a part of the body that readers cannot see' },
  link: { weight: 3, where: 'as the text of a link' },
  line: { weight: 2.5, where: 'in a line of its own' },
  between: { weight: 2, where: 'between sentences that it has nothing to do with' },
  foreign: { weight: 2, where: 'in another script than the text around it' },
  disguised: { weight: 2, where: 'with its letters disguised' },
  inside: { weight: 1, where: 'in a text about something else' },
} as const;
export type Place = keyof typeof places;

/** `null`: where reporters write such words too. */
export function placeOf(passage: Passage, match: Match<Phrase>, isLine: boolean): Place | null {
  if (passage.isHidden) return 'hidden';
  if (passage.links.some(({ start, end }) => match.start < end && match.end > start)) return 'link';
  if (isLine) return 'line';
  if (isBetweenSentences(passage, match)) return 'between';
  if (match.entry.tier !== 'strong') return null;
  if (match.isDisguised) return 'disguised';
  return isForeign(passage, match) ? 'foreign' : 'inside';
}

const neighbourhood = 200;
const fewestLetters = 40;

/** In another script than the text beside it. */
function isForeign({ text }: Passage, { start, end }: Range): boolean {
  const own = scriptOf(text.slice(start, end));
  const before = text.slice(Math.max(0, start - neighbourhood), start);
  const letters = `${before} ${text.slice(end, end + neighbourhood)}`.match(/\p{L}/gu) ?? [];
  const alike = letters.filter((letter) => scriptOf(letter) === own).length;
  return letters.length >= fewestLetters && alike < 0.1 * letters.length;
}
