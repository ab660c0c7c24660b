import { LRUCache } from 'lru-cache';
import type { NotifyStage } from '../../queues/stage.ts';
import { audit } from '../../shared/audit.ts';
import type { Services } from '../../shared/services.ts';
import { openWebClient } from '../../shared/web/web-client.ts';
import { type DeliverTools, deliver, type Tried } from './deliver.ts';
import { type PlanTools, planDeliveries } from './plan-deliveries.ts';
import { openTurns } from './turns.ts';

/** Of an answer no more than this is let come; a redirect is no answer. */
const limits = { bytes: 65_536, redirects: 0, connect: 5_000, headers: 15_000, total: 15_000 };

/** Tries that wait for the archive to be written down; one that is forgotten is made again. */
const MOST_UNWRITTEN = 10_000;

export function open({
  archive,
  subscribers,
  deliveries,
  config,
  publicUrl,
  log,
}: Services): NotifyStage {
  const web = openWebClient(limits, { allowPrivate: config.allowPrivate });
  const now = () => new Date();
  const planning: PlanTools = { archive, subscribers, deliveries, publicUrl, now };
  const delivering: DeliverTools = {
    ...{ web, subscribers, deliveries, turns: openTurns(), now, log },
    unwritten: new LRUCache<string, Tried>({ max: MOST_UNWRITTEN }),
    noteDisabled: (subscriber, because) =>
      audit(archive.store, {
        ...{ by: 'dateline', deed: 'subscriber.disable', reason: because },
        about: { subscriber },
      }),
  };
  return {
    plan: (ticket) => planDeliveries(ticket, planning),
    deliver: (ticket, signal) => deliver(ticket, delivering, signal),
    close: () => web.close(),
  };
}
