import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { writeFigures } from '../shared/metrics/write-figures.ts';
import { within } from '../shared/within.ts';
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
          collectRedis(tools),
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
      const figures = collected?.[3];
      const system = figures?.status === 'fulfilled' ? figures.value : '';
      const text = `${(await metrics.registry.metrics()).trimEnd()}\n${system}`;
      return reply.type(metrics.registry.contentType).serializer(String).send(text);
    },
  );
}

/** The figures of the whole system as text, where this server is the one to tell them. */
async function collectSystem({ redis, metrics, system }: ServerTools): Promise<string> {
  metrics.reporting.set(0);
  metrics.queueOldest.reset();
  metrics.redisMemory.reset();
  metrics.redisPersistence.reset();
  if (redis.status !== 'ready') return '';
  const figures = await system.read();
  if (figures === undefined) return '';
  metrics.reporting.set(1);
  const [ages, { usedBytes, maxBytes, isLogOk, isSnapshotOk }] = await Promise.all([
    system.oldestWaiting(),
    system.redis(),
  ]);
  for (const [queue, seconds] of ages) metrics.queueOldest.set({ queue }, seconds);
  metrics.redisMemory.set({ kind: 'used' }, usedBytes);
  if (maxBytes > 0) metrics.redisMemory.set({ kind: 'max' }, maxBytes);
  metrics.redisPersistence.set({ kind: 'log' }, isLogOk ? 1 : 0);
  metrics.redisPersistence.set({ kind: 'snapshot' }, isSnapshotOk ? 1 : 0);
  return writeFigures(figures);
}

async function collectRedis({ services, queues, redis, metrics }: ServerTools): Promise<void> {
  metrics.queueJobs.reset();
  metrics.stories.reset();
  if (redis.status !== 'ready') return;
  const counts = await Promise.all(
    [...queues.all].map(async ([name, queue]) => [name, await queue.getJobCounts()] as const),
  );
  for (const [queue, states] of counts) {
    for (const [state, jobs] of Object.entries(states)) {
      metrics.queueJobs.set({ queue, state }, jobs);
    }
  }
  for (const [state, stories] of Object.entries(await services.desk.counts())) {
    metrics.stories.set({ state }, stories);
  }
  const polls = await services.feeds.counts();
  metrics.feedPolls.reset();
  for (const [result, count] of Object.entries(polls)) metrics.feedPolls.inc({ result }, count);
  const purges = await services.purgeFigures.read();
  metrics.purges.reset();
  for (const [result, count] of Object.entries(purges.results))
    metrics.purges.inc({ result }, count);
  metrics.purgeLag.reset();
  metrics.purgeLag.inc(purges.lagMs / 1000);
  metrics.purgeOldest.set(secondsSince(purges.oldest));
}

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
