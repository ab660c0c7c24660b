import { z } from 'zod';
import { State } from '../../shared/archive/documents.ts';
import { Finding } from '../../shared/finding.ts';
import { isStoryId, isSubmissionId } from '../../shared/ids.ts';

/** What the API answers about stories (DESIGN: contract). Fields may be added, never taken away. */

const TimelineEntry = z
  .object({
    stage: z.string(),
    verdict: z.string(),
    at: z.string().describe('End of the step, RFC 3339 UTC'),
    ms: z.number(),
    waitMs: z.number(),
    attempt: z.int(),
    revision: z.int(),
    pass: z.int(),
    because: z.array(z.string()).readonly(),
    submission: z
      .string()
      .optional()
      .describe('The submission that made no revision: unchanged, superseded or failed'),
  })
  .meta({ id: 'TimelineEntry' });

export const StoryAnswer = z
  .object({
    storyId: z.string(),
    source: z.string(),
    externalId: z.string(),
    headline: z.string(),
    state: State.describe('Of the newest revision'),
    revision: z.int().describe('The newest; 0 until the first has been ingested'),
    pass: z.int(),
    verdict: z.string().describe('Of the newest step'),
    because: z.array(z.string()).readonly(),
    findings: z.array(Finding).readonly(),
    derived: z
      .object({ from: z.int(), by: z.string(), reason: z.string() })
      .nullable()
      .describe('Set where the newest revision is a repair of another one'),
    timeline: z.array(TimelineEntry).readonly(),
    url: z.string().nullable(),
    live: z.object({ revision: z.int(), url: z.string(), at: z.string() }).nullable(),
  })
  .meta({ id: 'Story' });
export type StoryAnswer = z.infer<typeof StoryAnswer>;

export const StoryList = z
  .object({
    items: z.array(
      z.object({
        storyId: z.string(),
        source: z.string(),
        externalId: z.string(),
        headline: z.string(),
        state: State,
        revision: z.int(),
        pass: z.int(),
        updated: z.string(),
        began: z.string().optional().describe('When it last set out on the route'),
        claimedBy: z.string().nullable().describe('Who reads it for review just now'),
      }),
    ),
    next: z.string().nullable().describe('The cursor of the next page'),
  })
  .meta({ id: 'StoryList' });
export type StoryList = z.infer<typeof StoryList>;

export const SubmissionAnswer = z
  .object({
    submissionId: z.string(),
    storyId: z.string().nullable(),
    status: z.enum(['received', 'accepted', 'unchanged', 'superseded', 'failed']),
    because: z.array(z.string()).readonly(),
  })
  .meta({ id: 'Submission' });
export type SubmissionAnswer = z.infer<typeof SubmissionAnswer>;

export const StoryParams = z.object({ id: z.string().refine(isStoryId) });
export const SubmissionParams = z.object({ id: z.string().refine(isSubmissionId) });
