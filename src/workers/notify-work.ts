import { priority } from '../queues/policy.ts';
import type { NotifyStage } from '../queues/stage.ts';
import { closeFailed } from '../shared/archive/passes.ts';
import type { QueueWork } from './run-queue.ts';
import type { Desks } from './story-work.ts';

/**
 * Puts the telling of others behind its queue: what subscribers are told is written down, then told.
 * @param pings of hubs, which share the queue
 */
export function notifyWork(
  stage: NotifyStage,
  pings: QueueWork,
  { services, queues }: Desks,
): QueueWork {
  return {
    async work(ticket, run) {
      if (ticket.kind === 'ping') return pings.work(ticket, run);
      if (ticket.kind === 'delivery') return stage.deliver(ticket, run.signal);
      if (ticket.kind !== 'notice') throw new TypeError(`a ${ticket.kind} ticket came to notify`);
      for (const delivery of await stage.plan(ticket)) {
        await queues.send('notify', delivery, { priority: priority.delivery });
      }
      // What has failed may be on its way again by now.
      await closeFailed(services.archive, ticket);
      return 'told';
    },
    async giveUp(ticket, error, run) {
      if (ticket.kind === 'ping') return pings.giveUp(ticket, error, run);
      // The marker of the pass, or the delivery, stays in the archive: the sweeper sends it again.
      services.log.error({ err: error, ticket }, 'subscribers could not be told');
    },
  };
}
