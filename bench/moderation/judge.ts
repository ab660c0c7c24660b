import type { Finding } from '../../src/shared/finding.ts';
import { policyFor } from '../../src/shared/moderation-policy.ts';
import type { Story } from '../../src/shared/story.ts';
import { makeStory } from '../../src/workers/ingest/make-story.ts';
import type { Layer } from '../../src/workers/moderation/classifier/learn.ts';
import { loadModel } from '../../src/workers/moderation/classifier/load-model.ts';
import type { Model } from '../../src/workers/moderation/classifier/model.ts';
import { moderate, openModeration } from '../../src/workers/moderation/moderate.ts';

const section = { slug: 'news', name: 'News' };
const policy = policyFor({ default: {}, sections: {} }, { section: 'news', source: undefined });
let model = loadModel();
let tools = { ...openModeration([], { model }), policy };

/** Judges by another classifier from now on. */
export function useModel(other: Model): void {
  model = other;
  tools = { ...openModeration([], { model }), policy };
}

/** Judges by what reviewers have taught as well. */
export function useLayer(layer: Layer): void {
  tools = { ...openModeration([], { model, layer }), policy };
}

const headline = 'Untitled';

/** The story that ingest makes of a text or of a page that a source sends as the body. */
export function storyOf(body: string, language: string): Story {
  const { story } = makeStory({
    submitted: {
      externalId: '1',
      status: 'usable',
      headline,
      body,
      language,
      keywords: [],
      images: [],
      authors: [],
      corrections: [],
    },
    source: { id: 'wire', trusted: false },
    site: { language: 'en', sections: [section] },
    submissionId: '1',
    storyId: '1',
    received: '2026-11-22T09:00:00.000Z',
    imageHashes: [],
  });
  return { ...story, revision: 1 };
}

export interface Judged {
  readonly verdict: 'approved' | 'held' | 'rejected';
  readonly because: readonly string[];
  readonly findings: readonly Finding[];
  /** Of moderation alone. */
  readonly ms: number;
  readonly result: unknown;
}

/** By the default policy, without lists of a newsroom. */
export async function judge(body: string, language: string): Promise<Judged> {
  const story = storyOf(body, language);
  const began = performance.now();
  const { verdict, because, findings = [], result } = await moderate({ story }, tools);
  return { verdict, because, findings, result, ms: performance.now() - began };
}

/** Whether a person can see why: a sentence, and a place in a field that is there. */
export function isExplained({ because, findings }: Judged, body: string): boolean {
  const placed = deciding(findings).filter(
    ({ field, offset, length, reason }) =>
      field !== '/body' || (length > 0 && offset + length <= body.length && reason.trim() !== ''),
  );
  return because.length > 0 && placed.length > 0;
}

/** Whether the story would run without what was found; a body of which nothing is left cannot. */
export async function flips({ findings }: Judged, body: string, language: string) {
  const rest = without(body, deciding(findings));
  if (rest.replace(/<[^<>]*>/g, '').trim() === '') return true;
  return (await judge(rest, language)).verdict === 'approved';
}

/** Those that speak against the story. */
const deciding = (findings: readonly Finding[]): Finding[] =>
  findings.filter(({ action, weight }) => action !== 'note' || weight > 0);

function without(body: string, findings: readonly Finding[]): string {
  const spans = findings
    .filter(({ field }) => field === '/body')
    .map(({ offset, length }) => ({ start: offset, end: offset + length }))
    .sort((a, b) => a.start - b.start);
  let rest = '';
  let at = 0;
  for (const { start, end } of spans) {
    rest += body.slice(at, Math.max(at, start));
    at = Math.max(at, end);
  }
  return rest + body.slice(at);
}
