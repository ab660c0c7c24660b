import { randomBytes, randomUUID } from 'node:crypto';
import { keys } from '../../shared/archive/keys.ts';
import { audit } from '../../shared/audit.ts';
import { Conflict } from '../../shared/errors.ts';
import { ProblemError } from '../problems.ts';
import type { ServerTools } from '../server-tools.ts';
import type { BulkAction, BulkFilter, BulkProgress } from './bulk-document.ts';
import {
  type Bulk,
  listBulks,
  openBulkIds,
  readBulk,
  swapProgress,
  writeBulk,
} from './bulk-store.ts';
import { type Selection, selectStories } from './select-stories.ts';
import { HELD_MS, workBulk } from './work-bulk.ts';

/** How often a process looks for bulks whose own has died. */
const LOOK_MS = 5000;

export interface NewBulk {
  readonly action: BulkAction;
  readonly filter: BulkFilter;
  readonly reason: string;
  readonly by: string;
  /** Stories that the person was told of; another count is refused. Absent: however many. */
  readonly expect?: number | undefined;
}

/** Many stories decided about at once: kept in the archive, so that a restart goes on with them. */
export interface Bulks {
  /** What it would do. */
  select(filter: BulkFilter): Promise<Selection>;
  /** Throws the problem `conflict` where the stories are not as many as expected. */
  start(order: NewBulk): Promise<Bulk>;
  find(id: string): Promise<Bulk>;
  list(): Promise<readonly Bulk[]>;
  abort(id: string, by: string): Promise<void>;
  /** Lets go: another process, or the next start, goes on. */
  close(): Promise<void>;
}

export function openBulks(tools: ServerTools): Bulks {
  const { store } = tools.services.archive;
  const { log } = tools.services;
  const holder = randomUUID();
  const stop = new AbortController();
  const running = new Map<string, Promise<void>>();

  function run(bulk: Bulk): void {
    const { id } = bulk.order;
    const working = workBulk(tools, bulk, stop.signal)
      .catch((error: unknown) => {
        // Another has taken it, or the archive is away: whoever looks next goes on.
        log.warn({ err: String(error), bulk: id }, 'a bulk was let go of');
      })
      .finally(() => running.delete(id));
    running.set(id, working);
  }

  /** Takes a bulk that nobody holds any more. */
  async function take(id: string): Promise<void> {
    const bulk = await readBulk(store, id);
    if (bulk === undefined || running.has(id)) return;
    if (bulk.progress.state !== 'running') return store.delete(keys.openBulk(id));
    if (Date.parse(bulk.progress.until) > Date.now()) return;
    const progress = { ...bulk.progress, holder, until: heldUntil() };
    try {
      const etag = await swapProgress(store, id, { progress, etag: bulk.etag });
      log.info({ bulk: id, dealt: progress.dealt }, 'goes on with a bulk');
      run({ ...bulk, progress, etag });
    } catch (error) {
      if (!(error instanceof Conflict)) throw error;
    }
  }

  async function look(): Promise<void> {
    try {
      for (const id of await openBulkIds(store)) {
        await take(id).catch((error: unknown) =>
          log.warn({ err: String(error), bulk: id }, 'an open bulk cannot be taken up'),
        );
      }
    } catch (error) {
      log.warn({ err: String(error) }, 'open bulks cannot be looked for');
    }
  }

  /** One look at a time, however long the archive takes. */
  let looking: Promise<void> | undefined;
  const lookOnce = (): void => {
    looking ??= look().finally(() => {
      looking = undefined;
    });
  };
  lookOnce();
  const timer = setInterval(lookOnce, LOOK_MS);
  timer.unref();

  async function find(id: string): Promise<Bulk> {
    const bulk = /^[\w-]{1,64}$/.test(id) ? await readBulk(store, id) : undefined;
    if (bulk === undefined) throw new ProblemError('not-found', 'There is no such bulk.');
    return bulk;
  }

  return {
    select: (filter) => selectStories(tools, filter),
    find,
    list: () => listBulks(store),
    async start({ action, filter, reason, by, expect }) {
      const { entries } = await selectStories(tools, filter);
      if (expect !== undefined && expect !== entries.length) {
        throw new ProblemError(
          'conflict',
          `It would be ${entries.length} stories now, not ${expect}.`,
        );
      }
      const at = new Date().toISOString();
      const id = `${at.replace(/\D/g, '').slice(0, 14)}-${randomBytes(4).toString('hex')}`;
      const stories = entries.map(({ storyId, revision }) => ({ storyId, revision }));
      const said = Object.fromEntries(
        Object.entries(filter).flatMap(([name, value]) => (value ? [[name, value]] : [])),
      );
      const order = { schema: 1 as const, id, action, filter: said, reason, by, at, stories };
      await audit(store, {
        ...{ by, deed: 'bulk.start', reason },
        about: { bulk: id, action, ...said, count: stories.length },
      });
      await writeBulk(store, order, beginning(holder, at));
      const bulk = await find(id);
      run(bulk);
      return bulk;
    },
    async abort(id, by) {
      const { progress } = await find(id);
      if (progress.state !== 'running') {
        throw new ProblemError('conflict', `The bulk is ${progress.state} already.`);
      }
      await store.put(keys.bulkAbort(id), by, { contentType: 'text/plain' }, { durable: true });
      await audit(store, { by, deed: 'bulk.abort', reason: '', about: { bulk: id } });
    },
    async close() {
      clearInterval(timer);
      await looking;
      stop.abort();
      await Promise.all(running.values());
    },
  };
}

const heldUntil = (): string => new Date(Date.now() + HELD_MS).toISOString();

const beginning = (holder: string, at: string): BulkProgress => ({
  ...{ schema: 1, state: 'running', holder, until: heldUntil(), at },
  ...{ dealt: 0, done: 0, skipped: 0, failed: [] },
});
