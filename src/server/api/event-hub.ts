import { setTimeout as wait } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { Desk, StepEvent } from '../../shared/desk/desk.ts';

/** As many as the desk keeps. */
const MOST_KEPT = 1000;
const RETRY_MS = 1000;
/** Older than every step that the desk has. */
const FROM_THE_FIRST = '0-0';

type Listener = (event: StepEvent) => void;

/** One reader of the desk's steps for all who watch in this process. */
export interface EventHub {
  /** Returns what ends it. */
  subscribe(listener: Listener): () => void;
  /** Steps after the one with this id; all that are kept where it is not among them. */
  since(id: string): readonly StepEvent[];
  close(): Promise<void>;
}

export function openEventHub(desk: Pick<Desk, 'watch'>, log: Logger): EventHub {
  const stop = new AbortController();
  const listeners = new Set<Listener>();
  const kept: StepEvent[] = [];
  let last = FROM_THE_FIRST;

  async function follow(): Promise<void> {
    for await (const event of desk.watch(last, stop.signal)) {
      last = event.id;
      kept.push(event);
      if (kept.length > MOST_KEPT) kept.shift();
      for (const tell of listeners) tell(event);
    }
  }

  async function followForEver(): Promise<void> {
    while (!stop.signal.aborted) {
      try {
        await follow();
      } catch (error) {
        if (!stop.signal.aborted) log.warn({ err: String(error) }, 'steps cannot be followed');
      }
      await wait(RETRY_MS, undefined, { signal: stop.signal }).catch(() => undefined);
    }
  }

  const following = followForEver();
  return {
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    since: (id) => kept.slice(kept.findIndex((event) => event.id === id) + 1),
    async close() {
      stop.abort();
      await following;
    },
  };
}
