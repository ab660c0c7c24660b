import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { openDirectory } from '../../../../src/shared/object-store/directory.ts';
import type { ObjectStore } from '../../../../src/shared/object-store/object-store.ts';
import type { Story, StoryImage } from '../../../../src/shared/story.ts';
import type { ImageTools } from '../../../../src/workers/images/image-tools.ts';
import { createImageTools } from '../../../../src/workers/images/image-tools.ts';
import { UnusablePicture } from '../../../../src/workers/images/unusable-picture.ts';

/** An archive in a folder of its own, gone after the test; `puts` lists what was written. */
async function openArchive(): Promise<{ store: ObjectStore; puts: string[] }> {
  const folder = await mkdtemp(join(tmpdir(), 'dateline-images-'));
  const store = openDirectory(folder);
  onTestFinished(async () => {
    await store.close();
    await rm(folder, { recursive: true });
  });
  const puts: string[] = [];
  const put = store.put.bind(store);
  store.put = (key, ...rest) => {
    puts.push(key);
    return put(key, ...rest);
  };
  return { store, puts };
}

export interface Bench {
  readonly store: ObjectStore;
  readonly puts: string[];
  readonly tools: ImageTools;
  /** Addresses asked for. */
  readonly fetched: string[];
}

/** The stage's tools with a web of these pictures; any other address answers 404. */
export async function openBench(web: Readonly<Record<string, Buffer | Error>>): Promise<Bench> {
  const { store, puts } = await openArchive();
  const real = createImageTools({ store, allowPrivate: [] });
  onTestFinished(() => real.close());
  const fetched: string[] = [];
  const tools: ImageTools = {
    ...real,
    fetchOriginal: async (address) => {
      fetched.push(address);
      const answer = web[address] ?? new UnusablePicture('answered 404');
      if (answer instanceof Error) throw answer;
      return { body: answer, validators: {} };
    },
  };
  return { store, puts, tools, fetched };
}

export const linked = (url: string, rest: Partial<StoryImage> = {}): StoryImage => ({
  id: url,
  url,
  role: 'lead',
  ...rest,
});

export const storyWith = (images: readonly StoryImage[]): Story => ({
  schema: 1,
  storyId: 'abcdefghijklmnopqrst',
  revision: 1,
  source: 'demo',
  externalId: 'one',
  submissionId: 'sub',
  headline: 'Bridge reopens',
  slug: 'bridge-reopens',
  section: 'world',
  keywords: [],
  language: 'en',
  body: '<p>It reopened.</p>',
  submittedBody: '<p>It reopened.</p>',
  removed: [],
  images: [...images],
  authors: [],
  corrections: [],
  notes: [],
  received: '2026-11-23T12:00:00Z',
});

export const neverAborted = new AbortController().signal;
