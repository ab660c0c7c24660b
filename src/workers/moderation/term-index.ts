import { restsIn } from './clitics.ts';
import { type Folded, fold } from './fold.ts';
import { isRead, leetOf } from './leet.ts';
import type { Passage } from './passage.ts';
import { skeletonOf } from './skeleton.ts';
import { around } from './stretches.ts';
import { type Match, maximumMatches, TermAutomaton } from './term-automaton.ts';
import { isWhole } from './word-edges.ts';

export type { Match } from './term-automaton.ts';

/** Shorter terms are not looked for under digits written for letters. */
const shortestLeet = 4;

/**
 * Many terms, found in one pass wherever they stand as whole words, whatever their case, width,
 * font of letters or invisible characters, and however their letters are disguised. A term that
 * ends in `*` is found with any ending.
 */
export class TermIndex<Entry extends { readonly term: string }> {
  readonly #plain: TermAutomaton<Entry>;
  readonly #entries: readonly Entry[];
  #leet: TermAutomaton<Entry> | null = null;

  constructor(entries: readonly Entry[]) {
    this.#plain = new TermAutomaton(entries, readings);
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

  /** Those that `find` does, and those behind words that a language joins to the next one. */
  findJoined(passage: Passage, language: string): Match<Entry>[] {
    const matches = this.find(passage);
    if (this.#entries.length === 0) return matches;
    for (const rest of restsIn(passage.folded, language)) {
      if (matches.length >= maximumMatches) break;
      matches.push(...this.#plain.findBehind(passage.folded, rest));
    }
    return matches;
  }

  /** Made when the first such word is met. */
  #forLeet(): TermAutomaton<Entry> {
    this.#leet ??= new TermAutomaton(
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
