import type { Begun } from '../../shared/pictures/begun.ts';
import { UnusablePicture } from './unusable-picture.ts';

/**
 * What keeps a hostile picture from ending the images process again and again. A thread inside a
 * decoder cannot be stopped: one that does not hear libvips' own timeout is ended with its process,
 * which its supervisor starts anew; the stories in it run again when their locks are found lost.
 */
export interface Survival {
  /** Bounds one operation of libvips; past the wall the process ends. */
  withinWall<T>(operation: () => Promise<T>): Promise<T>;
  /** Works on an original, unless it has ended three processes within an hour. Throws `UnusablePicture`. */
  survive<T>(sha256: string, work: () => Promise<T>): Promise<T>;
}

export interface SurvivalOptions {
  readonly begun: Begun;
  /** Ends the process, whatever its threads do. */
  readonly endProcess: () => void;
  /** Four times what libvips is given; reached only by what ignores that. @default 60000 */
  readonly wallMs?: number;
}

/** BullMQ runs a job again after three stalls and no more: the fourth run must get by. */
const mostBegun = 3;

export function createSurvival({ begun, endProcess, wallMs = 60_000 }: SurvivalOptions): Survival {
  return {
    async withinWall(operation) {
      const wall = setTimeout(endProcess, wallMs);
      try {
        return await operation();
      } finally {
        clearTimeout(wall);
      }
    },
    async survive(sha256, work) {
      const times = await begun.begin(sha256);
      try {
        if (times > mostBegun) {
          throw new UnusablePicture('is refused: it has ended the program that reads pictures');
        }
        return await work();
      } finally {
        await begun.end(sha256);
      }
    },
  };
}

/** For a process that does nothing else, such as a bench: it simply runs. */
export const unguarded: Survival = {
  withinWall: (operation) => operation(),
  survive: (_sha256, work) => work(),
};
