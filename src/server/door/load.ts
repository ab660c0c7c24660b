import type { DoorSettings } from '../../shared/config.ts';
import { openVitals, type Vitals } from './vitals.ts';

const SAMPLE_MS = 500;

/** What there is too much of: turns of the event loop that take too long, memory, or bodies. */
export type Strain = 'loop' | 'memory' | 'bodies';

/** How much this process bears; the door refuses before it is more. */
export interface Load {
  /** What would be too much if so many bytes more were held. */
  strainWith(bytes: number): Strain | undefined;
  /** Of one request: counts bytes of its body until they are let go. */
  hold(): Hold;
  /** Bytes held now. */
  held(): number;
  close(): void;
}

export interface Hold {
  add(bytes: number): void;
  letGo(): void;
}

type Bounds = Pick<DoorSettings, 'maxBodies' | 'maxLagMs' | 'maxMemory'>;

/** Lag is smoothed over some samples: one long turn is no trouble, a row of them is. */
export function openLoad(
  { maxBodies, maxLagMs, maxMemory }: Bounds,
  vitals: Vitals = openVitals(),
): Load {
  const bound = Math.min(maxMemory ?? Number.POSITIVE_INFINITY, vitals.mostMemory);
  let held = 0;
  let lagMs = 0;
  let isShort = false;
  const timer = setInterval(() => {
    const sample = vitals.sample();
    lagMs = (lagMs + sample.lagMs) / 2;
    isShort = sample.memory > bound || sample.heapShare > 0.9;
  }, SAMPLE_MS);
  timer.unref();
  return {
    strainWith(bytes) {
      if (lagMs > maxLagMs) return 'loop';
      if (isShort) return 'memory';
      return held + bytes > maxBodies ? 'bodies' : undefined;
    },
    hold() {
      let own = 0;
      return {
        add(bytes) {
          own += bytes;
          held += bytes;
        },
        letGo() {
          held -= own;
          own = 0;
        },
      };
    },
    held: () => held,
    close() {
      clearInterval(timer);
      vitals.close();
    },
  };
}
