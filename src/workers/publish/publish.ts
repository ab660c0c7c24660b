import type { Published } from '../../queues/stage.ts';
import { appoint } from '../../shared/archive/appointments.ts';
import type { Archive, HeldHead } from '../../shared/archive/archive.ts';
import type { Head } from '../../shared/archive/documents.ts';
import { endPass } from '../../shared/archive/passes.ts';
import { ImagesResult } from '../../shared/archive/pictures.ts';
import {
  type Release,
  RenderResult,
  renditionKeys,
  type SiteObject,
} from '../../shared/archive/publication.ts';
import { isReadable } from '../../shared/catalogue/front-names.ts';
import { Throttled } from '../../shared/errors.ts';
import { mediaFolder } from '../../shared/site-media.ts';
import type { Story } from '../../shared/story.ts';
import { composeRelease } from './compose-release.ts';
import { dirtOf } from './dirt-of.ts';
import { overtaken, superseded } from './overtaken.ts';
import type { PublishTools } from './publish-tools.ts';
import { Overtaken } from './put-object.ts';
import { putRelease } from './put-release.ts';
import { standingOf } from './standing.ts';

/** How much too soon an embargo's timer may go off: clocks differ, and S3's has whole seconds. */
const MOST_EARLY_MS = 2000;
const ASK_AGAIN_MS = 100;

/**
 * Puts one pass into the site: assets, pictures, page; then the head says that it is live. Fenced:
 * a pass that is no longer the head's writes nothing more, and the newer one undoes what it wrote.
 */
export async function publish(
  { story, pass }: { readonly story: Story; readonly pass: number },
  tools: PublishTools,
): Promise<Published> {
  const { archive } = tools;
  const head = (await archive.head(story.storyId))?.head;
  if (head === undefined) return superseded;
  if (head.pass !== pass) return overtaken(head, pass, tools);
  if (head.ended !== null) return publishedBefore(head, tools);
  const rendered = RenderResult.parse((await archive.stage(story.storyId, pass, 'render'))?.result);
  const early = rendered.card === null ? 0 : await msEarly(story, tools);
  if (early > 0) return waitForEmbargo({ story, head, early }, archive);
  const release = await composeRelease(tools, { head, revision: story.revision, rendered });
  if (rendered.card === null) {
    const soiled = await leaveFronts(release, tools);
    if (soiled !== undefined) return { verdict: 'waits', soiled };
  }
  // Read again after the release is recorded: either we see the newer pass, or it sees our release.
  const read = await archive.head(story.storyId);
  if (read === undefined) return superseded;
  if (read.head.pass !== pass) return overtaken(read.head, pass, tools);
  try {
    await putRelease(release, tools, await standingOf(archive, head));
  } catch (error) {
    if (!(error instanceof Overtaken)) throw error;
    const now = await archive.head(story.storyId);
    if (now === undefined || now.head.pass === pass) throw error;
    return overtaken(now.head, pass, tools);
  }
  if (rendered.card !== null) await appointChanges(archive, { story, pass, rendered });
  return end(release, { read, rendered, hasPictures: story.images.length > 0, tools });
}

/** A re-run after the head was changed: only what follows is left to do. */
async function publishedBefore(head: Head, { archive }: PublishTools): Promise<Published> {
  const release = await archive.release(head.storyId, head.pass);
  if (release !== undefined && head.live?.pass === head.pass) {
    return { verdict: 'live', release, because: readableAt(head.live.url), head, isRerun: true };
  }
  const state = head.ended?.state;
  if (state === 'scheduled') return { verdict: 'scheduled', because: head.ended?.because ?? [] };
  if (release === undefined || state !== 'withdrawn') return superseded;
  return { verdict: state, release, because: head.ended?.because ?? [], head, isRerun: true };
}

/** How long its embargo still lasts, asked at the moment of release. */
async function msEarly({ embargoed }: Story, tools: PublishTools): Promise<number> {
  if (embargoed === undefined) return 0;
  return Date.parse(embargoed) - (await tools.storeTime()).getTime();
}

/** A pass that was opened a moment too soon waits where it is; else it is built for later. */
function waitForEmbargo(
  { story, head, early }: { story: Story; head: Head; early: number },
  archive: Archive,
): Promise<Published> {
  if (head.trigger === 'schedule' && early <= MOST_EARLY_MS) {
    throw new Throttled('waits for the last moments of its embargo', Math.min(early, ASK_AGAIN_MS));
  }
  return scheduled(story, head.pass, archive);
}

/** Built, and waits for its time: the archive's schedule is the truth of it. */
async function scheduled(story: Story, pass: number, archive: Archive): Promise<Published> {
  const at = story.embargoed ?? '';
  const { storyId, revision } = story;
  await appoint(archive.store, { storyId, pass, at, action: 'release', revision });
  const because = [`Under embargo until ${at}.`];
  const ending = { state: 'scheduled', because } as const;
  const head = await endPass(archive, { storyId: story.storyId, pass }, ending);
  return head.pass === pass ? { verdict: 'scheduled', because } : superseded;
}

/** What will happen to a live page by itself: its pictures come and go, then all of it goes. */
async function appointChanges(
  { store }: Archive,
  { story, pass, rendered }: { story: Story; pass: number; rendered: RenderResult },
): Promise<void> {
  const { storyId, revision, expires } = story;
  for (const at of rendered.turns) {
    if (expires !== undefined && Date.parse(expires) <= Date.parse(at)) break;
    await appoint(store, { storyId, pass, at, action: 'pictures', revision });
  }
  if (expires !== undefined) {
    await appoint(store, { storyId, pass, at: expires, action: 'expire', revision });
  }
}

/** A withdrawal takes the story from the fronts before its page goes; tells which must be rendered. */
async function leaveFronts(
  release: Release,
  { catalogue, pageSize }: PublishTools,
): Promise<readonly string[] | undefined> {
  const { storyId, affected } = release;
  if (await catalogue.isListed(storyId)) {
    await catalogue.remove(storyId, affected, dirtOf(release, pageSize));
    return affected;
  }
  const dirty = await catalogue.dirtyFronts();
  // Sitemaps and search let go of it in their own time.
  const isShown = affected.some((front) => isReadable(front) && dirty.includes(front));
  return isShown ? affected : undefined;
}

const foldersOf = (objects: readonly SiteObject[]): string[] => [
  ...new Set(renditionKeys(objects).map(mediaFolder)),
];

interface Put {
  /** The head as it was when the release was recorded. */
  readonly read: HeldHead;
  readonly rendered: RenderResult;
  readonly hasPictures: boolean;
  readonly tools: PublishTools;
}

/** The head says that the pass is live, or withdrawn; from here on a re-run changes no page. */
async function end(release: Release, put: Put): Promise<Published> {
  const { path, card } = put.rendered;
  const { read, tools } = put;
  const { archive } = tools;
  if (card === null || path === null) {
    const because = ['Taken down.'];
    const head = await endPass(archive, release, {
      state: 'withdrawn',
      because,
      read,
      change: takenDown,
    });
    if (head.pass !== release.pass) return overtaken(head, release.pass, tools);
    return { verdict: 'withdrawn', release, because, head, isRerun: false };
  }
  const [live, url] = [await liveOf(release, path, put), `${tools.publicUrl}${path}`];
  const change = (now: Head): Head => ({
    ...now,
    live,
    card,
    numbers: release.numbers,
    firstPublished: now.firstPublished ?? card.firstPublished,
    formerPaths: formerPaths(now, path),
  });
  const because = readableAt(url);
  const head = await endPass(archive, release, { state: 'live', because, read, change });
  if (head.pass !== release.pass) return overtaken(head, release.pass, tools);
  return { verdict: 'live', release, because, head, isRerun: false };
}

const readableAt = (url: string): string[] => [`Readable at ${url}`];

const takenDown = (now: Head): Head => ({
  ...now,
  live: null,
  card: null,
  formerPaths: formerPaths(now, undefined),
});

/** Every path the story has been at, but for the one it is at now. */
const formerPaths = (head: Head, path: string | undefined): string[] =>
  [...new Set([...head.formerPaths, ...(head.live ? [head.live.path] : [])])].filter(
    (former) => former !== path,
  );

async function liveOf(
  { storyId, revision, pass, objects }: Release,
  path: string,
  { read, rendered, hasPictures, tools }: Put,
): Promise<NonNullable<Head['live']>> {
  const before = read.head.live;
  const images = hasPictures
    ? ImagesResult.safeParse((await tools.archive.stage(storyId, pass, 'images'))?.result)
    : undefined;
  return {
    ...{ revision, pass, path, url: `${tools.publicUrl}${path}` },
    // The same revision with more renditions is no new publication.
    at: before?.revision === revision ? before.at : new Date(tools.now()).toISOString(),
    fronts: [...rendered.fronts],
    media: foldersOf(objects),
    isComplete: images?.success !== true || images.data.complete,
    related: rendered.related,
  };
}
