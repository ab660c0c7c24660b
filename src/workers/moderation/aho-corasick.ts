/** Called for each match; returns `false` to end the scan. Places are of units, `[start, end)`. */
export type OnMatch = (pattern: number, start: number, end: number) => boolean;

/** Places `[start, end)`. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
}

/** Whether a match may begin at a place: most places in a text are inside a word. */
export type MayBegin = (units: Uint16Array, at: number) => boolean;

const none = -1;

/**
 * Finds all of many patterns in one pass over a text (Aho and Corasick, 1975). Patterns are
 * sequences of UTF-16 units. A state's children are found in one open hash table of all states,
 * the root's in a table of their own: lists of them were most of the time of a scan.
 */
export class AhoCorasick {
  readonly #root = new Int32Array(0x10000);
  /** Of each slot: the parent, the unit and the child; a child of 0 is a free slot. */
  #parents = new Int32Array(1 << 10);
  #units = new Uint16Array(1 << 10);
  #children = new Int32Array(1 << 10);
  readonly #parent: number[] = [0];
  readonly #unit: number[] = [0];
  readonly #pattern: number[] = [none];
  readonly #fail: Int32Array;
  readonly #depths: Int32Array;
  /** The nearest shorter suffix that is a whole pattern; 0 for none. */
  readonly #shorter: Int32Array;
  readonly #lengths: number[];

  /** Of equal patterns the first counts; empty ones are never found. */
  constructor(patterns: readonly Uint16Array[]) {
    this.#lengths = patterns.map(({ length }) => length);
    for (const [index, pattern] of patterns.entries()) this.#plant(pattern, index);
    this.#fail = new Int32Array(this.#unit.length);
    this.#depths = new Int32Array(this.#unit.length);
    this.#shorter = new Int32Array(this.#unit.length);
    this.#link();
  }

  /** Over `[start, end)` of the units, for matches that begin where they may. */
  scan(
    units: Uint16Array,
    { start, end, mayBegin = () => true }: Stretch & { readonly mayBegin?: MayBegin },
    onMatch: OnMatch,
  ): void {
    let state = 0;
    for (let at = start; at < end; at += 1) {
      const unit = units[at]!;
      let child = state === 0 ? 0 : this.#childOf(state, unit);
      while (child === 0 && state !== 0) {
        state = this.#fail[state]!;
        const isPossible = state !== 0 && mayBegin(units, at - this.#depths[state]!);
        if (isPossible) child = this.#childOf(state, unit);
      }
      if (child === 0 && this.#root[unit] !== 0 && mayBegin(units, at)) child = this.#root[unit]!;
      state = child;
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
    this.#parent.push(parent);
    this.#pattern.push(none);
    if (parent === 0) this.#root[unit] = state;
    else {
      if (state * 3 > this.#children.length) this.#widen();
      this.#put(parent, unit, state);
    }
    return state;
  }

  #put(parent: number, unit: number, state: number): void {
    const slot = this.#slotOf(parent, unit);
    this.#parents[slot] = parent;
    this.#units[slot] = unit;
    this.#children[slot] = state;
  }

  #widen(): void {
    const size = this.#children.length * 2;
    this.#parents = new Int32Array(size);
    this.#units = new Uint16Array(size);
    this.#children = new Int32Array(size);
    for (let state = 1; state < this.#unit.length - 1; state += 1) {
      const parent = this.#parent[state]!;
      if (parent !== 0) this.#put(parent, this.#unit[state]!, state);
    }
  }

  /** Where the child is, or would be. */
  #slotOf(parent: number, unit: number): number {
    const parents = this.#parents;
    const units = this.#units;
    const children = this.#children;
    const mask = children.length - 1;
    let hash = Math.imul(parent, 0x9e3779b1) ^ Math.imul(unit, 0x85ebca6b);
    hash ^= hash >>> 15;
    let slot = hash & mask;
    while (children[slot] !== 0 && (parents[slot] !== parent || units[slot] !== unit)) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  #childOf(state: number, unit: number): number {
    return state === 0 ? this.#root[unit]! : this.#children[this.#slotOf(state, unit)]!;
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
    const depths = this.#depths;
    for (let state = 1; state < depths.length; state += 1) {
      depths[state] = depths[this.#parent[state]!]! + 1;
    }
    const order = Int32Array.from(depths, (_, state) => state).sort(
      (a, b) => depths[a]! - depths[b]!,
    );
    for (const state of order) {
      const parent = this.#parent[state]!;
      if (state === 0 || parent === 0) continue;
      const fail = this.#next(this.#fail[parent]!, this.#unit[state]!);
      this.#fail[state] = fail;
      this.#shorter[state] = this.#pattern[fail] === none ? this.#shorter[fail]! : fail;
    }
  }
}
