/** A token bucket: requests a second in the long run, and how many may come at once. */
export interface Rate {
  readonly perSecond: number;
  readonly burst: number;
}

/**
 * `soft`: copies may be shown once more while a new one is fetched. `hard`: they may not. Vendors
 * that know no soft purge take both as hard.
 */
export type Manner = 'soft' | 'hard';

/** One vendor's way of letting go of copies. */
export interface Purger {
  readonly name: string;
  /** Whether it tells soft purges from hard ones. */
  readonly knowsSoft: boolean;
  /** Of one request; bytes of all its tags, with a character between two. */
  readonly most: { readonly tags: number; readonly bytes: number };
  readonly rate: Rate;
  /** How long purges are collected into one request. */
  readonly collectMs: number;
  /** How long a purge may take until no reader anywhere is shown the old copy. */
  readonly settleMs: number;
  /**
   * Resolves when the vendor has taken the purge on. Throws Throttled where it asks for patience,
   * Unavailable where it did not answer or could not, RefusedPurge where it will not.
   */
  purge(tags: readonly string[], manner: Manner): Promise<void>;
  close(): Promise<void>;
}
