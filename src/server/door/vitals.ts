import { totalmem } from 'node:os';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { getHeapStatistics } from 'node:v8';

const RESOLUTION_MS = 20;
const NANO_TO_MS = 1e-6;
/** Of the memory that the machine or its control group has. */
const SHARE = 0.9;

/** How this process is doing. */
export interface Vitals {
  /** Bytes beyond which the system may end the process. */
  readonly mostMemory: number;
  /** Since the sample before: how late turns of the event loop were on average; bytes resident. */
  sample(): { readonly lagMs: number; readonly memory: number; readonly heapShare: number };
  close(): void;
}

export function openVitals(): Vitals {
  const loop = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  loop.enable();
  // 0, or far more than there is, where nothing constrains the process.
  const constrained = process.constrainedMemory() || Number.POSITIVE_INFINITY;
  return {
    mostMemory: Math.min(constrained, totalmem()) * SHARE,
    sample() {
      const lagMs = Number.isNaN(loop.mean) ? 0 : loop.mean * NANO_TO_MS - RESOLUTION_MS;
      loop.reset();
      const { used_heap_size, heap_size_limit } = getHeapStatistics();
      return {
        lagMs: Math.max(0, lagMs),
        memory: process.memoryUsage.rss(),
        heapShare: used_heap_size / heap_size_limit,
      };
    },
    close() {
      loop.disable();
    },
  };
}
