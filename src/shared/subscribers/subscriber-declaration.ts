import { z } from 'zod';

/** What may be told of a story: how a pass of it ended. */
export const StoryEvent = z.enum([
  'story.live',
  'story.held',
  'story.rejected',
  'story.withdrawn',
  'story.failed',
]);
export type StoryEvent = z.infer<typeof StoryEvent>;

export const SubscriberId = z
  .string()
  .regex(/^[a-z][a-z0-9-]{0,39}$/, 'a lower-case letter, then up to 39 letters, digits or hyphens');

const Names = z.array(z.string().min(1).max(60)).min(1).max(200);

/** A subscriber as declared in `newsroom/subscribers.yaml`, or kept in the archive under `config/`. */
export const SubscriberDeclaration = z.strictObject({
  id: SubscriberId,
  /** Where it is told. */
  url: z
    .url({ protocol: /^https?$/, error: 'give an http or https address' })
    .max(2048)
    .refine((url) => !/^[a-z]+:\/\/[^/?#]*@/i.test(url), 'leave out user name and password'),
  events: z.array(StoryEvent).min(1).max(5),
  /** Only stories of these sources; of all where absent. */
  sources: Names.optional(),
  /** Only stories of these sections (slugs); of all where absent. */
  sections: Names.optional(),
});
export type SubscriberDeclaration = Readonly<z.infer<typeof SubscriberDeclaration>>;

/** `newsroom/subscribers.yaml`: who is told what becomes of stories. */
export const SubscribersFile = z.strictObject({
  subscribers: z.array(SubscriberDeclaration).default([]),
});
