import { z } from 'zod';
import { keys } from '../../shared/archive/keys.ts';
import { Conflict } from '../../shared/errors.ts';
import type { ObjectStore } from '../../shared/object-store/object-store.ts';

const Reservation = z.object({ schema: z.literal(1), storyId: z.string() });

/** Numbered suffixes tried before the story's own id, which nobody else has, ends the search. */
const maxSuffix = 20;

export interface PathSubject {
  readonly section: string;
  readonly slug: string;
  readonly storyId: string;
  /** Day of the (planned) first publication in the site's zone, `yyyy-mm-dd`. */
  readonly day: string;
}

/** The path a story wants: `/<section>/<yyyy>/<mm>/<dd>/<slug>/`. */
export function basePath({ section, slug, storyId, day }: PathSubject): string {
  const isName = /^[\p{L}\p{M}\p{N}]+(-+[\p{L}\p{M}\p{N}]+)*$/u.test(slug);
  const name = isName ? slug : `story-${storyId.slice(0, 8)}`;
  return `/${section}/${day.replaceAll('-', '/')}/${name}/`;
}

/** Whether a story that lives at `path` may stay there while it wants `base`. */
export function staysAt(path: string, base: string, storyId: string): boolean {
  return [...candidates(base, storyId)].includes(path);
}

/**
 * Reserves the path for the story, or the first free one after it (`-2`, `-3` …). Asked again it
 * gives the same answer: reservations are never taken back.
 */
export async function reservePath(
  store: ObjectStore,
  base: string,
  storyId: string,
): Promise<string> {
  for (const path of candidates(base, storyId)) {
    if ((await ownerOf(store, path, storyId)) === storyId) return path;
  }
  throw new Conflict(`No path is free for story ${storyId} at ${base}`);
}

function* candidates(base: string, storyId: string): Generator<string> {
  yield base;
  for (let n = 2; n <= maxSuffix; n += 1) yield `${base.slice(0, -1)}-${n}/`;
  yield `${base.slice(0, -1)}-${storyId}/`;
}

/** Takes the path if it is free; says whose it is. */
async function ownerOf(store: ObjectStore, path: string, storyId: string): Promise<string> {
  const key = keys.path(path);
  try {
    await store.put(
      key,
      JSON.stringify({ schema: 1, storyId } satisfies z.infer<typeof Reservation>),
      { contentType: 'application/json' },
      { ifAbsent: true },
    );
    return storyId;
  } catch (error) {
    if (!(error instanceof Conflict)) throw error;
    const found = await store.get(key);
    if (found === undefined) throw error;
    return Reservation.parse(JSON.parse(found.body.toString('utf8'))).storyId;
  }
}
