import { z } from 'zod';
import { Finding } from '../../../shared/finding.ts';
import type { HttpHook } from '../../../shared/moderation-policy.ts';
import { signWebhook } from '../../../shared/standard-webhooks.ts';
import type { Story } from '../../../shared/story.ts';
import { readField } from '../../../shared/story-fields.ts';
import type { AskOutside } from './opinion.ts';

const MOST_FINDINGS = 50;

/** What a hook answers; a finding without a place is about the whole body. */
const Answer = z.object({
  findings: z
    .array(
      z.object({
        action: Finding.shape.action,
        reason: z.string().min(1).max(500),
        weight: z.number().min(0).max(10).default(1),
        field: z.string().max(100).default('/body'),
        offset: z.int().nonnegative().default(0),
        length: z.int().nonnegative().optional(),
      }),
    )
    .max(MOST_FINDINGS),
});

/**
 * Asks a newsroom's own service: a signed POST of the story's texts, answered by findings. Signed as
 * by Standard Webhooks; the id is the same when a story is asked about again.
 */
export const askHttpHook: AskOutside<HttpHook> = async (hook, { story, id, signal }, web) => {
  const body = Buffer.from(JSON.stringify(told(story)));
  const answer = await web.ask(
    new URL(hook.url),
    {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        accept: 'application/json',
        ...signWebhook(hook.secret, { id, body }),
      },
      body,
    },
    signal,
  );
  const { findings } = Answer.parse(JSON.parse(answer.body.toString('utf8')));
  return findings.map((finding) => placed(finding, story, hook.name));
};

const told = (story: Story) => ({
  storyId: story.storyId,
  revision: story.revision,
  source: story.source,
  section: story.section,
  language: story.language,
  headline: story.headline,
  description: story.description ?? null,
  byline: story.byline ?? null,
  keywords: story.keywords,
  /** As submitted: what findings point into. */
  body: story.submittedBody,
});

/** A place that the story does not have becomes the whole field. */
function placed(
  { action, reason, weight, ...place }: z.infer<typeof Answer>['findings'][number],
  story: Story,
  name: string,
): Finding {
  const known = readField(story, place.field);
  const field = known === undefined ? '/body' : place.field;
  const text = known ?? story.submittedBody;
  const length = place.length ?? text.length - place.offset;
  const fits = known !== undefined && length > 0 && place.offset + length <= text.length;
  const spot = fits ? { offset: place.offset, length } : { offset: 0, length: text.length };
  const excerpt = text.slice(spot.offset, spot.offset + Math.min(spot.length, 120));
  return { rule: `hook:${name}`, action, weight, field, ...spot, excerpt, reason };
}
