import type { Worker } from 'bullmq';
import type { Redis } from 'ioredis';
import { openAccept } from '../queues/accept.ts';
import type { QueueName, StageName } from '../queues/route.ts';
import { feedWork } from './feed-work.ts';
import { frontWork } from './front-work.ts';
import { imagesWork, renditionsWork } from './images-work.ts';
import { notifyWork } from './notify-work.ts';
import { pingWork } from './ping-work.ts';
import { publishWork } from './publish-work.ts';
import { type QueueWork, runQueue } from './run-queue.ts';
import { type Desks, storyWork } from './story-work.ts';
import { submissionWork } from './submission-work.ts';
import { trialWork } from './trial-work.ts';

/** The queues that a stage's worker works, and how to let go of what it opened. */
interface OpenedStage {
  readonly works: ReadonlyMap<QueueName, QueueWork>;
  /** Asks work that takes long to leave off: closing waits for it. */
  stop?(): void;
  close?(): Promise<void>;
}

/** Where each stage lives. Loaded when asked for: the moderation worker never loads sharp. */
const doors: Readonly<Record<StageName, (desks: Desks) => Promise<OpenedStage>>> = {
  async ingest(desks) {
    const { open } = await import('./ingest/index.ts');
    const { open: openFeeds } = await import('./feeds/index.ts');
    const { open: openNotify } = await import('./notify/index.ts');
    const { open: openHubs } = await import('./hubs/index.ts');
    const { services, queues } = desks;
    const notify = openNotify(services);
    // A worker waits for Redis; while it hangs, the sweeper sends what was taken.
    const accept = openAccept({ services, queues, redis: { status: 'ready' } });
    const feeds = openFeeds(services, (submission) => accept(submission, services.log));
    const hubs = openHubs(services);
    const works = new Map<QueueName, QueueWork>([
      ['ingest', submissionWork(await open(services), desks)],
      ['feeds', feedWork(feeds, desks)],
      ['notify', notifyWork(notify, pingWork(hubs, desks), desks)],
    ]);
    return {
      works,
      async close() {
        await Promise.all([feeds.close(), notify.close(), hubs.close()]);
      },
    };
  },
  async moderation(desks) {
    const { open } = await import('./moderation/index.ts');
    const stages = await open(desks.services);
    const works = new Map<QueueName, QueueWork>([
      ['moderation', storyWork('moderation', stages.moderation, desks)],
      ['trials', trialWork(stages, desks)],
    ]);
    return { works, close: () => stages.close() };
  },
  async images(desks) {
    const { open } = await import('./images/index.ts');
    const stages = await open(desks.services);
    const works = new Map<QueueName, QueueWork>([
      ['images', imagesWork(stages, desks)],
      ['renditions', renditionsWork(stages, desks)],
    ]);
    return { works, close: () => stages.close() };
  },
  async render(desks) {
    const { open } = await import('./render/index.ts');
    const stages = await open(desks.services);
    const works = new Map<QueueName, QueueWork>([
      ['render', storyWork('render', stages.render, desks)],
      ['fronts', frontWork(stages.fronts, desks)],
    ]);
    return { works };
  },
  async publish(desks) {
    const { open } = await import('./publish/index.ts');
    const stage = await open(desks.services);
    const stopping = new AbortController();
    const work = publishWork(stage, desks, stopping.signal);
    const stop = () => stopping.abort();
    return { works: new Map([['publish', work]]), stop, close: () => stage.close() };
  },
};

export interface RunningStage {
  readonly workers: readonly Worker[];
  close(): Promise<void>;
}

/** Opens a stage's tools and works its queues until it is closed. */
export async function runStage(
  name: StageName,
  desks: Desks,
  connection: Redis,
): Promise<RunningStage> {
  const opened = await doors[name](desks);
  const { log, meter } = desks.services;
  const workers = [...opened.works].map(([queue, work]) =>
    runQueue(queue, work, { connection, log, meter }),
  );
  return {
    workers,
    async close() {
      opened.stop?.();
      await Promise.all(workers.map((worker) => worker.close()));
      await opened.close?.();
    },
  };
}
