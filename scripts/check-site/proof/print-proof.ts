import { patiently } from '../../../tests/support/patiently.ts';
import { type RunningNewsroom, runningNewsroom } from '../../../tests/support/running-newsroom.ts';
import { hostile, hostileInShort } from './hostile.ts';
import { openPictures, type PicturePool } from './pictures.ts';
import {
  EMBARGOED,
  embargoed,
  moved,
  type ProofStory,
  stories,
  storiesInShort,
  WITHDRAWN,
  withdrawn,
} from './stories.ts';

/** A picture's slow renditions and a busy machine: no less. */
const PATIENCE_MS = 180_000;

export type Reading = 'left-to-right' | 'right-to-left';

interface Printing {
  readonly reading: Reading;
  /** With one small picture. */
  readonly isShort: boolean;
  /** What it is at, for whoever waits. */
  tell(line: string): void;
}

/** A site that a real newsroom has published, still served by its own edge. */
export interface Proof {
  readonly url: string;
  /** Addresses that no page may lead to any more. */
  readonly withdrawn: readonly string[];
  /** Addresses that lead to a page's new one. */
  readonly moved: readonly string[];
  /** What must be readable nowhere. */
  readonly secrets: readonly string[];
  close(): Promise<void>;
}

/**
 * Runs a newsroom of its own (door, stages, Redis, stores in a temporary folder), sends it stories of
 * every kind and waits until all that they touch is published.
 */
export async function printProof(printing: Printing): Promise<Proof> {
  const { reading, isShort } = printing;
  const pictures = await openPictures(isShort);
  const newsroom = await runningNewsroom({
    newsroom: `scripts/check-site/proof/${reading}`,
    patienceMs: PATIENCE_MS,
    environment: { DATELINE_ALLOW_PRIVATE: pictures.host, DATELINE_CANARY: 'off' },
  });
  const close = async (): Promise<void> => {
    await newsroom.close();
    await pictures.close();
  };
  try {
    const addresses = await publishAll(newsroom, pictures, printing);
    return { url: newsroom.site, ...addresses, secrets: [WITHDRAWN, EMBARGOED], close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function publishAll(
  newsroom: RunningNewsroom,
  pictures: PicturePool,
  { isShort, tell }: Printing,
): Promise<Pick<Proof, 'withdrawn' | 'moved'>> {
  const live = (story: ProofStory): Promise<Live> => publish(newsroom, story);
  const [before, after] = moved;
  const [gone, former] = await Promise.all([
    live(withdrawn),
    live(before),
    newsroom.submit(embargoed),
  ]);
  tell('sending its stories');
  const all = isShort
    ? [...hostileInShort(pictures), ...storiesInShort(pictures)]
    : [...hostile(pictures), ...stories(pictures)];
  // Of all of them: what is still on its way must not fail while the newsroom is being closed.
  for (const sent of await Promise.allSettled(all.map(live))) {
    if (sent.status === 'rejected') throw sent.reason;
  }
  await withdraw(newsroom, gone);
  await newsroom.submit(after);
  await newsroom.page(former.path, 301);
  tell('waiting for its slow renditions and fronts');
  await untilQuiet(newsroom, isShort);
  return { withdrawn: [gone.path], moved: [former.path] };
}

async function withdraw(newsroom: RunningNewsroom, { storyId, path }: Live): Promise<void> {
  const decision = { revision: 1, reason: 'Named in error' };
  const answer = await newsroom.call(`/v1/stories/${storyId}/withdraw`, json(decision));
  if (!answer.ok) throw new Error(`${path}: ${await answer.text()}`);
  await newsroom.page(path, 410);
}

interface Live {
  readonly storyId: string;
  readonly path: string;
}

/** What moderation holds, an editor lets go. */
async function publish(newsroom: RunningNewsroom, story: ProofStory): Promise<Live> {
  const { storyId } = await newsroom.submit(story);
  const first = await newsroom.until(storyId, 'live', 'held');
  if (first.state === 'held') {
    const decision = { revision: first.revision, reason: 'For the proof' };
    const answer = await newsroom.call(`/v1/stories/${storyId}/release`, json(decision));
    if (!answer.ok) throw new Error(`${story.externalId}: ${await answer.text()}`);
  }
  const { url } = await newsroom.until(storyId, 'live');
  return { storyId, path: new URL(url ?? '').pathname };
}

const json = (body: object): RequestInit => ({
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
});

/** Every pass has ended, those of slow renditions too, and every front shows it; search is a minute behind. */
async function untilQuiet({ services }: RunningNewsroom, isShort: boolean): Promise<void> {
  const { archive, catalogue } = services;
  await patiently(async () => {
    for await (const { key } of archive.store.list('open/')) return `has ${key}`;
    const dirty = (await catalogue.dirtyFronts()).filter((front) => !isShort || front !== 'search');
    return dirty.length > 0 ? `has dirty fronts: ${dirty.join(' ')}` : {};
  }, PATIENCE_MS);
}
