import { monitorEventLoopDelay } from 'node:perf_hooks';
import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import { versionsInstalled } from './versions.ts';

const STEP_SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 15, 60];
const NANO = 1e-9;

/**
 * What a server measures of itself and of the queues, in one table; what is measured where the work
 * is done stands in src/shared/metrics/table.ts. Seconds and counts, no ids in labels.
 */
export type Metrics = ReturnType<typeof openMetrics>;

export function openMetrics() {
  const registry = new Registry();
  const registers = [registry];
  const loop = monitorEventLoopDelay({ resolution: 20 });
  loop.enable();

  const table = {
    submissions: new Counter({
      name: 'dateline_submissions_total',
      help: 'Requests at the door: accepted, replayed, or the status of their refusal.',
      labelNames: ['result'],
      registers,
    }),
    doorDuration: new Histogram({
      name: 'dateline_door_duration_seconds',
      help: 'Time from a request at the door to its answer.',
      labelNames: ['result'],
      buckets: STEP_SECONDS,
      registers,
    }),
    shed: new Counter({
      name: 'dateline_door_shed_total',
      help: 'Requests that the door refused unread: slow event loop, memory, or bodies under way.',
      labelNames: ['reason'],
      registers,
    }),
    bodyBytes: new Gauge({
      name: 'dateline_door_body_bytes',
      help: 'Bytes of bodies that the door holds now.',
      registers,
    }),
    decisions: new Counter({
      name: 'dateline_decisions_total',
      help: 'What people decided about stories in this process, by action.',
      labelNames: ['action'],
      registers,
    }),
    queueJobs: new Gauge({
      name: 'dateline_queue_jobs',
      help: 'Jobs in a queue, by state. Absent while Redis is away.',
      labelNames: ['queue', 'state'],
      registers,
    }),
    queueOldest: new Gauge({
      name: 'dateline_queue_oldest_waiting_seconds',
      help: 'How long the oldest job that could be worked has waited; 0 if there is none.',
      labelNames: ['queue'],
      registers,
    }),
    reporting: new Gauge({
      name: 'dateline_system_reporter',
      help: '1 where this server tells the figures of the whole system; one of several does.',
      registers,
    }),
    build: new Gauge({
      name: 'dateline_build_info',
      help: 'What runs here; always 1.',
      labelNames: ['version', 'node'],
      registers,
      collect() {
        this.set({ version: versionsInstalled.dateline, node: versionsInstalled.node }, 1);
      },
    }),
    redisMemory: new Gauge({
      name: 'dateline_redis_memory_bytes',
      help: 'Memory that Redis uses, and what it may use at most (absent: no limit).',
      labelNames: ['kind'],
      registers,
    }),
    redisPersistence: new Gauge({
      name: 'dateline_redis_persistence_ok',
      help: '1 while Redis could write what it knows to disk the last time: its log, its snapshot.',
      labelNames: ['kind'],
      registers,
    }),
    stories: new Gauge({
      name: 'dateline_stories',
      help: 'Stories by state, as the desk knows them. Absent while Redis is away.',
      labelNames: ['state'],
      registers,
    }),
    feedPolls: new Counter({
      name: 'dateline_feed_polls_total',
      help: 'Polls of feeds by result, counted by the workers. Starts again where Redis does.',
      labelNames: ['result'],
      registers,
    }),
    purges: new Counter({
      name: 'dateline_purges_total',
      help: 'Changes of the site by what came of telling the edge, counted by the publishers: purged, verified, unverified; failed requests. Starts again where Redis does.',
      labelNames: ['result'],
      registers,
    }),
    purgeLag: new Counter({
      name: 'dateline_purge_lag_seconds_total',
      help: 'From changes of the site until the edge was told of them, summed; divide by those purged.',
      registers,
    }),
    purgeOldest: new Gauge({
      name: 'dateline_purge_oldest_seconds',
      help: 'Age of the oldest change of the site that the edge does not know of; 0 if there is none.',
      registers,
    }),
    open: new Gauge({
      name: 'dateline_unpublished',
      help: 'Submissions in the inbox and passes under way, as the archive knows them. Every server tells it: take the highest.',
      labelNames: ['kind'],
      registers,
    }),
    oldest: new Gauge({
      name: 'dateline_oldest_unpublished_age_seconds',
      help: 'Age of the oldest submission or pass that has not come to its end; 0 if there is none.',
      registers,
    }),
    inboxOldest: new Gauge({
      name: 'dateline_inbox_oldest_seconds',
      help: 'Age of the oldest submission in the inbox; 0 if there is none.',
      registers,
    }),
    passOldest: new Gauge({
      name: 'dateline_open_pass_oldest_seconds',
      help: 'Age of the oldest pass that has not come to its end; 0 if there is none.',
      registers,
    }),
    dependency: new Gauge({
      name: 'dateline_dependency_up',
      help: '1 while a dependency answers.',
      labelNames: ['dependency'],
      registers,
    }),
    loopLag: new Gauge({
      name: 'dateline_event_loop_lag_seconds',
      help: 'Lateness of the event loop since the last scrape.',
      labelNames: ['statistic'],
      registers,
      collect() {
        this.set({ statistic: 'p99' }, loop.percentile(99) * NANO);
        this.set({ statistic: 'max' }, loop.max * NANO);
        loop.reset();
      },
    }),
    cpu: new Gauge({
      name: 'dateline_process_cpu_seconds',
      help: 'User and system CPU time of this process.',
      registers,
      collect() {
        const { user, system } = process.cpuUsage();
        this.set((user + system) / 1e6);
      },
    }),
    memory: new Gauge({
      name: 'dateline_process_resident_memory_bytes',
      help: 'Resident memory of this process.',
      registers,
      collect() {
        this.set(process.memoryUsage.rss());
      },
    }),
  };

  return {
    ...table,
    registry,
    close(): void {
      loop.disable();
    },
  };
}
