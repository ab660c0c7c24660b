import { AhoCorasick } from './aho-corasick.ts';
import type { Rest } from './clitics.ts';
import type { Folded } from './fold.ts';
import { isApart } from './letters.ts';
import type { Range } from './passage.ts';
import type { Stretch } from './stretches.ts';
import { endOfWord, isWhole } from './word-edges.ts';

/** A term that stands in a passage, in units of the passage. */
export interface Match<Entry> extends Range {
  readonly entry: Entry;
  /** Found only after letters of other scripts, digits for letters or gaps were undone. */
  readonly isDisguised: boolean;
}

/** Matches looked at in one passage; a text that holds more is judged by these. */
export const maximumMatches = 1_000;
/** Terms as they are read in one way, found in texts that are read so. */
export class TermAutomaton<Entry extends { readonly term: string }> {
  readonly #entries: (readonly Entry[])[];
  readonly #automaton: AhoCorasick;

  constructor(entries: readonly Entry[], read: (term: string) => Uint16Array[]) {
    const byFold = new Map<string, Entry[]>();
    const patterns: Uint16Array[] = [];
    for (const entry of entries) {
      for (const pattern of read(entry.term.replace(/\*$/, '').trim())) {
        const key = String.fromCharCode(...pattern);
        const same = byFold.get(key);
        if (same) same.push(entry);
        else {
          byFold.set(key, [entry]);
          patterns.push(pattern);
        }
      }
    }
    this.#entries = [...byFold.values()];
    this.#automaton = new AhoCorasick(patterns, isApart);
  }

  find(
    folded: Folded,
    stretch: Stretch,
    counts: (start: number, end: number) => boolean = () => true,
  ): Match<Entry>[] {
    const matches: Match<Entry>[] = [];
    this.#automaton.scan(folded.units, stretch, (pattern, start, end) => {
      for (const entry of this.#entries[pattern]!) {
        const last = isOpen(entry.term) ? endOfWord(folded, end) : end;
        if (!isWhole(folded, start, last) || !counts(start, end)) continue;
        const from = folded.starts[start]!;
        const to = folded.ends[last - 1]!;
        matches.push({ start: from, end: to, entry, isDisguised: false });
      }
      return matches.length < maximumMatches;
    });
    return matches;
  }

  /** Terms that are the rest of a word, each with the whole of the word as its range. */
  findBehind(folded: Folded, { word, start, hasArticle, lost }: Rest): Match<Entry>[] {
    const matches: Match<Entry>[] = [];
    const { units, length } = folded;
    const shortest = hasArticle ? shortestNoun : shortestJoined;
    this.#automaton.scanAt(units, { start, end: length, lost }, (pattern, _, end) => {
      for (const entry of this.#entries[pattern]!) {
        const last = isOpen(entry.term) ? endOfWord(folded, end) : end;
        if (end - start < shortest || !isWhole(folded, word, last)) continue;
        const range = { start: folded.starts[word]!, end: folded.ends[last - 1]! };
        matches.push({ ...range, entry, isDisguised: false });
      }
      return true;
    });
    return matches;
  }
}

/** Letters of a term behind an article, and behind less than that: shorter ones are parts of words. */
const shortestNoun = 3;
const shortestJoined = 4;

/** Whether a term also stands for itself with any ending. */
const isOpen = (term: string): boolean => term.endsWith('*');
