import { AhoCorasick } from './aho-corasick.ts';
import { fold } from './fold.ts';
import type { Passage, Range } from './passage.ts';
import { endOfWord, isWhole } from './word-edges.ts';

/** A term that stands in a passage, in units of the passage. */
export interface Match<Entry> extends Range {
  readonly entry: Entry;
}

/** Matches looked at in one passage; a text that holds more is judged by these. */
const maximumMatches = 1_000;

/**
 * Many terms, found in one pass wherever they stand as whole words, whatever their case, width,
 * font of letters or invisible characters. A term that ends in `*` is found with any ending.
 */
export class TermIndex<Entry extends { readonly term: string }> {
  readonly #entries: (readonly Entry[])[];
  readonly #automaton: AhoCorasick;

  constructor(entries: readonly Entry[]) {
    const byFold = new Map<string, Entry[]>();
    const patterns: Uint16Array[] = [];
    for (const entry of entries) {
      const units = foldedTerm(entry.term);
      const key = units.join();
      const same = byFold.get(key);
      if (same) same.push(entry);
      else {
        byFold.set(key, [entry]);
        patterns.push(units);
      }
    }
    this.#entries = [...byFold.values()];
    this.#automaton = new AhoCorasick(patterns);
  }

  find(passage: Passage): Match<Entry>[] {
    const { folded } = passage;
    const matches: Match<Entry>[] = [];
    this.#automaton.scan(folded.units, folded.length, (pattern, start, end) => {
      for (const entry of this.#entries[pattern]!) {
        const last = isOpen(entry.term) ? endOfWord(folded, end) : end;
        if (!isWhole(folded, start, last)) continue;
        matches.push({ start: folded.starts[start]!, end: folded.ends[last - 1]!, entry });
      }
      return matches.length < maximumMatches;
    });
    return matches;
  }
}

/** Whether a term also stands for itself with any ending. */
const isOpen = (term: string): boolean => term.endsWith('*');

function foldedTerm(term: string): Uint16Array {
  const { units, length } = fold(term.replace(/\*$/, '').trim());
  return units.slice(0, length);
}
