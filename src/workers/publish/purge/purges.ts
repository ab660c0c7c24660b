import { randomUUID } from 'node:crypto';
import type { Logger } from 'pino';
import { keys } from '../../../shared/archive/keys.ts';
import { audit } from '../../../shared/audit.ts';
import type { PurgeFigures } from '../../../shared/cdn/purge-figures.ts';
import type { ObjectStore } from '../../../shared/object-store/object-store.ts';
import { within } from '../../../shared/within.ts';
import { openLane, type Patience } from './lane.ts';
import { PurgeDebt, type SiteChange } from './purge-debt.ts';
import type { Manner, Purger } from './purger.ts';
import type { ReadBack } from './read-back.ts';
import { tokenBucket } from './token-bucket.ts';
import { verify } from './verify.ts';

const JSON_HEADER = { contentType: 'application/json; charset=utf-8' };
/** Debts held in memory; what is beyond waits in the archive. */
const MOST_IN_HAND = 10_000;
/** How often the archive is looked through for debts of processes that ended. */
const LOOK_EVERY_MS = 15_000;
/** A debt younger than this is in the hands of whoever made it. */
const OLDER_THAN_MS = 60_000;
/** How long a process that must stop waits for purges under way; the next one sends the rest. */
const DRAIN_MS = 3000;
/** Places that an alarm names. */
const MOST_TOLD = 5;
/** Readers should find what they should by then, and what the vendor takes. */
const ALARM_MS = 10_000;
/** Where nothing is purged copies go by their age: that of a page, and as long again while it is fetched. */
const UNPURGED_MS = 120_000;
/** Pages have expired by then; pictures that were taken down have not. */
const GIVE_UP_MS = { usual: 15 * 60_000, urgent: 24 * 3600_000 };
const PATIENCE: Patience = { firstMs: 500, longestMs: 60_000 };

/** Tells the edge what has changed in the site, however often it takes. */
export interface Purges {
  /**
   * To be called after the last put of a change. Resolves when the debt is in the archive, so that
   * no kill forgets it; what follows (purge, reading back) holds up nobody.
   */
  owe(change: SiteChange): Promise<void>;
  close(): Promise<void>;
}

export interface PurgesTools {
  readonly archive: ObjectStore;
  /** Absent where the edge takes no purges. */
  readonly purger: Purger | undefined;
  /** Absent where nothing is read back. */
  readonly readBack: ReadBack | undefined;
  readonly purgeFronts: boolean;
  readonly figures: PurgeFigures;
  readonly log: Logger;
  readonly patience?: Patience;
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
      if (object !== undefined)
        take(key, PurgeDebt.parse(JSON.parse(object.body.toString('utf8'))));
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

/** What the vendor is asked for, given what its owner wants to pay. */
function wanted({ tags, isUrgent }: SiteChange, { purger, purgeFronts }: PurgesTools) {
  if (purger === undefined) return [];
  return purgeFronts || isUrgent ? tags : tags.filter((tag) => !tag.startsWith('l-'));
}

/** Purges, and reads back. Urgent debts have a lane of their own and are never soft. */
function openPaying(tools: PurgesTools, signal: AbortSignal): (debt: PurgeDebt) => Promise<void> {
  const { archive, purger, readBack, figures, log, patience = PATIENCE } = tools;
  const note = (told: Promise<void>): void => {
    told.catch((error: unknown) => log.debug({ err: error }, 'a figure of purging is lost'));
  };
  const lanes = purger && laneFor(purger);
  function laneFor(vendor: Purger) {
    const bucket = tokenBucket(vendor.rate);
    const onFailure = (error: unknown, failures: number) => {
      note(figures.count('failed'));
      log[failures > 3 ? 'error' : 'warn']({ err: error, failures }, 'a purge failed; tried again');
    };
    const open = (manner: Manner, collectMs: number) =>
      openLane({ purger: vendor, bucket, manner, collectMs, patience, onFailure, signal });
    return { usual: open('soft', vendor.collectMs), urgent: open('hard', 0) };
  }

  return async (debt) => {
    const { tags, isUrgent, expectations, story } = debt;
    const kind = isUrgent ? 'urgent' : 'usual';
    const purge = async (): Promise<void> => {
      if (tags.length > 0) await lanes?.[kind].purge(tags);
    };
    await purge();
    note(figures.addLag(Math.max(0, Date.now() - Date.parse(debt.at))));
    note(figures.count('purged'));
    if (readBack === undefined || expectations.length === 0) return;
    const purgeAgainMs = purger?.settleMs ?? UNPURGED_MS;
    const isVerified = await verify(debt, {
      ...{ readBack, signal, purgeAgain: purge, purgeAgainMs },
      ...{ alarmMs: ALARM_MS + purgeAgainMs, giveUpMs: GIVE_UP_MS[kind] },
      onAlarm(amiss) {
        note(figures.count('unverified'));
        log.error(
          { ...story, amiss: amiss.slice(0, MOST_TOLD) },
          'the edge does not show what it should; purged again',
        );
      },
    });
    if (isVerified) note(figures.count('verified'));
    if (isVerified && isUrgent) await keepProof(archive, debt);
    const ms = Date.now() - Date.parse(debt.at);
    if (isVerified) log.info({ ...story, ms, isUrgent }, 'read back through the edge');
    else log.error({ ...story, ms, isUrgent }, 'given up: the edge does not show what it should');
  };
}

/** For whoever asked that something be taken down: since when no reader finds it. */
const keepProof = (archive: ObjectStore, { at, story, expectations }: PurgeDebt): Promise<void> =>
  audit(archive, {
    ...{ by: 'dateline', deed: 'site.gone', reason: 'Read back through the edge.' },
    about: { ...story, changed: at, addresses: expectations.length },
  });
