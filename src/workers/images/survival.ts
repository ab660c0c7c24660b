import { setTimeout as wait } from 'node:timers/promises';
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
  /** How often to look again whether others are only reading it too. @default 30 times, in 15 s */
  readonly patience?: { readonly tries: number; readonly everyMs: number };
}

const patient = { tries: 30, everyMs: 500 } as const;

/** BullMQ runs a job again after three stalls and no more: the fourth run must get by. */
const mostBegun = 3;

export function createSurvival({
  begun,
  endProcess,
  wallMs = 60_000,
  patience = patient,
}: SurvivalOptions): Survival {
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
      // A picture in the news is read by many processes at once, and they will end it.
      for (let tries = 0; ; tries += 1) {
        const times = await begun.begin(sha256);
        try {
          if (times <= mostBegun) return await work();
        } finally {
          await begun.end(sha256);
        }
        if (tries === patience.tries) break;
        await wait(patience.everyMs);
      }
      throw new UnusablePicture('is refused: it has ended the program that reads pictures');
    },
  };
}

/** For a process that does nothing else, such as a bench: it simply runs. */
export const unguarded: Survival = {
  withinWall: (operation) => operation(),
  survive: (_sha256, work) => work(),
};
