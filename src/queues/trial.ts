import { z } from 'zod';
import { Finding } from '../shared/finding.ts';
import { PolicyPart } from '../shared/moderation-policy.ts';
import { BlockedList } from '../shared/newsroom.ts';

/** Terms of a list on trial: what a person would write by hand, not a whole lexicon. */
const MOST_TERMS = 2000;
const MOST_STORIES = 2000;
/** Stories told one by one. */
export const MOST_TOLD = 200;

/** A list as it would be; one in force with the same name is left out. */
const TrialList = BlockedList.extend({
  terms: BlockedList.shape.terms.max(MOST_TERMS),
  exceptions: BlockedList.shape.exceptions.unwrap().max(MOST_TERMS).optional(),
});

/** What would moderation have said of the newest stories, were its lists or its policy others? */
export const TrialQuestion = z.strictObject({
  /** How many stories, newest change first. */
  last: z.int().min(1).max(MOST_STORIES).default(200),
  lists: z.array(TrialList).max(20).optional(),
  policy: PolicyPart.optional(),
  /** Against what the record says, or what moderation would say now without these lists. */
  against: z.enum(['record', 'without']).default('record'),
});
export type TrialQuestion = Readonly<z.infer<typeof TrialQuestion>>;

export const TrialAnswer = z
  .object({
    /** Stories judged. */
    looked: z.int(),
    /** Those whose verdict would be another. */
    changed: z.int(),
    /** How many would come to each verdict. */
    verdicts: z.record(z.string(), z.int()),
    rulesVersion: z.string(),
    /** Those with another verdict first, then those in which something else is found. */
    items: z.array(
      z.object({
        storyId: z.string(),
        revision: z.int(),
        source: z.string(),
        headline: z.string(),
        from: z.string(),
        to: z.string(),
        because: z.array(z.string()),
        /** Found now and not before. */
        findings: z.array(Finding),
      }),
    ),
  })
  .meta({ id: 'TrialAnswer' });
export type TrialAnswer = Readonly<z.infer<typeof TrialAnswer>>;
