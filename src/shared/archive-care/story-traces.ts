import type { z } from 'zod';
import type { Archive } from '../archive/archive.ts';
import { StageDocument } from '../archive/documents.ts';
import { keys } from '../archive/keys.ts';
import { ImagesResult } from '../archive/pictures.ts';
import { Release, RenderResult, type SiteObject } from '../archive/publication.ts';
import { inParts } from '../object-store/in-parts.ts';
import { Story } from '../story.ts';

/** What the record of one or more stories names of the rest of the archive. */
export interface Traces {
  /** SHA-256 of originals. */
  readonly pictures: Set<string>;
  readonly objects: SiteObject[];
}

export const noTraces = (): Traces => ({ pictures: new Set(), objects: [] });

/** Adds what the document under the key names. A document that is gone names nothing. */
export async function trace(archive: Archive, key: string, found: Traces): Promise<void> {
  if (key.includes('/revisions/')) {
    const story = await read(archive, key, Story);
    for (const { sha256 } of story?.images ?? []) if (sha256) found.pictures.add(sha256);
  } else if (key.endsWith('/release.json')) {
    const release = await read(archive, key, Release);
    found.objects.push(...(release?.objects ?? []));
  } else if (/\/(images|renditions)\.json$/.test(key)) {
    const images = ImagesResult.safeParse((await read(archive, key, StageDocument))?.result);
    for (const { sha256 } of images.data?.images ?? []) found.pictures.add(sha256);
  } else if (key.endsWith('/render.json')) {
    const rendered = RenderResult.safeParse((await read(archive, key, StageDocument))?.result);
    found.objects.push(...(rendered.data?.objects ?? []));
  }
}

/** Past the archive's memory: of a whole archive nothing is read twice. */
async function read<T>(
  { store }: Archive,
  key: string,
  schema: z.ZodType<T>,
): Promise<T | undefined> {
  const stored = await store.get(key);
  return stored && schema.parse(JSON.parse(stored.body.toString('utf8')));
}

/** Pictures among `candidates` that other stories name. Reads the record of every story. */
export async function picturesOfOthers(
  archive: Archive,
  storyId: string,
  candidates: ReadonlySet<string>,
): Promise<ReadonlySet<string>> {
  const found = noTraces();
  if (candidates.size === 0) return found.pictures;
  for await (const part of inParts(archive.store.list(keys.storiesPrefix), 64)) {
    const others = part.flatMap(({ key }) => (key.startsWith(keys.story(storyId)) ? [] : [key]));
    await Promise.all(
      others
        .filter((key) => /\/revisions\/|\/(images|renditions)\.json$/.test(key))
        .map((key) => trace(archive, key, found)),
    );
    if ([...candidates].every((sha256) => found.pictures.has(sha256))) break;
  }
  return found.pictures;
}
