import { AhoCorasick } from './aho-corasick.ts';
import { type Folded, fold } from './fold.ts';
import { isRead, leetOf } from './leet.ts';
import { isApart } from './letters.ts';
import type { Passage, Range } from './passage.ts';
import { skeletonOf } from './skeleton.ts';
import { around, type Stretch } from './stretches.ts';
import { endOfWord, isWhole } from './word-edges.ts';

/** A term that stands in a passage, in units of the passage. */
export interface Match<Entry> extends Range {
  readonly entry: Entry;
  /** Found only after letters of other scripts, digits for letters or gaps were undone. */
  readonly isDisguised: boolean;
}

/** Matches looked at in one passage; a text that holds more is judged by these. */
const maximumMatches = 1_000;
/** Shorter terms are not looked for under digits written for letters. */
const shortestLeet = 4;

/**
 * Many terms, found in one pass wherever they stand as whole words, whatever their case, width,
 * font of letters or invisible characters, and however their letters are disguised. A term that
 * ends in `*` is found with any ending.
 */
export class TermIndex<Entry extends { readonly term: string }> {
  readonly #plain: Automaton<Entry>;
  readonly #entries: readonly Entry[];
  #leet: Automaton<Entry> | null = null;

  constructor(entries: readonly Entry[]) {
    this.#plain = new Automaton(entries, readings);
    this.#entries = entries;
  }

  find(passage: Passage): Match<Entry>[] {
    if (this.#entries.length === 0) return [];
    const { folded, skeleton } = passage;
    const matches = this.#plain.find(folded, { start: 0, end: folded.length });
    for (const stretch of around(skeleton.changes, skeleton.length)) {
      addNew(matches, this.#plain.find(skeleton, stretch));
    }
    for (const { start, read } of passage.leet) {
      const found = this.#forLeet().find(read, { start: 0, end: read.length }, (from, to) =>
        isReadWord(skeleton, start + from, start + to),
      );
      addNew(matches, found);
    }
    return matches;
  }

  /** Made when the first such word is met. */
  #forLeet(): Automaton<Entry> {
    this.#leet ??= new Automaton(
      this.#entries.filter(({ term }) => term.length >= shortestLeet),
      (term) => {
        const skeleton = skeletonOf(fold(term));
        return [unitsOf(leetOf(skeleton, { start: 0, end: skeleton.length }))];
      },
    );
    return this.#leet;
  }
}

const isReadWord = (skeleton: Folded, start: number, end: number): boolean =>
  isRead(skeleton, start, end) && isWhole(skeleton, start, end);

/** Those of another reading that the first did not find. */
function addNew<Entry>(matches: Match<Entry>[], others: readonly Match<Entry>[]): void {
  if (others.length === 0) return;
  const known = new Map<Entry, Set<number>>();
  for (const { entry, start } of matches) {
    const starts = known.get(entry);
    if (starts) starts.add(start);
    else known.set(entry, new Set([start]));
  }
  for (const match of others) {
    if (matches.length >= maximumMatches) return;
    const isKnown = known.get(match.entry)?.has(match.start);
    if (!isKnown) matches.push({ ...match, isDisguised: true });
  }
}

/** A term as it is written, and as the skeleton of a text has it where that differs. */
function readings(term: string): Uint16Array[] {
  const folded = fold(term);
  const skeleton = skeletonOf(folded);
  return skeleton.changes.length === 0 ? [unitsOf(folded)] : [unitsOf(folded), unitsOf(skeleton)];
}

const unitsOf = ({ units, length }: Folded): Uint16Array => units.slice(0, length);

class Automaton<Entry extends { readonly term: string }> {
  readonly #entries: (readonly Entry[])[];
  readonly #automaton: AhoCorasick;

  constructor(entries: readonly Entry[], read: (term: string) => Uint16Array[]) {
    const byFold = new Map<string, Entry[]>();
    const patterns: Uint16Array[] = [];
    for (const entry of entries) {
      for (const pattern of read(entry.term.replace(/\*$/, '').trim())) {
        const key = pattern.join();
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
        const range = { start: folded.starts[start]!, end: folded.ends[last - 1]! };
        matches.push({ ...range, entry, isDisguised: false });
      }
      return matches.length < maximumMatches;
    });
    return matches;
  }
}

/** Whether a term also stands for itself with any ending. */
const isOpen = (term: string): boolean => term.endsWith('*');
