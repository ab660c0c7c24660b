/** Called for each match; returns `false` to end the scan. Places are of units, `[start, end)`. */
export type OnMatch = (pattern: number, start: number, end: number) => boolean;

const none = -1;

/**
 * Finds all of many patterns in one pass over a text (Aho and Corasick, 1975). Patterns are
 * sequences of UTF-16 units; a state keeps its children in a list, the root in a table.
 */
export class AhoCorasick {
  readonly #root = new Int32Array(0x10000);
  readonly #unit: number[] = [0];
  readonly #child: number[] = [0];
  readonly #sibling: number[] = [0];
  readonly #fail: number[] = [0];
  readonly #pattern: number[] = [none];
  /** The nearest shorter suffix that is a whole pattern; 0 for none. */
  readonly #shorter: number[] = [0];
  readonly #lengths: number[];

  /** Of equal patterns the first counts; empty ones are never found. */
  constructor(patterns: readonly Uint16Array[]) {
    this.#lengths = patterns.map(({ length }) => length);
    for (const [index, pattern] of patterns.entries()) this.#plant(pattern, index);
    this.#link();
  }

  scan(units: Uint16Array, length: number, onMatch: OnMatch): void {
    let state = 0;
    for (let at = 0; at < length; at += 1) {
      state = this.#next(state, units[at]!);
      if (state === 0) continue;
      let ending = this.#pattern[state] === none ? this.#shorter[state]! : state;
      for (; ending !== 0; ending = this.#shorter[ending]!) {
        const pattern = this.#pattern[ending]!;
        if (!onMatch(pattern, at + 1 - this.#lengths[pattern]!, at + 1)) return;
      }
    }
  }

  #plant(pattern: Uint16Array, index: number): void {
    let state = 0;
    for (const unit of pattern) state = this.#childOf(state, unit) || this.#grow(state, unit);
    if (state !== 0 && this.#pattern[state] === none) this.#pattern[state] = index;
  }

  #grow(parent: number, unit: number): number {
    const state = this.#unit.length;
    this.#unit.push(unit);
    this.#child.push(0);
    this.#sibling.push(this.#child[parent]!);
    this.#fail.push(0);
    this.#pattern.push(none);
    this.#shorter.push(0);
    this.#child[parent] = state;
    if (parent === 0) this.#root[unit] = state;
    return state;
  }

  #childOf(state: number, unit: number): number {
    if (state === 0) return this.#root[unit]!;
    let child = this.#child[state]!;
    while (child !== 0 && this.#unit[child] !== unit) child = this.#sibling[child]!;
    return child;
  }

  #next(from: number, unit: number): number {
    let state = from;
    for (;;) {
      const child = this.#childOf(state, unit);
      if (child !== 0 || state === 0) return child;
      state = this.#fail[state]!;
    }
  }

  /** Breadth first: where a state fails to is nearer to the root, and so linked before it. */
  #link(): void {
    const queue = [0];
    for (let at = 0; at < queue.length; at += 1) {
      const state = queue[at]!;
      for (let child = this.#child[state]!; child !== 0; child = this.#sibling[child]!) {
        const fail = state === 0 ? 0 : this.#next(this.#fail[state]!, this.#unit[child]!);
        this.#fail[child] = fail;
        this.#shorter[child] = this.#pattern[fail] === none ? this.#shorter[fail]! : fail;
        queue.push(child);
      }
    }
  }
}
