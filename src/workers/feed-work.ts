import type { FeedStage } from '../queues/stage.ts';
import type { QueueWork } from './run-queue.ts';
import type { Desks } from './story-work.ts';

/** Puts the polling of feeds behind its queue; what it takes in has been sent to ingest by then. */
export function feedWork({ poll, drop }: FeedStage, { services }: Desks): QueueWork {
  return {
    async work(ticket, { signal }) {
      if (ticket.kind !== 'feed') throw new TypeError(`a ${ticket.kind} ticket came to feeds`);
      const source = await services.sources.find(ticket.source);
      if (source?.feed !== undefined) return poll(source, signal);
      await drop(ticket.source);
      return 'gone';
    },
    async giveUp(ticket, error) {
      services.log.warn({ err: error, ticket }, 'a poll came to nothing; the next one tries again');
    },
  };
}
