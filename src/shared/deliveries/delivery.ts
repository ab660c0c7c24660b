import { createHash } from 'node:crypto';
import { z } from 'zod';
import { StoryEvent } from '../subscribers/subscriber-declaration.ts';

/** One try to deliver. */
const Try = z.object({
  at: z.string(),
  ms: z.int(),
  /** What was answered; `null` where it did not come to that. */
  status: z.int().nullable(),
  /** `null` where it came through. */
  error: z.string().nullable(),
});

/** Something that a subscriber is told, and what has come of it. */
export const Delivery = z.object({
  schema: z.literal(1),
  /** Sorts by time: `20261126T143005123-<hash>`. */
  id: z.string(),
  subscriber: z.string(),
  /** `webhook-id`: the same in every try, and for everything that says the same. */
  webhookId: z.string(),
  event: StoryEvent.or(z.literal('dateline.test')),
  /** `null` for a test. */
  storyId: z.string().nullable(),
  pass: z.int().nullable(),
  state: z.enum(['pending', 'delivered', 'failed']),
  /** When it was planned (or ordered again), RFC 3339 UTC. */
  made: z.string(),
  /** The next try; `null` for none. */
  next: z.string().nullable(),
  /** Of this round; the newest is last. */
  tries: z.array(Try),
  /** Why it has failed. */
  because: z.string().nullable(),
  /** The bytes that are sent and signed. */
  body: z.string(),
});
export type Delivery = Readonly<z.infer<typeof Delivery>>;

/** What tells one event from any other. */
export interface EventName {
  readonly subscriber: string;
  readonly storyId: string;
  readonly pass: number;
  readonly event: StoryEvent;
  /** When it happened, RFC 3339 UTC; the same however often it is told. */
  readonly at: string;
}

/** Names a delivery by what it tells: telling it twice is one delivery. */
export function deliveryNames(name: EventName): Pick<Delivery, 'id' | 'webhookId'> {
  const hash = hashOf(name);
  return { id: `${name.at.replaceAll(/[-:.Z]/g, '')}-${hash}`, webhookId: `msg_${hash}` };
}

const hashOf = ({ subscriber, storyId, pass, event }: Omit<EventName, 'at'>): string =>
  createHash('sha256')
    .update([subscriber, storyId, pass, event].join('\0'))
    .digest('hex')
    .slice(0, 24);

/** Recognises by its id what a subscriber is told of the passes 1 to `until` of a story. */
export function tellsOf({
  until,
  ...of
}: Pick<EventName, 'subscriber' | 'storyId'> & { readonly until: number }): (
  id: string,
) => boolean {
  const hashes = new Set<string>();
  for (let pass = 1; pass <= until; pass += 1) {
    for (const event of StoryEvent.options) hashes.add(hashOf({ ...of, pass, event }));
  }
  return (id) => hashes.has(id.slice(id.lastIndexOf('-') + 1));
}

export const isDeliveryId = (text: string): boolean => /^\d{8}T\d{6,9}-[0-9a-f]{24}$/.test(text);
