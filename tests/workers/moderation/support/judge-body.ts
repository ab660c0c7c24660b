import type { Finding } from '../../../../src/shared/finding.ts';
import { type ModerationPolicy, policyFor } from '../../../../src/shared/moderation-policy.ts';
import type { Story } from '../../../../src/shared/story.ts';
import { makeStory } from '../../../../src/workers/ingest/make-story.ts';
import { moderate, openModeration } from '../../../../src/workers/moderation/moderate.ts';

const site = { language: 'en', sections: [{ slug: 'world', name: 'World' }] };
const usual = policyFor({ default: {}, sections: {} }, { section: 'world', source: undefined });
const rulebook = openModeration([]);

/** The story that ingest makes of a body that a source sends. */
export function storyOf(body: string, of: Partial<Story> = {}): Story {
  const { story } = makeStory({
    submitted: {
      ...{ externalId: '1', status: 'usable', headline: 'New bridge opens', body },
      ...{ keywords: [], images: [], authors: [], corrections: [] },
    },
    source: { id: 'wire', trusted: false },
    site,
    submissionId: 's',
    storyId: 'story',
    received: '2026-11-22T09:00:00.000Z',
    imageHashes: [],
  });
  return { ...story, revision: 1, ...of };
}

/** The verdict on a body, and the findings that speak against it. */
export async function judgeBody(
  body: string,
  { story, policy = {} }: { story?: Partial<Story>; policy?: Partial<ModerationPolicy> } = {},
) {
  const judged = await moderate(
    { story: storyOf(body, story) },
    { ...rulebook, policy: { ...usual, ...policy } },
  );
  const findings = judged.findings ?? [];
  return { ...judged, findings, against: findings.filter(({ weight }) => weight > 0) };
}

/** A body without the places of some findings. */
export function without(body: string, findings: readonly Finding[]): string {
  const places = findings
    .filter(({ field }) => field === '/body')
    .toSorted((a, b) => a.offset - b.offset);
  let rest = '';
  let at = 0;
  for (const { offset, length } of places) {
    rest += body.slice(at, Math.max(at, offset));
    at = Math.max(at, offset + length);
  }
  return rest + body.slice(at);
}
