import type { Photograph } from './photographs.ts';

/** What every measure gets. */
export interface Bench {
  /** The smallest first. */
  readonly photographs: readonly Photograph[];
  /** Of each comparison; the lowest counts, for other load on the machine only adds. */
  readonly rounds: number;
  readonly quick: boolean;
  readonly hostile: string | undefined;
  /** A folder that is gone after the run, in memory where there is one. */
  readonly ram: string;
  /** Tells the person who waits. */
  readonly say: (line: string) => void;
}
