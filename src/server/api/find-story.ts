import type { FastifyBaseLogger } from 'fastify';
import { z } from 'zod';
import { keys } from '../../shared/archive/keys.ts';
import { decodeSubmission } from '../../shared/archive/submission.ts';
import type { DeskEntry } from '../../shared/desk/desk.ts';
import { isStoryId, isSubmissionId, storyIdFor } from '../../shared/ids.ts';
import { urlOf } from '../../shared/web/url-of.ts';
import { wantedBy } from '../edge/site-path.ts';
import type { ServerTools } from '../server-tools.ts';
import { readStory } from './read-story.ts';
import { findKey } from './submissions.ts';

/** Sources whose id for a story is tried, and how many at once. */
const MOST_SOURCES = 500;
const AT_ONCE = 32;
const PAGE = 'index.html';

const Reservation = z.object({ storyId: z.string() });

/**
 * The stories that a text names exactly: by story or submission id, by address on the site or the
 * desk, by a source's own id. Read from the archive, so that what Redis never knew is found too.
 */
export async function storiesNamed(
  tools: ServerTools,
  { text, source }: { readonly text: string; readonly source: string | undefined },
  log: FastifyBaseLogger,
): Promise<DeskEntry[]> {
  const ids = new Set([
    ...idsIn(text),
    ...(await idByPage(tools, text)),
    ...(await idBySubmission(tools, text)),
    ...(await idsByExternal(tools, text, source)),
  ]);
  const stories = await Promise.all([...ids].map((storyId) => readStory(tools, storyId, log)));
  return stories.flatMap((story) => {
    if (story === undefined) return [];
    const { storyId, externalId, headline, state, revision, pass, timeline } = story;
    const updated = timeline.at(-1)?.at ?? new Date().toISOString();
    const about = { storyId, source: story.source, externalId, headline };
    return [{ ...about, state, revision, pass, updated }];
  });
}

/** An id, or an address that ends with one. */
function idsIn(text: string): string[] {
  const last = /(?:^|\/(?:stories|review)\/)([a-z2-7]{20})(?:$|[/?#])/.exec(text)?.[1];
  return last !== undefined && isStoryId(last) ? [last] : [];
}

/** Paths are reserved for good: a former one leads to its story too. */
async function idByPage({ services }: ServerTools, text: string): Promise<string[]> {
  const path = urlOf(text)?.pathname ?? text;
  if (!path.startsWith('/')) return [];
  const wanted = wantedBy(path);
  if (wanted.kind !== 'object' && wanted.kind !== 'slashless') return [];
  if (!wanted.key.endsWith(`/${PAGE}`)) return [];
  const found = await services.archive.store.get(
    keys.path(`/${wanted.key.slice(0, -PAGE.length)}`),
  );
  if (found === undefined) return [];
  return [Reservation.parse(JSON.parse(found.body.toString('utf8'))).storyId];
}

async function idBySubmission({ services }: ServerTools, text: string): Promise<string[]> {
  if (!isSubmissionId(text)) return [];
  const known = await findKey(services.archive, text);
  if (known?.storyId) return [known.storyId];
  const waiting = await services.archive.store.get(keys.inbox(text));
  const storyId = waiting && decodeSubmission(waiting.body).envelope.storyId;
  return storyId ? [storyId] : [];
}

async function idsByExternal(
  { services }: ServerTools,
  text: string,
  source: string | undefined,
): Promise<string[]> {
  const sources =
    source === undefined
      ? (await services.sources.list()).slice(0, MOST_SOURCES).map(({ id }) => id)
      : [source];
  const found: string[] = [];
  for (let at = 0; at < sources.length; at += AT_ONCE) {
    const ids = sources.slice(at, at + AT_ONCE).map((id) => storyIdFor(id, text));
    const heads = await Promise.all(ids.map((id) => services.archive.store.head(keys.head(id))));
    found.push(...ids.filter((_, which) => heads[which] !== undefined));
  }
  return found;
}
