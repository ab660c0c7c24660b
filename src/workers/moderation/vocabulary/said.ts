import type { Passage } from '../passage.ts';
import { type Match, TermIndex } from '../term-index.ts';
import { phrases } from './phrases.ts';
import { type SwearWord, swearWords } from './swear-words.ts';
import type { Phrase } from './vocabulary.ts';

/** What a passage says of all that is looked for in every story. */
interface Said {
  readonly phrases: readonly Match<Phrase>[];
  readonly swearWords: readonly Match<SwearWord>[];
}

/** Built once, and asked once of each passage, for all rules. */
const index = new TermIndex<Phrase | SwearWord>([...phrases, ...swearWords]);
const known = new WeakMap<Passage, Said>();

export const phrasesIn = (passage: Passage): readonly Match<Phrase>[] => saidIn(passage).phrases;

export const swearWordsIn = (passage: Passage): readonly Match<SwearWord>[] =>
  saidIn(passage).swearWords;

function saidIn(passage: Passage): Said {
  const before = known.get(passage);
  if (before) return before;
  const all = index.find(passage);
  const said =
    all.length === 0
      ? nothing
      : { phrases: all.filter(isOfPhrase), swearWords: all.filter(isOfSwearWord) };
  known.set(passage, said);
  return said;
}

const nothing: Said = { phrases: [], swearWords: [] };

const isOfPhrase = (match: Match<Phrase | SwearWord>): match is Match<Phrase> =>
  'family' in match.entry;
const isOfSwearWord = (match: Match<Phrase | SwearWord>): match is Match<SwearWord> =>
  'severity' in match.entry;
