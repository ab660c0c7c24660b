import { z } from 'zod';
import { TimelineEntry as Step } from '../shared/desk/desk.ts';

/** What the HTTP API answers, as far as the command line reads it; the rest is passed on as it is. */

/** RFC 9457. */
export const Problem = z.looseObject({
  title: z.string().optional(),
  detail: z.string().optional(),
  errors: z.array(z.looseObject({ pointer: z.string(), detail: z.string() })).optional(),
});
export type Problem = z.infer<typeof Problem>;

export const TimelineEntry = Step.loose();
export type TimelineEntry = z.infer<typeof TimelineEntry>;

export const StoryAnswer = z.looseObject({
  storyId: z.string(),
  headline: z.string(),
  state: z.string(),
  revision: z.number(),
  pass: z.number(),
  because: z.array(z.string()),
  timeline: z.array(TimelineEntry),
  url: z.string().nullable(),
});
export type StoryAnswer = z.infer<typeof StoryAnswer>;

export const Received = z.looseObject({
  submissionId: z.string(),
  storyId: z.string(),
  status: z.string(),
});
export type Received = z.infer<typeof Received>;

/** A file may hold several stories; each is taken or refused on its own. */
export const ReceivedSeveral = z.looseObject({
  items: z.array(
    z.looseObject({
      status: z.string(),
      storyId: z.string().optional(),
      problem: Problem.extend({ title: z.string(), detail: z.string() }).optional(),
    }),
  ),
});
export type ReceivedSeveral = z.infer<typeof ReceivedSeveral>;

export const SubmissionAnswer = z.looseObject({
  submissionId: z.string(),
  status: z.enum(['received', 'accepted', 'unchanged', 'superseded', 'failed']),
  because: z.array(z.string()),
});

/** The secret is there only when it has just been made. */
export const SourceAnswer = z.looseObject({
  id: z.string(),
  format: z.string(),
  auth: z.string(),
  name: z.string().optional(),
  section: z.string().optional(),
  sections: z.array(z.string()).optional(),
  trusted: z.boolean().optional(),
  origin: z.string().optional(),
  secret: z.string().optional(),
  /** Where it submits. */
  hook: z.string(),
});
export type SourceAnswer = z.infer<typeof SourceAnswer>;
export const SourceList = z.looseObject({ items: z.array(SourceAnswer) });

export const SourceRemoved = z.looseObject({ id: z.string(), removed: z.literal(true) });

export const TokenAnswer = z.looseObject({ name: z.string(), role: z.string(), token: z.string() });

export const TokenList = z.looseObject({
  items: z.array(
    z.looseObject({ name: z.string(), role: z.string(), made: z.string(), by: z.string() }),
  ),
});
export const TokenRemoved = z.looseObject({ name: z.string(), removed: z.literal(true) });

/** Why a story is not live, and what comes next. */
export const StandingAnswer = z.looseObject({ sentence: z.string() });

export const StoryList = z.looseObject({
  items: z.array(
    z.looseObject({
      storyId: z.string(),
      source: z.string(),
      headline: z.string(),
      state: z.string(),
      updated: z.string(),
      /** When it last set out. */
      began: z.string().optional(),
      claimedBy: z.string().nullable(),
    }),
  ),
  next: z.string().nullable(),
});
export type StoryList = z.infer<typeof StoryList>;

/** A story with what moderation has found in it. */
export const HeldStory = StoryAnswer.extend({
  source: z.string(),
  findings: z.array(
    z.looseObject({
      rule: z.string(),
      field: z.string(),
      excerpt: z.string(),
      reason: z.string(),
    }),
  ),
});
export type HeldStory = z.infer<typeof HeldStory>;

export const ClaimAnswer = z.looseObject({ by: z.string(), until: z.string() });

export const ReviewAnswer = z.looseObject({
  fields: z.record(z.string(), z.string()),
  similar: z.array(z.unknown()),
  claim: ClaimAnswer.nullable(),
});
export type ReviewAnswer = z.infer<typeof ReviewAnswer>;

const Waiting = z.looseObject({ count: z.number(), oldest: z.string().nullable() });

export const FlowAnswer = z.looseObject({
  readiness: z.looseObject({
    status: z.string(),
    archive: z.string(),
    redis: z.string(),
    site: z.string(),
    because: z.array(z.string()),
  }),
  open: z.looseObject({ submissions: Waiting, passes: Waiting }),
  stages: z
    .array(
      z.looseObject({
        stage: z.string(),
        waiting: z.number(),
        working: z.number(),
        delayed: z.number(),
        workers: z.number(),
        perMinute: z.number(),
        failed: z.number(),
        oldest: z.string().nullable(),
      }),
    )
    .nullable(),
  states: z.record(z.string(), z.number()).nullable(),
  oldest: StoryList.shape.items,
});
export type FlowAnswer = z.infer<typeof FlowAnswer>;

export const SubscriberAnswer = z.looseObject({
  id: z.string(),
  url: z.string(),
  events: z.array(z.string()),
  origin: z.string(),
  hasSecret: z.boolean(),
  disabled: z.looseObject({ since: z.string(), because: z.string() }).nullable(),
  failing: z.looseObject({ since: z.string(), because: z.string() }).nullable(),
  secret: z.string().optional(),
});
export type SubscriberAnswer = z.infer<typeof SubscriberAnswer>;
export const SubscriberList = z.looseObject({ items: z.array(SubscriberAnswer) });
export const SubscriberRemoved = z.looseObject({ id: z.string(), removed: z.literal(true) });

export const DeliveryAnswer = z.looseObject({
  id: z.string(),
  event: z.string(),
  storyId: z.string().nullable(),
  state: z.string(),
  made: z.string(),
  next: z.string().nullable(),
  because: z.string().nullable(),
  tries: z.array(
    z.looseObject({ at: z.string(), status: z.number().nullable(), error: z.string().nullable() }),
  ),
});
export type DeliveryAnswer = z.infer<typeof DeliveryAnswer>;
export const DeliveryList = z.looseObject({
  items: z.array(DeliveryAnswer),
  next: z.string().nullable(),
});
export const Replayed = z.looseObject({ sent: z.number(), more: z.boolean() });

export const Remoderated = z.looseObject({
  found: z.number(),
  sent: z.number(),
  skipped: z.number(),
  more: z.boolean(),
});

export const ErasureAnswer = z.looseObject({ storyId: z.string(), state: z.string() });

export const RepublicationAnswer = z.looseObject({
  state: z.string(),
  seen: z.number(),
  sent: z.number(),
  postponed: z.number(),
});
export type RepublicationAnswer = z.infer<typeof RepublicationAnswer>;

export const TrialAnswer = z.looseObject({
  looked: z.number(),
  changed: z.number(),
  items: z.array(
    z.looseObject({
      storyId: z.string(),
      headline: z.string(),
      from: z.string(),
      to: z.string(),
      findings: z.array(z.looseObject({ field: z.string(), excerpt: z.string() })),
    }),
  ),
});
export type TrialAnswer = z.infer<typeof TrialAnswer>;

export const UserAnswer = z.looseObject({ name: z.string(), role: z.string(), state: z.string() });
export const UserListAnswer = z.looseObject({ items: z.array(UserAnswer) });
export const InvitationAnswer = z.looseObject({
  name: z.string(),
  /** Path of the page that sets the password. */
  invitation: z.string(),
});

export const AuditAnswer = z.looseObject({
  items: z.array(
    z.looseObject({
      at: z.string(),
      by: z.string(),
      deed: z.string(),
      about: z.record(z.string(), z.unknown()),
      reason: z.string(),
    }),
  ),
  next: z.string().nullable(),
});
export type AuditAnswer = z.infer<typeof AuditAnswer>;
