import { frontPriority } from '../queues/policy.ts';
import type { FrontStage } from '../queues/stage.ts';
import { kindOf } from '../shared/catalogue/front-names.ts';
import type { QueueWork } from './run-queue.ts';
import type { Desks } from './story-work.ts';

/** Puts the rendering of fronts behind its queue; an edition goes on to publish. */
export function frontWork(stage: FrontStage, { queues, services }: Desks): QueueWork {
  return {
    async work(ticket, { priority }) {
      if (ticket.kind !== 'front') throw new TypeError(`a ${ticket.kind} ticket came to fronts`);
      const edition = await stage(ticket);
      const kind = kindOf(ticket.front);
      const verdict = edition === null ? 'unchanged' : 'rendered';
      services.meter.count('editions', { kind, verdict });
      if (edition === null) return verdict;
      const place = priority ?? frontPriority(ticket.front);
      await queues.send('publish', edition, { priority: place });
      return verdict;
    },
    async giveUp(ticket, error) {
      // It stays dirty, and the sweeper asks for it again.
      services.log.error({ err: error, ticket }, 'a front could not be rendered');
    },
  };
}
