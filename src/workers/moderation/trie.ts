/** Numbers of a slot: the parent, the unit and the child; a child of 0 is a free slot. */
const stride = 4;
const unitAt = 1;
const childAt = 2;

/**
 * Patterns as a tree of states, 0 the root. All children are in one open hash table, a slot of it
 * within one line of the processor's cache.
 */
export class Trie {
  readonly #root = new Int32Array(0x10000);
  #slots = new Int32Array(stride << 10);
  /** Of each state its parent and unit. */
  #steps = new Int32Array(2 << 10);
  size = 1;

  /** The state in which a pattern ends. */
  plant(pattern: Uint16Array): number {
    let state = 0;
    for (const unit of pattern) state = this.childOf(state, unit) || this.#grow(state, unit);
    return state;
  }

  /** 0 for none. */
  childOf(state: number, unit: number): number {
    return state === 0 ? this.#root[unit]! : this.#slots[this.#slotOf(state, unit) + childAt]!;
  }

  stepTo(state: number): { readonly parent: number; readonly unit: number } {
    return { parent: this.#steps[state * 2]!, unit: this.#steps[state * 2 + 1]! };
  }

  /** Of each state how far it is from the root; a parent comes before its children. */
  depths(): Int32Array {
    const depths = new Int32Array(this.size);
    for (let state = 1; state < this.size; state += 1) {
      depths[state] = depths[this.#steps[state * 2]!]! + 1;
    }
    return depths;
  }

  #grow(parent: number, unit: number): number {
    const state = this.size;
    this.size += 1;
    if (state * 2 >= this.#steps.length) this.#steps = widened(this.#steps);
    this.#steps[state * 2] = parent;
    this.#steps[state * 2 + 1] = unit;
    if (parent === 0) this.#root[unit] = state;
    else {
      if (state * 2 * stride > this.#slots.length) this.#widen();
      this.#put(parent, unit, state);
    }
    return state;
  }

  #put(parent: number, unit: number, state: number): void {
    const slot = this.#slotOf(parent, unit);
    this.#slots[slot] = parent;
    this.#slots[slot + unitAt] = unit;
    this.#slots[slot + childAt] = state;
  }

  #widen(): void {
    this.#slots = new Int32Array(this.#slots.length * 2);
    for (let state = 1; state < this.size - 1; state += 1) {
      const { parent, unit } = this.stepTo(state);
      if (parent !== 0) this.#put(parent, unit, state);
    }
  }

  /** Where the child is, or would be. */
  #slotOf(parent: number, unit: number): number {
    const slots = this.#slots;
    const mask = slots.length - 1;
    let hash = Math.imul(parent, 0x9e3779b1) ^ Math.imul(unit, 0x85ebca6b);
    hash ^= hash >>> 15;
    let slot = (hash * stride) & mask;
    while (slots[slot + childAt] !== 0) {
      if (slots[slot] === parent && slots[slot + unitAt] === unit) break;
      slot = (slot + stride) & mask;
    }
    return slot;
  }
}

function widened(numbers: Int32Array): Int32Array<ArrayBuffer> {
  const wide = new Int32Array(numbers.length * 2);
  wide.set(numbers);
  return wide;
}
