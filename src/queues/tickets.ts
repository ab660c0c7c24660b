import { z } from 'zod';
import { TrialQuestion } from './trial.ts';

/** What a job carries: never a body. */
export const Ticket = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('submission'), submissionId: z.string().min(1) }),
  z.object({
    kind: z.literal('story'),
    storyId: z.string().min(1),
    revision: z.int().positive(),
    pass: z.int().positive(),
  }),
  z.object({
    kind: z.literal('front'),
    front: z.string().min(1),
    /** Set once it is rendered. */
    edition: z.int().positive().optional(),
  }),
  /** Asks publish to see that the site is whole. */
  z.object({ kind: z.literal('site') }),
  z.object({ kind: z.literal('trial'), question: TrialQuestion }),
  z.object({ kind: z.literal('feed'), source: z.string().min(1) }),
  /** A pass has ended: subscribers are to be told. */
  z.object({
    kind: z.literal('notice'),
    storyId: z.string().min(1),
    pass: z.int().positive(),
  }),
  /** Something that a subscriber is to be told. */
  z.object({
    kind: z.literal('delivery'),
    subscriber: z.string().min(1),
    delivery: z.string().min(1),
  }),
  /** The feeds of a front have changed: the hub is to be told. */
  z.object({ kind: z.literal('ping'), front: z.string().min(1) }),
]);
export type Ticket = Readonly<z.infer<typeof Ticket>>;
export type SubmissionTicket = Extract<Ticket, { kind: 'submission' }>;
export type StoryTicket = Extract<Ticket, { kind: 'story' }>;
export type FrontTicket = Extract<Ticket, { kind: 'front' }>;
export type NoticeTicket = Extract<Ticket, { kind: 'notice' }>;
export type DeliveryTicket = Extract<Ticket, { kind: 'delivery' }>;
export type TrialTicket = Extract<Ticket, { kind: 'trial' }>;

/** The same ticket sent twice to a queue is one job. BullMQ refuses `:` and plain integers in ids. */
export function jobIdFor(ticket: Ticket): string | undefined {
  switch (ticket.kind) {
    case 'submission':
      return `s-${ticket.submissionId}`;
    case 'story':
      return `${ticket.storyId}@${ticket.pass}`;
    case 'front':
      // A front to be rendered is coalesced by deduplication, which a fixed id would defeat.
      return ticket.edition === undefined ? undefined : `${ticket.front}@${ticket.edition}`;
    case 'site':
      return 'whole-site';
    case 'notice':
      return `n-${ticket.storyId}@${ticket.pass}`;
    case 'delivery':
      return `d-${ticket.subscriber}@${ticket.delivery}`;
    case 'trial':
      return undefined;
    case 'ping':
      // Coalesced by deduplication, like fronts.
      return undefined;
    case 'feed':
      // Its scheduler names its jobs.
      return undefined;
  }
}
