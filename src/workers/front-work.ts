import { priority } from '../queues/policy.ts';
import type { FrontStage } from '../queues/stage.ts';
import type { QueueWork } from './run-queue.ts';
import type { Desks } from './story-work.ts';

/** `section` of `section/world`: for metrics, which count kinds. */
export const frontKind = (front: string): string => front.split('/', 1)[0] ?? '';

/** Puts the rendering of fronts behind its queue; an edition goes on to publish. */
export function frontWork(stage: FrontStage, { queues, services }: Desks): QueueWork {
  return {
    async work(ticket) {
      if (ticket.kind !== 'front') throw new TypeError(`a ${ticket.kind} ticket came to fronts`);
      const edition = await stage(ticket);
      const kind = frontKind(ticket.front);
      const verdict = edition === null ? 'unchanged' : 'rendered';
      services.meter.count('editions', { kind, verdict });
      if (edition === null) return verdict;
      await queues.send('publish', edition, { priority: priority.front });
      return verdict;
    },
    async giveUp(ticket, error) {
      // It stays dirty, and the sweeper asks for it again.
      services.log.error({ err: error, ticket }, 'a front could not be rendered');
    },
  };
}
