import type { HubStage } from '../queues/stage.ts';
import { FailedRequest } from '../shared/web/failed-request.ts';
import type { QueueWork } from './run-queue.ts';
import type { Desks } from './story-work.ts';

/** Puts the pings of hubs behind the queue of notices. */
export function pingWork({ ping }: HubStage, { services }: Desks): QueueWork {
  return {
    async work(ticket, { signal }) {
      if (ticket.kind !== 'ping') throw new TypeError(`a ${ticket.kind} ticket came to notify`);
      try {
        return await ping(ticket.front, signal);
      } catch (error) {
        if (!(error instanceof FailedRequest)) throw error;
        services.log.warn({ err: error, ticket }, 'the hub refuses to be told of a feed');
        return 'failed';
      }
    },
    async giveUp(ticket, error) {
      // Its subscribers poll, and the next change is another ping.
      services.log.warn({ err: error, ticket }, 'the hub could not be told of a feed');
    },
  };
}
