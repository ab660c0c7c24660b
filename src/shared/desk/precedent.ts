import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { DecisionDocument } from '../archive/decision-document.ts';
import type { Finding } from '../finding.ts';
import type { Story } from '../story.ts';
import { readField } from '../story-fields.ts';

/** Words longer than this say no more than their place. */
const LONGEST_WORDS = 80;
/** Findings of one story by which another like it is found. */
const MOST_LIKENESSES = 20;

/** A past decision, as a reviewer of a like story wants to see it. */
export const Precedent = z.object({
  storyId: z.string(),
  pass: z.int(),
  headline: z.string(),
  source: z.string(),
  action: z.enum(['released', 'repaired', 'rejected']),
  by: z.string(),
  at: z.string(),
  reason: z.string(),
  /** Rules that the person called wrong. */
  falseAlarm: z.array(z.string()),
});
export type Precedent = Readonly<z.infer<typeof Precedent>>;

/** `undefined` for a decision that no held story can be like. */
export function precedentOf(decision: DecisionDocument, story: Story): Precedent | undefined {
  const { storyId, pass, by, at, reason } = decision;
  const action = verdictOf(decision);
  if (action === undefined || decision.found.length === 0) return undefined;
  const falseAlarm = [...new Set(decision.falseAlarm.map(({ rule }) => rule))];
  const { headline, source } = story;
  return { storyId, pass, headline, source, action, by, at, reason, falseAlarm };
}

function verdictOf({ action, repairs }: DecisionDocument): Precedent['action'] | undefined {
  if (action === 'reject') return 'rejected';
  if (action !== 'release') return undefined;
  return repairs.length > 0 ? 'repaired' : 'released';
}

/** By what a story is like another: the same rule and source, or the same words found. */
export function likenessesOf(findings: readonly Finding[], story: Story): string[] {
  const all = findings.flatMap((finding) => {
    const words = wordsAt(finding, story);
    const byRule = `rule:${finding.rule}:${story.source}`;
    return words === undefined ? [byRule] : [byRule, `words:${digest(words)}`];
  });
  return [...new Set(all)].slice(0, MOST_LIKENESSES);
}

function wordsAt({ field, offset, length }: Finding, story: Story): string | undefined {
  if (length === 0 || length > LONGEST_WORDS) return undefined;
  const text = readField(story, field)?.slice(offset, offset + length);
  return text?.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim() || undefined;
}

const digest = (text: string): string =>
  createHash('sha256').update(text).digest('hex').slice(0, 20);
