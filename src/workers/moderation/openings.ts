/** Bits of the filter, of which a few thousand patterns set one in fifty. */
const bits = 1 << 17;
/** Units of a pattern that are looked at; what is shorter is known by its first. */
const looked = 4;

/**
 * Tells from the next units of a text that no pattern begins there (Bloom, 1970): never of one that
 * does, and seldom wrongly of one that does not. Small enough for the nearest caches.
 */
export class Openings {
  readonly #bits = new Uint8Array(bits >> 3);
  /** Patterns of fewer units, by the first two (of one unit: by that). */
  readonly #pairs = new Uint8Array(bits >> 5);
  /** First units of all patterns. */
  readonly #firsts = new Uint8Array(0x10000);
  #hasSingles = false;

  constructor(patterns: readonly Uint16Array[]) {
    for (const pattern of patterns) {
      if (pattern.length > 0) this.#firsts[pattern[0]!] = 1;
      if (pattern.length >= looked) set(this.#bits, hashOf(pattern, 0));
      else if (pattern.length > 1) set(this.#pairs, pairOf(pattern[0]!, pattern[1]!));
      else if (pattern.length === 1) this.#hasSingles = true;
    }
  }

  /** Near the end of a text all is possible. */
  has(units: Uint16Array, at: number, end: number): boolean {
    if (this.#firsts[units[at]!] === 0) return false;
    if (at + looked > end || this.#hasSingles) return true;
    return (
      isSet(this.#bits, hashOf(units, at)) || isSet(this.#pairs, pairOf(units[at]!, units[at + 1]!))
    );
  }
}

function hashOf(units: Uint16Array, at: number): number {
  const first = units[at]! | (units[at + 1]! << 16);
  const last = units[at + 2]! | (units[at + 3]! << 16);
  const hash = Math.imul(first, 0x9e3779b1) ^ Math.imul(last, 0x85ebca6b);
  return hash ^ (hash >>> 15);
}

function pairOf(first: number, second: number): number {
  const hash = Math.imul(first | (second << 16), 0x9e3779b1);
  return hash ^ (hash >>> 15);
}

function set(filter: Uint8Array, hash: number): void {
  const bit = hash & (filter.length * 8 - 1);
  filter[bit >> 3]! |= 1 << (bit & 7);
}

function isSet(filter: Uint8Array, hash: number): boolean {
  const bit = hash & (filter.length * 8 - 1);
  return ((filter[bit >> 3]! >> (bit & 7)) & 1) === 1;
}
