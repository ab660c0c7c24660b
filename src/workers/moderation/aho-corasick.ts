import { Openings } from './openings.ts';
import type { Stretch } from './stretches.ts';
import { Trie } from './trie.ts';

/** Called for each match; returns `false` to end the scan. Places are of units, `[start, end)`. */
export type OnMatch = (pattern: number, start: number, end: number) => boolean;

/** Whether any place beside a unit is an edge of a word; matches begin at such edges alone. */
export type IsApart = (unit: number) => boolean;

const always: IsApart = () => true;

/**
 * Finds all of many patterns in one pass over a text (Aho and Corasick, 1975). Patterns are
 * sequences of UTF-16 units. At most places a look at the next units tells that no pattern begins
 * there, and the trie is not asked: its memory is far larger than the nearest caches.
 */
export class AhoCorasick {
  readonly #isApart: IsApart;
  readonly #trie = new Trie();
  readonly #openings: Openings;
  /** Of each state: the pattern that ends there and one more; 0 for none. */
  readonly #pattern: Int32Array;
  readonly #fail: Int32Array;
  readonly #depths: Int32Array;
  /** The nearest shorter suffix that is a whole pattern; 0 for none. */
  readonly #shorter: Int32Array;

  /**
   * Of equal patterns the first counts; empty ones are never found. Where nothing is said of units,
   * matches begin anywhere.
   */
  constructor(patterns: readonly Uint16Array[], isApart: IsApart = always) {
    this.#isApart = isApart;
    const lasts = Int32Array.from(patterns, (pattern) => this.#trie.plant(pattern));
    this.#openings = new Openings(patterns);
    const { size } = this.#trie;
    this.#pattern = new Int32Array(size);
    for (let at = patterns.length - 1; at >= 0; at -= 1) this.#pattern[lasts[at]!] = at + 1;
    this.#pattern[0] = 0;
    this.#fail = new Int32Array(size);
    this.#depths = this.#trie.depths();
    this.#shorter = new Int32Array(size);
    this.#link();
  }

  /** Over `[start, end)` of the units. */
  scan(units: Uint16Array, { start, end }: Stretch, onMatch: OnMatch): void {
    const isApart = this.#isApart;
    const trie = this.#trie;
    const openings = this.#openings;
    const patterns = this.#pattern;
    const shorter = this.#shorter;
    let state = 0;
    let wasApart = start === 0 || isApart(units[start - 1]!);
    for (let at = start; at < end; at += 1) {
      const unit = units[at]!;
      const isAlone = isApart(unit);
      const mayBegin = wasApart || isAlone;
      wasApart = isAlone;
      if (state !== 0) {
        const child = trie.childOf(state, unit);
        state = child === 0 ? this.#suffixOf(state, units, at) : child;
      }
      if (state === 0) {
        if (!mayBegin || !openings.has(units, at, end)) continue;
        state = trie.childOf(0, unit);
        if (state === 0) continue;
      }
      let ending = patterns[state] === 0 ? shorter[state]! : state;
      for (; ending !== 0; ending = shorter[ending]!) {
        const from = at + 1 - this.#depths[ending]!;
        if (!onMatch(patterns[ending]! - 1, from, at + 1)) return;
      }
    }
  }

  /** Finds the patterns that begin at a place, and those alone; `lost` is read before it. */
  scanAt(
    units: Uint16Array,
    { start, end, lost }: Stretch & { readonly lost?: number | undefined },
    onMatch: OnMatch,
  ): void {
    if (lost === undefined && !this.#openings.has(units, start, end)) return;
    let state = lost === undefined ? 0 : this.#trie.childOf(0, lost);
    if (lost !== undefined && state === 0) return;
    for (let at = start; at < end; at += 1) {
      state = this.#trie.childOf(state, units[at]!);
      if (state === 0) return;
      const pattern = this.#pattern[state]!;
      if (pattern !== 0 && !onMatch(pattern - 1, start, at + 1)) return;
    }
  }

  /** Where a unit leads from the longest suffix of what was read that goes on with it; 0 for none. */
  #suffixOf(from: number, units: Uint16Array, at: number): number {
    const unit = units[at]!;
    let state = this.#fail[from]!;
    while (state !== 0) {
      const first = at - this.#depths[state]!;
      const mayBegin = this.#isApart(units[first]!) || this.#isApart(units[first - 1]!);
      const child = mayBegin ? this.#trie.childOf(state, unit) : 0;
      if (child !== 0) return child;
      state = this.#fail[state]!;
    }
    return 0;
  }

  /** Breadth first: where a state fails to is nearer to the root, and so linked before it. */
  #link(): void {
    const depths = this.#depths;
    const order = Int32Array.from(depths, (_, state) => state).sort(
      (a, b) => depths[a]! - depths[b]!,
    );
    for (const state of order) {
      if (depths[state]! < 2) continue;
      const { parent, unit } = this.#trie.stepTo(state);
      let suffix = this.#fail[parent]!;
      while (suffix !== 0 && this.#trie.childOf(suffix, unit) === 0) suffix = this.#fail[suffix]!;
      const fail = this.#trie.childOf(suffix, unit);
      this.#fail[state] = fail;
      this.#shorter[state] = this.#pattern[fail] === 0 ? this.#shorter[fail]! : fail;
    }
  }
}
