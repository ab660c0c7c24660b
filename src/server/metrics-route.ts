import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { writeFigures } from '../shared/metrics/write-figures.ts';
import { within } from '../shared/within.ts';
import type { Metrics } from './metrics.ts';
import { type OpenWorkWatch, secondsSince, secondsWaited } from './open-work.ts';
import { problemAnswers } from './openapi.ts';
import type { Readiness } from './readiness.ts';
import type { ServerTools } from './server-tools.ts';

const COLLECT_MS = 1500;

/**
 * `GET /metrics` in Prometheus' text form: what this server measures of itself, and on one server at
 * a time the figures of the whole system. Scrape every server.
 */
export function metricsRoute(
  app: FastifyInstance,
  tools: ServerTools,
  { readiness, openWork }: { readiness: () => Promise<Readiness>; openWork: OpenWorkWatch },
): void {
  const { metrics } = tools;
  app.get(
    '/metrics',
    {
      config: { access: 'viewer' },
      schema: {
        tags: ['server'],
        summary: 'Metrics in Prometheus’ text form',
        response: { 200: z.string(), ...problemAnswers(401) },
      },
    },
    async (request, reply) => {
      const collected = await within(
        COLLECT_MS,
        Promise.allSettled([
          collectOpenWork(tools, openWork),
          collectDependencies(tools, readiness),
          collectSystem(tools),
        ]),
      );
      for (const part of collected ?? []) {
        if (part.status === 'rejected') {
          request.log.warn({ err: String(part.reason) }, 'a part of the metrics is missing');
        }
      }
      const figures = collected?.[2];
      const system = figures?.status === 'fulfilled' ? figures.value : '';
      const text = `${(await metrics.registry.metrics()).trimEnd()}\n${system}`;
      return reply.type(metrics.registry.contentType).serializer(String).send(text);
    },
  );
}

/**
 * The figures of the whole system as text, where this server is the one to tell them: what Redis
 * counts is counted once, however many servers are scraped and whatever is summed.
 */
async function collectSystem(tools: ServerTools): Promise<string> {
  const { redis, metrics, system } = tools;
  metrics.reporting.set(0);
  forget(metrics);
  if (redis.status !== 'ready') return '';
  const figures = await system.read();
  if (figures === undefined) return '';
  metrics.reporting.set(1);
  await Promise.all([
    collectQueues(tools),
    collectRedis(tools),
    collectStories(tools),
    collectPurges(tools),
  ]);
  return writeFigures(figures);
}

/** What another server tells now is not told by this one, not even as 0. */
function forget(metrics: Metrics): void {
  for (const labelled of [
    ...[metrics.queueJobs, metrics.queueOldest, metrics.redisMemory, metrics.redisPersistence],
    ...[metrics.stories, metrics.feedPolls, metrics.purges],
  ]) {
    labelled.reset();
  }
  for (const single of [metrics.purgeLag, metrics.purgeOldest]) single.remove();
}

async function collectQueues({ queues, system, metrics }: ServerTools): Promise<void> {
  const [ages, counts] = await Promise.all([
    system.oldestWaiting(),
    Promise.all(
      [...queues.all].map(async ([name, queue]) => [name, await queue.getJobCounts()] as const),
    ),
  ]);
  for (const [queue, seconds] of ages) metrics.queueOldest.set({ queue }, seconds);
  for (const [queue, states] of counts) {
    for (const [state, jobs] of Object.entries(states)) {
      metrics.queueJobs.set({ queue, state }, jobs);
    }
  }
}

async function collectRedis({ system, metrics }: ServerTools): Promise<void> {
  const { usedBytes, maxBytes, isLogOk, isSnapshotOk } = await system.redis();
  metrics.redisMemory.set({ kind: 'used' }, usedBytes);
  if (maxBytes > 0) metrics.redisMemory.set({ kind: 'max' }, maxBytes);
  metrics.redisPersistence.set({ kind: 'log' }, isLogOk ? 1 : 0);
  metrics.redisPersistence.set({ kind: 'snapshot' }, isSnapshotOk ? 1 : 0);
}

async function collectStories({ services, metrics }: ServerTools): Promise<void> {
  const [stories, polls] = await Promise.all([services.desk.counts(), services.feeds.counts()]);
  for (const [state, count] of Object.entries(stories)) metrics.stories.set({ state }, count);
  for (const [result, count] of Object.entries(polls)) metrics.feedPolls.inc({ result }, count);
}

async function collectPurges({ services, metrics }: ServerTools): Promise<void> {
  const { results, lagMs, oldest } = await services.purgeFigures.read();
  for (const [result, count] of Object.entries(results)) metrics.purges.inc({ result }, count);
  metrics.purgeLag.inc(lagMs / 1000);
  metrics.purgeOldest.set(secondsSince(oldest));
}

/** The archive's own: told by every server, for it must be seen while Redis is away. Take the highest. */
async function collectOpenWork({ metrics }: ServerTools, openWork: OpenWorkWatch): Promise<void> {
  const { submissions, passes } = await openWork.current();
  metrics.open.set({ kind: 'submission' }, submissions.count);
  metrics.open.set({ kind: 'pass' }, passes.count);
  const ages = [secondsWaited(submissions), secondsWaited(passes)] as const;
  metrics.inboxOldest.set(ages[0]);
  metrics.passOldest.set(ages[1]);
  metrics.oldest.set(Math.max(...ages));
}

async function collectDependencies(
  { metrics }: ServerTools,
  readiness: () => Promise<Readiness>,
): Promise<void> {
  const { archive, redis, site } = await readiness();
  for (const [dependency, state] of Object.entries({ archive, redis, site })) {
    metrics.dependency.set({ dependency }, state === 'ok' ? 1 : 0);
  }
}
