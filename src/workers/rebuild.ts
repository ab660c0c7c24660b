import { priority } from '../queues/policy.ts';
import { stateAfter } from '../queues/send-on.ts';
import type { HeldHead } from '../shared/archive/archive.ts';
import { DecisionDocument } from '../shared/archive/decision-document.ts';
import type { Head, State } from '../shared/archive/documents.ts';
import { keys } from '../shared/archive/keys.ts';
import { lastDocument } from '../shared/archive/passes.ts';
import { ImagesResult } from '../shared/archive/pictures.ts';
import { renditionKeys } from '../shared/archive/publication.ts';
import { isCanaryId } from '../shared/canary.ts';
import type { Dirt } from '../shared/catalogue/catalogue.ts';
import { pageSizeOf, standingFronts } from '../shared/catalogue/front-names.ts';
import { noteDecision } from '../shared/desk/note-decision.ts';
import { Throttled } from '../shared/errors.ts';
import { inParts } from '../shared/object-store/in-parts.ts';
import { knownAlready } from './known-already.ts';
import type { Desks } from './story-work.ts';
import { sweep } from './sweep.ts';

/** Heads read at once. */
const AT_ONCE = 32;
/** Sealed pages that changed this recently may have been dirty when Redis was lost. */
const RECENT_MS = 60 * 60 * 1000;
const TURN_RETRY_MS = 1000;

export interface Rebuilt {
  readonly stories: number;
  readonly live: number;
  /** Tickets sent again. */
  readonly requeued: number;
}

/** Another process is rebuilding; its result will do. */
export class RebuildUnderWay extends Throttled {}

/**
 * Restores desk and catalogue from the heads, then sends on what was open; a site that is new gets
 * its pages. Throws RebuildUnderWay while another process does.
 */
export async function rebuild(
  desks: Desks,
  onProgress: (stories: number) => void = () => {},
): Promise<Rebuilt> {
  const turn = await desks.services.catalogue.startRebuild();
  if (turn === undefined)
    throw new RebuildUnderWay('a rebuild is under way already', TURN_RETRY_MS);
  try {
    const run = await desks.services.catalogue.run();
    const { stories, live } = await restoreAll(desks, { onProgress });
    await desks.services.catalogue.noteRestored(run);
    if (!(await turn.finish())) {
      throw new RebuildUnderWay('another process has begun to rebuild meanwhile', TURN_RETRY_MS);
    }
    await desks.queues.resend('publish', { kind: 'site' });
    const { submissions, passes } = await sweep(desks, 0);
    return { stories, live, requeued: submissions + passes };
  } catch (error) {
    await turn.abandon();
    throw error;
  }
}

/**
 * Makes good what Redis may have forgotten of its last seconds before it restarted: everything in
 * it stays, and what the heads say is added where it is not there.
 */
export async function catchUp(desks: Desks): Promise<Rebuilt> {
  const { catalogue } = desks.services;
  const run = await catalogue.run();
  const isKnown = await knownAlready(desks.services);
  const { stories, live } = await restoreAll(desks, { isKnown });
  // Where Redis has restarted again meanwhile, it is caught up with again.
  await catalogue.noteRestored(run);
  const { submissions, passes } = await sweep(desks, 0);
  return { stories, live, requeued: submissions + passes };
}

interface Restoring {
  readonly onProgress?: (stories: number) => void;
  /** Heads that Redis has already as they are. */
  readonly isKnown?: (held: HeldHead) => Promise<boolean>;
}

async function restoreAll(
  desks: Desks,
  { onProgress = () => {}, isKnown = async () => false }: Restoring,
): Promise<Omit<Rebuilt, 'requeued'>> {
  const { archive, catalogue, newsroom } = desks.services;
  const dirt = new Map<string, Set<number>>(
    standingFronts(newsroom.site).map((front) => [front, new Set()]),
  );
  let stories = 0;
  let live = 0;
  const all = archive.store.list(keys.storiesPrefix, { delimiter: '/' });
  for await (const part of inParts(all, AT_ONCE)) {
    const ids = part.map(({ key }) => key.slice(keys.storiesPrefix.length, -1));
    const restored = ids.map((storyId) => restoreStory(storyId, desks, isKnown));
    for (const one of await Promise.all(restored)) {
      if (one === undefined) continue;
      stories += 1;
      if (one.head.live !== null) live += 1;
      if (!one.wasKnown) noteDirt(dirt, one.head, newsroom.site.pageSize);
    }
    onProgress(stories);
  }
  await restoreInFlight(desks);
  const listing = (await catalogue.fronts()).map(({ front }) => front);
  const known = new Set([...dirt.keys(), ...listing]);
  await Promise.all([...known].map((front) => restoreSealed(front, desks)));
  await catalogue.soil([...dirt].map(([front, pages]): Dirt => ({ front, pages: [...pages] })));
  return { stories, live };
}

interface RestoredStory {
  readonly head: Head;
  /** There was nothing to restore. */
  readonly wasKnown: boolean;
}

/** Restores one story, and again while its head changes under our hands. */
async function restoreStory(
  storyId: string,
  desks: Desks,
  isKnown: (held: HeldHead) => Promise<boolean>,
): Promise<RestoredStory | undefined> {
  const { archive } = desks.services;
  if (isCanaryId(storyId)) return undefined;
  for (;;) {
    const held = await archive.head(storyId);
    if (held === undefined) return undefined;
    const { head, etag } = held;
    if (await isKnown(held)) return { head, wasKnown: true };
    await restoreHead(held, desks);
    const now = await archive.store.head(keys.head(storyId));
    if (now?.etag === etag) return { head, wasKnown: false };
  }
}

async function restoreHead({ head }: HeldHead, desks: Desks): Promise<void> {
  const { desk, catalogue, likeness } = desks.services;
  const { storyId, source, externalId, headline, revision, pass, live, card } = head;
  const state = await stateOf(head, desks);
  await restoreDecisions(head, desks);
  const updated = head.ended?.at ?? head.order.received;
  await desk.restore({ storyId, source, externalId, headline, revision, pass, state, updated });
  if (head.likeness) await likeness.restore(storyId, head.likeness, new Date(head.order.received));
  const numbers = await catalogue.assignNumbers(storyId, Object.keys(head.numbers), head.numbers);
  if (live === null || card === null) {
    await catalogue.remove(storyId, Object.keys(numbers), []);
    return;
  }
  if (live.media.length > 0) {
    await restoreMediaUses({ storyId, pass: live.pass }, desks);
    await restorePictures(storyId, live, desks);
  }
  const former = Object.keys(numbers);
  await catalogue.list(
    card,
    { fronts: live.fronts, numbers, former, related: live.related ?? {} },
    [],
  );
  if (!live.isComplete) {
    const ticket = { kind: 'story', storyId, revision: live.revision, pass: live.pass } as const;
    await desks.queues.send('renditions', ticket, { priority: priority.renditions });
  }
}

async function restorePictures(
  storyId: string,
  { pass, at }: NonNullable<Head['live']>,
  { services: { archive, pictures } }: Desks,
): Promise<void> {
  const document = await archive.stage(storyId, pass, 'images');
  const made = ImagesResult.safeParse(document?.result);
  if (made.success) await pictures.note(storyId, made.data.images, new Date(at));
}

/** A decision opens a pass, and never the first. */
async function restoreDecisions({ storyId, pass }: Head, { services }: Desks): Promise<void> {
  if (pass === 1) return;
  const { store } = services.archive;
  for await (const { key } of store.list(keys.decisionsOf(storyId))) {
    const object = await store.get(key);
    if (object === undefined) continue;
    const decision = DecisionDocument.parse(JSON.parse(object.body.toString('utf8')));
    await noteDecision(services, decision);
  }
}

/** A pass under way is where its opening document leads, until its next record says more. */
async function stateOf(head: Head, { services }: Desks): Promise<State> {
  if (head.ended !== null) return head.ended.state;
  const document = await lastDocument(services.archive, head);
  return document === undefined ? 'received' : stateAfter(document, true);
}

/** The newest full page is written again; the ones before it were there before Redis was lost. */
async function restoreSealed(front: string, { services }: Desks): Promise<void> {
  const { catalogue, newsroom } = services;
  const size = pageSizeOf(front, newsroom.site.pageSize);
  const newest = Math.floor((await catalogue.highest(front)) / size);
  if (newest > 1) await catalogue.noteSealed(front, newest - 1);
}

/** What the site has of a pass, or is about to get. */
async function restoreMediaUses(
  { storyId, pass }: { readonly storyId: string; readonly pass: number },
  { services: { archive, catalogue } }: Desks,
): Promise<void> {
  const release = await archive.release(storyId, pass);
  await catalogue.addMediaUses(storyId, renditionKeys(release?.objects ?? []));
}

/** Numbers and renditions that a release has given, but no head has yet. */
async function restoreInFlight(desks: Desks): Promise<void> {
  const { archive, catalogue } = desks.services;
  for await (const { key } of archive.store.list(keys.openPrefix)) {
    const [storyId = '', pass = ''] = key.slice(keys.openPrefix.length).split('.');
    const release = await archive.release(storyId, Number(pass));
    if (release === undefined) continue;
    await catalogue.assignNumbers(storyId, Object.keys(release.numbers), release.numbers);
    // What an overtaken pass has put is for the newer one to take away.
    const head = (await archive.head(storyId))?.head;
    if (head?.pass === release.pass) await restoreMediaUses(release, desks);
  }
}

function noteDirt(dirt: Map<string, Set<number>>, head: Head, pageSize: number): void {
  if (Date.parse(head.ended?.at ?? head.order.received) < Date.now() - RECENT_MS) return;
  for (const [front, number] of Object.entries(head.numbers)) {
    const pages = dirt.get(front) ?? new Set<number>();
    pages.add(Math.ceil(number / pageSizeOf(front, pageSize)));
    dirt.set(front, pages);
  }
}
