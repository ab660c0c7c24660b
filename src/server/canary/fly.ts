import { setTimeout as wait } from 'node:timers/promises';
import type { Accept } from '../../queues/accept.ts';
import type { Archive } from '../../shared/archive/archive.ts';
import { keys } from '../../shared/archive/keys.ts';
import { lastDocument } from '../../shared/archive/passes.ts';
import { type CanaryKind, canaryPath, canaryStoryId } from '../../shared/canary.ts';
import type { Services } from '../../shared/services.ts';
import { canaryStory } from './canary-story.ts';
import { clearCanary, clearPicture } from './clear-canary.ts';

const FIRST_LOOK_MS = 50;
const LONGEST_PAUSE_MS = 1000;
const ANSWER_MS = 5000;
const MOST_BYTES = 1024 * 1024;

export interface FlightTools {
  readonly services: Pick<Services, 'archive' | 'log' | 'meter'>;
  readonly accept: Accept;
  /** Where its page is read, without a slash at its end. */
  readonly url: string;
  /** How long one run may take. */
  readonly patienceMs: number;
  readonly signal: AbortSignal;
  /** The submission of the last run, where that was late. */
  readonly lastSent?: string | undefined;
}

/** What came of one run. */
export type Flight =
  | { readonly result: 'live'; readonly ms: number }
  | { readonly result: 'late'; readonly where: string; readonly sent: string };

/**
 * Sends the canary story and waits until its page is readable. Where the one before is still under
 * way, no other is sent after it: a route that stands still is not filled with canaries.
 */
export async function fly(kind: CanaryKind, tools: FlightTools): Promise<Flight> {
  const { archive, log, meter } = tools.services;
  const sent = await underWay(archive, kind, tools.lastSent);
  if (sent !== undefined) return late(archive, kind, sent);
  await clearCanary(archive, kind);
  if (kind === 'picture') await clearPicture(archive);
  const { headline, submission } = canaryStory(kind, new Date());
  const began = performance.now();
  await tools.accept(submission, log);
  if (await isReadable(kind, headline, tools)) {
    const pictures = kind === 'picture' ? 'yes' : 'no';
    const ms = performance.now() - began;
    meter.observe('canaryDuration', { pictures }, ms / 1000);
    meter.latest('canarySuccess', { pictures }, Date.now() / 1000);
    return { result: 'live', ms };
  }
  return late(archive, kind, submission.envelope.submissionId);
}

const late = async (archive: Archive, kind: CanaryKind, sent: string): Promise<Flight> => ({
  ...{ result: 'late', sent, where: await whereIs(archive, kind, sent) },
});

const isUnread = async ({ store }: Archive, submissionId: string): Promise<boolean> =>
  (await store.head(keys.inbox(submissionId))) !== undefined;

/** The submission whose way has not ended yet; `undefined` where there is none. */
async function underWay(
  archive: Archive,
  kind: CanaryKind,
  lastSent: string | undefined,
): Promise<string | undefined> {
  if (lastSent !== undefined && (await isUnread(archive, lastSent))) return lastSent;
  const head = (await archive.head(canaryStoryId(kind)))?.head;
  return head?.ended === null ? head.order.submissionId : undefined;
}

/** Where a run has come to, for people. */
async function whereIs(archive: Archive, kind: CanaryKind, sent: string): Promise<string> {
  const head = (await archive.head(canaryStoryId(kind)))?.head;
  if (head === undefined || (await isUnread(archive, sent))) return 'it waits for ingest';
  if (head.ended === null) {
    const last = await lastDocument(archive, head);
    return `its last stage was ${last?.stage ?? 'ingest'}`;
  }
  if (head.ended.state === 'live') return 'it is published, and the edge does not show it';
  return `it is ${head.ended.state}: ${head.ended.because.join(' ')}`;
}

async function isReadable(
  kind: CanaryKind,
  headline: string,
  { url, patienceMs, signal }: FlightTools,
): Promise<boolean> {
  const deadline = performance.now() + patienceMs;
  for (let pause = FIRST_LOOK_MS; performance.now() < deadline; pause *= 1.5) {
    await wait(Math.min(pause, LONGEST_PAUSE_MS), undefined, { signal });
    const page = await read(`${url}${canaryPath(kind)}`, signal);
    if (page?.includes(headline) !== true) continue;
    if (kind === 'text') return true;
    // A page is not readable before its picture is.
    const image = /_media\/[\w./-]+/.exec(page)?.[0];
    if (image !== undefined && (await read(`${url}/${image}`, signal)) !== undefined) return true;
  }
  return false;
}

/** What the edge answers, as a reader gets it; `undefined` where it answers with no such page. */
async function read(address: string, signal: AbortSignal): Promise<string | undefined> {
  try {
    const answer = await fetch(address, {
      signal: AbortSignal.any([signal, AbortSignal.timeout(ANSWER_MS)]),
      redirect: 'manual',
    });
    if (answer.status !== 200 || Number(answer.headers.get('content-length') ?? 0) > MOST_BYTES) {
      await answer.body?.cancel();
      return undefined;
    }
    return await answer.text();
  } catch (error) {
    // An edge that cannot be reached shows no canary; the next look asks again, until time is up.
    if (signal.aborted) throw error;
    return undefined;
  }
}
