import { setTimeout as wait } from 'node:timers/promises';
import { decide } from '../../queues/decide.ts';
import { NoSuchStory, StaleDecision } from '../../queues/decision.ts';
import { retry } from '../../queues/retry.ts';
import { keys } from '../../shared/archive/keys.ts';
import { audit } from '../../shared/audit.ts';
import type { ServerTools } from '../server-tools.ts';
import { type BulkOrder, type BulkProgress, notDone } from './bulk-document.ts';
import { type Bulk, swapProgress } from './bulk-store.ts';

/** Stories between two notes of progress, and how many are at work at once. */
const BATCH = 20;
const AT_ONCE = 4;
const REDIS_RETRY_MS = 1000;
/** A process that died lets go of its bulk after this long. */
export const HELD_MS = 30_000;
const MOST_FAILED = 100;

/**
 * Works a bulk from where it stands to its end, to its abortion, or until it is taken from us or
 * the process stops. A story may be done twice where a process died between two notes; decisions
 * are made for that.
 */
export async function workBulk(tools: ServerTools, bulk: Bulk, signal: AbortSignal): Promise<void> {
  const { order } = bulk;
  const { store } = tools.services.archive;
  let { progress, etag } = bulk;
  const note = async (changes: Partial<BulkProgress>): Promise<void> => {
    const until = new Date(Date.now() + HELD_MS).toISOString();
    progress = { ...progress, ...changes, until, at: new Date().toISOString() };
    etag = await swapProgress(store, order.id, { progress, etag });
  };
  while (progress.dealt < order.stories.length && !signal.aborted) {
    if (await isAborted(tools, order)) {
      await note({ state: 'aborted' });
      return end(tools, order, progress);
    }
    if (tools.redis.status !== 'ready') {
      await wait(REDIS_RETRY_MS, undefined, { signal }).catch(() => undefined);
      await note({});
      continue;
    }
    await note(await workBatch(tools, order, progress));
  }
  if (progress.dealt < order.stories.length) return;
  await note({ state: 'done' });
  await end(tools, order, progress);
}

const isAborted = async ({ services }: ServerTools, { id }: BulkOrder): Promise<boolean> =>
  (await services.archive.store.head(keys.bulkAbort(id))) !== undefined;

/** Who stops a bulk means the next story, not the next batch. */
async function workBatch(
  tools: ServerTools,
  order: BulkOrder,
  { dealt, done, skipped, failed }: BulkProgress,
): Promise<Partial<BulkProgress>> {
  const batch = order.stories.slice(dealt, dealt + BATCH);
  const tally = { done, skipped, failed: [...failed] };
  const waiting = [...batch];
  const work = async (): Promise<void> => {
    while (waiting.length > 0 && !(await isAborted(tools, order))) {
      const next = waiting.shift();
      if (next === undefined) return;
      const why = await dealWith(tools, order, next);
      if (why === undefined) tally.done += 1;
      else if (why === 'stale') tally.skipped += 1;
      else if (tally.failed.length < MOST_FAILED) {
        tally.failed.push({ storyId: next.storyId, why: why.message });
      }
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return { ...tally, dealt: dealt + batch.length - waiting.length };
}

/** What others decided meanwhile, or what does not fit any more, is left as it is. */
async function dealWith(
  { services, queues }: ServerTools,
  { action, reason, by, id }: BulkOrder,
  { storyId, revision }: BulkOrder['stories'][number],
): Promise<undefined | 'stale' | Error> {
  const { archive, desk, subscribers } = services;
  const deskTools = { archive, desk, queues, subscribers };
  const words = { storyId, revision, reason: `${reason} [bulk ${id}]`, by };
  try {
    if (action === 'retry') await retry(deskTools, { ...words, isBulk: true });
    else await decide(deskTools, { ...words, action, isBulk: true });
    return undefined;
  } catch (error) {
    if (error instanceof StaleDecision || error instanceof NoSuchStory) return 'stale';
    services.log.warn({ err: error, storyId, bulk: id }, 'a story of a bulk could not be done');
    return error instanceof Error ? error : new Error(String(error));
  }
}

async function end(tools: ServerTools, order: BulkOrder, progress: BulkProgress): Promise<void> {
  const { store } = tools.services.archive;
  const { id, action, by } = order;
  const { state, dealt, done, skipped } = progress;
  const about = { bulk: id, action, dealt, done, skipped, failed: notDone(progress) };
  const once = { at: progress.at, id: `bulk-${id}-${state}` };
  await audit(store, { by, deed: `bulk.${state}`, reason: '', about }, once);
  tools.services.log.info({ ...about, by, state }, 'bulk ended');
  await store.delete(keys.openBulk(id));
}
