import { randomUUID } from 'node:crypto';
import { keys } from '../../../shared/archive/keys.ts';
import { within } from '../../../shared/within.ts';
import { openPaying, type PurgesTools } from './paying.ts';
import { PurgeDebt, type SiteChange } from './purge-debt.ts';

const JSON_HEADER = { contentType: 'application/json; charset=utf-8' };
/** Debts held in memory; what is beyond waits in the archive. */
const MOST_IN_HAND = 10_000;
/** How often the archive is looked through for debts of processes that ended. */
const LOOK_EVERY_MS = 15_000;
/** A debt younger than this is in the hands of whoever made it. */
const OLDER_THAN_MS = 60_000;
/** How long a process that must stop waits for purges under way; the next one sends the rest. */
const DRAIN_MS = 3000;
/** Tells the edge what has changed in the site, however often it takes. */
export interface Purges {
  /**
   * To be called after the last put of a change. Resolves when the debt is in the archive, so that
   * no kill forgets it; what follows (purge, reading back) holds up nobody.
   */
  owe(change: SiteChange): Promise<void>;
  close(): Promise<void>;
}

/** For a site that nobody keeps copies of. */
export const noPurges: Purges = { async owe() {}, async close() {} };

/** Takes up what earlier processes owed, then serves this one. */
export function openPurges(tools: PurgesTools): Purges {
  const { archive, log, figures } = tools;
  const stopping = new AbortController();
  const inHand = new Map<string, { readonly debt: PurgeDebt; readonly paid: Promise<void> }>();
  const pay = openPaying(tools, stopping.signal);
  let oldestTold: string | null | undefined;

  function take(key: string, debt: PurgeDebt): void {
    if (inHand.has(key)) return;
    const paid = pay(debt)
      .then(() => archive.delete(key))
      .catch((error: unknown) => {
        // It stays in the archive, and is found there again.
        if (!stopping.signal.aborted) log.warn({ err: error, key }, 'a purge is put off');
      })
      .finally(() => inHand.delete(key));
    inHand.set(key, { debt, paid });
  }

  async function takeUp(olderThanMs: number): Promise<void> {
    const before = new Date(Date.now() - olderThanMs).toISOString();
    for await (const { key } of archive.list(keys.purgesPrefix)) {
      const isYoung = key.slice(keys.purgesPrefix.length) >= before;
      if (isYoung || inHand.size >= MOST_IN_HAND || stopping.signal.aborted) return;
      if (inHand.has(key)) continue;
      const object = await archive.get(key);
      const debt = object && readDebt(object.body);
      if (debt instanceof Error)
        log.error({ err: debt, key }, 'a purge that is owed is unreadable');
      else if (debt !== undefined) take(key, debt);
    }
  }

  async function tellOldest(): Promise<void> {
    const [oldest = null] = [...inHand.values()].map(({ debt }) => debt.at).sort();
    if (oldest !== oldestTold) await figures.noteOldest(oldest);
    oldestTold = oldest;
  }

  const look = (olderThanMs: number): void => {
    Promise.all([takeUp(olderThanMs), tellOldest()]).catch((error: unknown) =>
      log.warn({ err: error }, 'could not look for purges that are owed; tried again'),
    );
  };
  look(0);
  const timer = setInterval(() => look(OLDER_THAN_MS), LOOK_EVERY_MS);
  timer.unref();

  return {
    async owe(change) {
      const tags = wanted(change, tools);
      if (tags.length === 0 && change.expectations.length === 0) return;
      const at = new Date().toISOString();
      const debt: PurgeDebt = { schema: 1, at, ...change, tags };
      const key = keys.purge(at, randomUUID());
      await archive.put(key, JSON.stringify(debt), JSON_HEADER, { ifAbsent: true, durable: true });
      if (inHand.size < MOST_IN_HAND) take(key, debt);
    },
    async close() {
      clearInterval(timer);
      await within(DRAIN_MS, Promise.all([...inHand.values()].map(({ paid }) => paid)));
      stopping.abort();
      await Promise.all([tools.purger?.close(), tools.readBack?.close()]);
    },
  };
}

/** What cannot be read keeps no other debt from being paid. */
function readDebt(bytes: Buffer): PurgeDebt | Error {
  try {
    return PurgeDebt.parse(JSON.parse(bytes.toString('utf8')));
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

/** What the vendor is asked for, given what its owner wants to pay. */
function wanted({ tags, isUrgent }: SiteChange, { purger, purgeFronts }: PurgesTools) {
  if (purger === undefined) return [];
  return purgeFronts || isUrgent ? tags : tags.filter((tag) => !tag.startsWith('l-'));
}
