import type { CheckedSite } from './checked-site.ts';

/** One thing that is wrong with a site. */
export interface Fault {
  /** Path of the page or file. */
  readonly file: string;
  /** Where in it: line and column, an element, a pointer; the view for what a browser shows. */
  readonly place: string;
  readonly rule: string;
  readonly detail: string;
}

/** What a gate looked at, in its own words, and what it found. */
export interface Finding {
  readonly looked: string;
  readonly faults: readonly Fault[];
}

/** A program that a gate starts. */
export type Program = 'chromium' | 'java' | 'nu' | 'lighthouse';

export interface Gate {
  readonly name: string;
  readonly needs: readonly Program[];
  check(site: CheckedSite): Promise<Finding>;
}

/** `12 pages`, `1 page`. */
export const counted = (count: number, noun: string): string =>
  `${count} ${noun}${count === 1 ? '' : 's'}`;
