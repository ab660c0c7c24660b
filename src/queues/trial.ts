import { z } from 'zod';
import { BlockedList } from '../shared/blocked-list.ts';
import { Finding } from '../shared/finding.ts';
import { PolicyPart } from '../shared/moderation-policy.ts';

/** Terms of a list on trial: what a person would write by hand, not a whole lexicon. */
export const MOST_TRIAL_TERMS = 2000;
const MOST_STORIES = 2000;
/** Stories told one by one. */
export const MOST_TOLD = 200;

/** Characters of a text on trial. */
export const MOST_TEXT = 20_000;

/** A list as it would be; one in force with the same name is left out. */
const TrialList = BlockedList.extend({
  terms: BlockedList.shape.terms.max(MOST_TRIAL_TERMS),
  exceptions: BlockedList.shape.exceptions.unwrap().max(MOST_TRIAL_TERMS).optional(),
});

/** What would moderation have said of the newest stories, were its lists or its policy others? */
export const TrialQuestion = z.strictObject({
  /** How many stories, newest change first. */
  last: z.int().min(1).max(MOST_STORIES).default(200),
  /** Judged in the place of stories; it is no story's, and `storyId` in the answer is empty. */
  text: z.string().min(1).max(MOST_TEXT).optional(),
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
