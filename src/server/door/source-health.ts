import type { Logger } from 'pino';
import type { Desk } from '../../shared/desk/desk.ts';

const FLUSH_MS = 1000;
/** Sources times results between two notes; more than this is not counted. */
const MOST_COUNTED = 5000;

/** Counts what the door answers each source, and tells the desk once a second. */
export interface SourceHealth {
  note(source: string, result: string): void;
  close(): Promise<void>;
}

export function openSourceHealth(desk: Pick<Desk, 'noteKnocks'>, log: Logger): SourceHealth {
  const counts = new Map<string, { source: string; result: string; count: number }>();

  async function flush(): Promise<void> {
    if (counts.size === 0) return;
    const knocks = [...counts.values()];
    counts.clear();
    try {
      await desk.noteKnocks(knocks);
    } catch (error) {
      // Figures for people; what came lies in the archive.
      log.debug({ err: String(error) }, 'the health of sources is not noted');
    }
  }

  const timer = setInterval(flush, FLUSH_MS);
  timer.unref();
  return {
    note(source, result) {
      const name = `${source} ${result}`;
      const known = counts.get(name);
      if (known !== undefined) known.count += 1;
      else if (counts.size < MOST_COUNTED) counts.set(name, { source, result, count: 1 });
    },
    async close() {
      clearInterval(timer);
      await flush();
    },
  };
}
