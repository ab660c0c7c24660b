import { storyIdFor } from './ids.ts';
import type { Source } from './sources.ts';

/** No source can have this name, so nobody can submit in it. */
const canarySource = '_canary';

/** With a picture and without. */
export const canaryKinds = ['text', 'picture'] as const;
export type CanaryKind = (typeof canaryKinds)[number];

export const canaryStoryId = (kind: CanaryKind): string => storyIdFor(canarySource, kind);

/** Where its page lies; nothing links there. */
export const canaryPath = (externalId: string): string => `/${canarySource}/${externalId}/`;

/** What the keys of its pages in the site begin with. */
export const canaryPrefix = `${canarySource}/`;

/**
 * Stories of our own that go the whole route every minute, to prove that it moves. Nothing that
 * lists or counts stories knows of them.
 */
export const isCanary = ({ source }: { readonly source: string }): boolean =>
  source === canarySource;

const ids: ReadonlySet<string> = new Set(canaryKinds.map(canaryStoryId));
export const isCanaryId = (storyId: string): boolean => ids.has(storyId);

/** What ingest must know of whoever submits; there are no secrets that would let one in by the door. */
export const canaryAsSource: Source = {
  ...{ id: canarySource, format: 'dateline', auth: 'standard-webhooks', trusted: true },
  ...{ secrets: [], origin: 'declared' },
};
