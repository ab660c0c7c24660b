import type { Logger } from 'pino';
import { audit } from '../../../shared/audit.ts';
import type { PurgeFigures } from '../../../shared/cdn/purge-figures.ts';
import type { ObjectStore } from '../../../shared/object-store/object-store.ts';
import { openLane, type Patience } from './lane.ts';
import type { PurgeDebt } from './purge-debt.ts';
import type { Purger } from './purger.ts';
import type { ReadBack } from './read-back.ts';
import { tokenBucket } from './token-bucket.ts';
import { verify } from './verify.ts';

/** Places that an alarm names. */
const MOST_TOLD = 5;
/** Readers should find what they should by then, and what the vendor takes. */
const ALARM_MS = 10_000;
/** Where nothing is purged copies go by their age: that of a page, and as long again while it is fetched. */
const UNPURGED_MS = 120_000;
/** Pages have expired by then; pictures that were taken down have not. */
const GIVE_UP_MS = { usual: 15 * 60_000, urgent: 24 * 3600_000 };
const PATIENCE: Patience = { firstMs: 500, longestMs: 60_000 };

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

/** Purges, and reads back. Urgent debts have a lane of their own and are never soft. */
export function openPaying(
  tools: PurgesTools,
  signal: AbortSignal,
): (debt: PurgeDebt) => Promise<void> {
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
    const lane = { purger: vendor, bucket, patience, onFailure, signal, isUrgent: false };
    const { collectMs } = vendor;
    const usual = openLane({ ...lane, manner: 'soft', collectMs });
    return {
      usual,
      // Requests are few: one that would be the same goes with the others.
      hard: vendor.knowsSoft ? openLane({ ...lane, manner: 'hard', collectMs }) : usual,
      urgent: openLane({ ...lane, manner: 'hard', collectMs: 0, isUrgent: true }),
    };
  }

  return async (debt) => {
    const { tags, isUrgent, isHard = false, expectations, story } = debt;
    const lane = isUrgent ? 'urgent' : isHard ? 'hard' : 'usual';
    const purge = async (): Promise<void> => {
      if (tags.length > 0) await lanes?.[lane].purge(tags);
    };
    await purge();
    note(figures.addLag(Math.max(0, Date.now() - Date.parse(debt.at))));
    note(figures.count('purged'));
    if (readBack === undefined || expectations.length === 0) return;
    const purgeAgainMs = purger?.settleMs ?? UNPURGED_MS;
    const isVerified = await verify(debt, {
      ...{ readBack, signal, purgeAgain: purge, purgeAgainMs },
      ...{ alarmMs: ALARM_MS + purgeAgainMs, giveUpMs: GIVE_UP_MS[isUrgent ? 'urgent' : 'usual'] },
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
