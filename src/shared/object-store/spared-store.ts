import type { Logger } from 'pino';
import { Outage } from '../errors.ts';
import type { ObjectStore } from './object-store.ts';

/** Calls that find the store away, with no answer between, after which it counts as that. */
const FAILURES = 3;
/** How long after one call that found it away the next is let through to see. */
const LOOK_EVERY_MS = 1000;
/** As long as a call may take; a look that has not come back by then is given up for lost. */
const LONGEST_LOOK_MS = 20_000;

/** Lets calls through, or throws at once what the last one had thrown. */
type Turnstile = <Answer>(call: () => Promise<Answer>) => Promise<Answer>;

interface Behind {
  readonly store: ObjectStore;
  readonly writes: Turnstile;
}

/** What lies behind: an adapter copies natively to a store that it knows. */
const behind = new WeakMap<ObjectStore, Behind>();

/**
 * The store, spared while it is away: one call at a time sees whether it is back, others are refused
 * at once with the same `Outage`, so that no worker's places are taken by calls that hang. Reads and
 * writes are told apart: a store whose disk is full still reads. The log hears of going and coming.
 */
export function sparedStore(
  store: ObjectStore,
  name: 'archive' | 'site',
  log: Logger,
): ObjectStore {
  const reads = turnstile(log.child({ store: name, what: 'reads' }));
  const writes = turnstile(log.child({ store: name, what: 'writes' }));
  const spared: ObjectStore = {
    put: (...put) => writes(() => store.put(...put)),
    get: (key) => reads(() => store.get(key)),
    head: (key) => reads(() => store.head(key)),
    delete: (key) => writes(() => store.delete(key)),
    transfer(key, to, ...more) {
      const target = behind.get(to);
      const transfer = () => store.transfer(key, target?.store ?? to, ...more);
      return target === undefined ? transfer() : target.writes(transfer);
    },
    async *list(...listing) {
      const entries = store.list(...listing)[Symbol.asyncIterator]();
      try {
        let entry = await reads(() => entries.next());
        for (; entry.done !== true; entry = await entries.next()) yield entry.value;
      } finally {
        await entries.return?.();
      }
    },
    close: () => store.close(),
  };
  behind.set(spared, { store, writes });
  return spared;
}

function turnstile(log: Logger): Turnstile {
  let failures = 0;
  let away: { readonly outage: Outage; readonly since: number } | undefined;
  let nextLook = 0;

  function note(outage: Outage): void {
    failures += 1;
    if (failures < FAILURES) return;
    const now = performance.now();
    if (away === undefined) log.warn({ err: outage.message }, 'a store is away; it is spared');
    away = { outage, since: away?.since ?? now };
    nextLook = now + LOOK_EVERY_MS;
  }

  function answered(): void {
    failures = 0;
    if (away === undefined) return;
    log.warn({ awayMs: Math.round(performance.now() - away.since) }, 'a store is back');
    away = undefined;
  }

  return async (call) => {
    if (away !== undefined) {
      const now = performance.now();
      if (now < nextLook) throw new Outage(away.outage.message, { cause: away.outage });
      nextLook = now + LONGEST_LOOK_MS;
    }
    try {
      const answer = await call();
      answered();
      return answer;
    } catch (error) {
      if (error instanceof Outage) note(error);
      else answered();
      throw error;
    }
  };
}
