import type { Redis } from 'ioredis';
import { followFeeds } from '../queues/feed-schedulers.ts';
import { type Lease, takeLease } from '../shared/redis-lease.ts';
import { eraseWhatIsMarked } from './erase-story.ts';
import { catchUp, RebuildUnderWay, rebuild } from './rebuild.ts';
import { continueRepublication } from './republish.ts';
import { forgetDeliveries, resendDeliveries } from './resend-deliveries.ts';
import { watchSchedule } from './schedule.ts';
import type { Desks } from './story-work.ts';
import { sweep } from './sweep.ts';

/** How often the sweeper looks. */
const EVERY_MS = 1000;
/** Inbox and open passes are listed every so many looks. */
const SWEEP_EVERY = 5;
/** Feeds follow their sources every so many looks. */
const FOLLOW_EVERY = 3;
/** Deliveries that wait for their time are compared with the queue every so many looks. */
const RESEND_EVERY = 60;
/** That Redis has everything is noted every so many looks; see known-already.ts. */
const WHOLE_EVERY = 60;
/** Old lines of their log are dropped every so many looks. */
const FORGET_EVERY = 3600;
/** The news sitemap is made anew every so many looks: stories leave it by their age alone. */
const NEWS_EVERY = 15 * 60;
/** A marker younger than this is still in good hands: a killed worker's job runs again by itself. */
const OLDER_THAN_MS = 15_000;
/** One process sweeps at a time; another takes over when its lease has run out. */
const LEASE_MS = 3000;
const LEASE_KEY = 'dateline:{catalogue}:sweeper';

export interface Sweeper {
  close(): Promise<void>;
}

/**
 * Looks after what queues may forget: rebuilds from the archive when Redis has been emptied, sweeps
 * the inbox and open passes, keeps appointments, lets schedulers follow the sources' feeds, ages the
 * news sitemap. Runs where ingest is worked; one leads.
 */
export function startSweeper(desks: Desks, connection: Redis): Sweeper {
  const { log, catalogue } = desks.services;
  const schedule = watchSchedule(desks);
  let lease: Lease | undefined;
  let looks = 0;
  let isStopped = false;
  let isUrgent = true;
  let busy = false;
  let running: Promise<void> = Promise.resolve();
  const chores = new Map<string, Promise<unknown>>();
  const stopped = new AbortController();
  // After an outage nothing waits for its turn: whatever came meanwhile is sent at once.
  const hurry = () => {
    isUrgent = true;
  };
  connection.on('ready', hurry);

  async function leads(): Promise<boolean> {
    if (lease?.isHeld() === true) return true;
    await lease?.release();
    lease = await takeLease(connection, LEASE_KEY, LEASE_MS);
    return lease !== undefined;
  }

  /** Beside the looks, which keep appointments: it may take hours, and nothing waits for it. */
  function goOn(chore: string, work: () => Promise<unknown>): void {
    if (chores.has(chore)) return;
    const going = work()
      .catch((error: unknown) =>
        log.warn({ err: error, chore }, 'a chore stopped; it goes on later'),
      )
      .finally(() => chores.delete(chore));
    chores.set(chore, going);
  }

  /** A failure leaves it to the next look: what Redis has forgotten is in no queue. */
  async function catchUpWithArchive(): Promise<void> {
    try {
      log.info(await catchUp(desks), 'Redis has restarted: caught up with the archive');
      await resendDeliveries(desks);
    } catch (error) {
      isUrgent = true;
      throw error;
    }
  }

  async function look(): Promise<void> {
    if (!(await leads())) return;
    if (!(await catalogue.isComplete())) {
      log.warn('the catalogue is not complete: rebuilding it from the archive');
      log.info(await rebuild(desks), 'rebuilt from the archive');
      await resendDeliveries(desks);
      return;
    }
    if (isUrgent && (await catalogue.hasRestarted())) {
      isUrgent = false;
      await catchUpWithArchive();
      return;
    }
    if (looks % WHOLE_EVERY === 0) await catalogue.noteWhole();
    await schedule.look();
    goOn('erasures', () => eraseWhatIsMarked(desks));
    if (looks % SWEEP_EVERY === 0) {
      goOn('republication', () => continueRepublication(desks, stopped.signal));
    }
    if (isUrgent || looks % FOLLOW_EVERY === 0) {
      await followFeeds(desks.queues, await desks.services.sources.list());
    }
    if (isUrgent || looks % RESEND_EVERY === 0) {
      goOn('deliveries', () => resendDeliveries(desks, stopped.signal));
    }
    if (looks % FORGET_EVERY === 0) {
      goOn('log of deliveries', () => forgetDeliveries(desks.services.archive.store));
    }
    if (isUrgent || looks % NEWS_EVERY === 0) await catalogue.soil([{ front: 'news', pages: [] }]);
    if (!isUrgent && looks % SWEEP_EVERY !== 0) return;
    const olderThanMs = isUrgent ? 0 : OLDER_THAN_MS;
    isUrgent = false;
    const swept = await sweep(desks, olderThanMs);
    if (swept.submissions + swept.passes > 0) log.info(swept, 'swept');
  }

  const timer = setInterval(() => {
    if (isStopped || connection.status !== 'ready' || busy) return;
    busy = true;
    looks += 1;
    running = look()
      .catch((error: unknown) => {
        if (error instanceof RebuildUnderWay) return;
        log.warn({ err: error }, 'a sweep failed; it is tried again');
      })
      .finally(() => {
        busy = false;
      });
  }, EVERY_MS);

  return {
    async close() {
      isStopped = true;
      stopped.abort();
      clearInterval(timer);
      connection.off('ready', hurry);
      schedule.stop();
      await running;
      await Promise.all(chores.values());
      if (connection.status === 'ready') await lease?.release();
    },
  };
}
