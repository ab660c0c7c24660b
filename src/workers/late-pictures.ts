import { z } from 'zod';
import { priority } from '../queues/policy.ts';
import type { Archive } from '../shared/archive/archive.ts';
import type { Head } from '../shared/archive/documents.ts';
import { keys } from '../shared/archive/keys.ts';
import { ImagesResult } from '../shared/archive/pictures.ts';
import type { Desks } from './story-work.ts';

/** Minutes after which pictures that are missing are asked for again; then never more. */
const visitsAfter = [1, 5, 15, 60, 180, 480, 1440];

/** Asks again for pictures that a story went without; lies in the archive's schedule. */
export const PictureVisit = z.object({
  schema: z.literal(1),
  at: z.iso.datetime(),
  action: z.literal('fetch'),
  revision: z.int().positive(),
  /** As the missing pictures have it: others are asked for by appointments of their own. */
  awaitedSince: z.iso.datetime(),
});
export type PictureVisit = Readonly<z.infer<typeof PictureVisit>>;

interface Awaiting {
  readonly storyId: string;
  readonly revision: number;
  readonly pass: number;
}

/** Puts the first visit on the schedule where something of a pass is awaited. Safe to repeat. */
export async function appointFirstVisit(
  archive: Archive,
  awaiting: Awaiting,
  result: unknown,
): Promise<void> {
  const [awaitedSince] = awaitedIn(result);
  if (awaitedSince !== undefined) await appointNext(archive, awaiting, { awaitedSince });
}

const awaitedIn = (result: unknown): string[] =>
  ImagesResult.parse(result).missing.flatMap(({ awaitedSince }) => awaitedSince ?? []);

/** Whether something has come of what was missing. */
export const hasLatePictures = (before: unknown, after: unknown): boolean =>
  ImagesResult.parse(after).missing.length < ImagesResult.parse(before).missing.length;

async function appointNext(
  { store }: Archive,
  { storyId, revision, pass }: Awaiting,
  { awaitedSince, after = awaitedSince }: { awaitedSince: string; after?: string },
): Promise<void> {
  const since = Date.parse(awaitedSince);
  const next = visitsAfter
    .map((minutes) => since + minutes * 60_000)
    .find((time) => time > Date.parse(after));
  if (next === undefined) return;
  const at = new Date(next).toISOString();
  const visit: PictureVisit = { schema: 1, at, action: 'fetch', revision, awaitedSince };
  await store.put(
    keys.pictureVisit(at.slice(0, 16), storyId, pass),
    JSON.stringify(visit),
    { contentType: 'application/json; charset=utf-8' },
    { durable: true },
  );
}

/**
 * Sends a story to the slow lane, which asks for what is missing and releases the page again with
 * what has come. The next visit is on the schedule before this one is struck from it.
 */
export async function visitPictures(key: string, visit: PictureVisit, desks: Desks): Promise<void> {
  const { services, queues } = desks;
  const { archive } = services;
  const [storyId = ''] = (key.split('/').at(-1) ?? '').split('.');
  const head = (await archive.head(storyId))?.head;
  if (head !== undefined && (await isAwaited(archive, head, visit))) {
    // A pass under way has its documents yet to come: the schedule is looked at again soon.
    if (head.ended === null) return;
    const { pass } = head;
    const { revision, awaitedSince, at } = visit;
    await appointNext(archive, { storyId, revision, pass }, { awaitedSince, after: at });
    const ticket = { kind: 'story', storyId, revision, pass } as const;
    await queues.resend('renditions', ticket, { priority: priority.story() });
  }
  await archive.store.delete(key);
}

async function isAwaited(archive: Archive, head: Head, visit: PictureVisit): Promise<boolean> {
  const { storyId, pass, revision, ended, wanted } = head;
  if (revision !== visit.revision || wanted !== 'live') return false;
  if (ended === null) return true;
  if (ended.state !== 'live' && ended.state !== 'scheduled') return false;
  const document = await archive.stage(storyId, pass, 'images');
  return document !== undefined && awaitedIn(document.result).includes(visit.awaitedSince);
}
