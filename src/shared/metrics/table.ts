/** Steps of a pipeline, seconds. */
const stepSeconds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 15, 60];
/** From accepted to readable; 2 and 10 are the objectives (deploy/prometheus/dateline.rules.yml). */
const liveSeconds = [0.1, 0.25, 0.5, 1, 2, 3, 5, 10, 20, 30, 60, 300, 1800, 7200, 86_400];
const callSeconds = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10];

export interface MetricRow {
  readonly name: string;
  /** `latest`: a gauge of which the highest value told counts, such as a moment. */
  readonly type: 'counter' | 'histogram' | 'latest';
  readonly help: string;
  readonly labels: readonly string[];
  /** Upper bounds of a histogram's buckets, but for the last, which has none. */
  readonly buckets?: readonly number[];
}

/**
 * What is measured wherever the work is done and added up over all processes; what a server
 * measures of itself stands in src/server/metrics.ts. Seconds and counts; never an id, an address
 * or a source in a label.
 */
export const systemMetrics = {
  stageDuration: {
    name: 'dateline_stage_duration_seconds',
    type: 'histogram',
    help: 'How long a queue’s worker worked on a job, by what came of it.',
    labels: ['stage', 'verdict'],
    buckets: stepSeconds,
  },
  stageWait: {
    name: 'dateline_stage_wait_seconds',
    type: 'histogram',
    help: 'How long a job waited in its queue, its delay not counted.',
    labels: ['stage'],
    buckets: stepSeconds,
  },
  jobErrors: {
    name: 'dateline_job_errors_total',
    type: 'counter',
    help: 'Runs of jobs that ended in an error, by its class and what followed: later, retry, end.',
    labels: ['stage', 'error', 'then'],
  },
  progress: {
    name: 'dateline_worker_last_progress_timestamp_seconds',
    type: 'latest',
    help: 'When a worker of the queue last ended a job well, unix time.',
    labels: ['queue'],
  },
  timeToLive: {
    name: 'dateline_time_to_live_seconds',
    type: 'histogram',
    help: 'From the acceptance of a revision to its being readable; held: a person decided between.',
    labels: ['pictures', 'held'],
    buckets: liveSeconds,
  },
  failed: {
    name: 'dateline_failed_total',
    type: 'counter',
    help: 'Passes that gave up, and submissions that could not be read (stage ingest).',
    labels: ['stage'],
  },
  held: {
    name: 'dateline_held_total',
    type: 'counter',
    help: 'Stories that moderation held or rejected, by rule; a story counts once for each rule.',
    labels: ['rule', 'verdict'],
  },
  findings: {
    name: 'dateline_findings_total',
    type: 'counter',
    help: 'Findings of moderation, by rule and what they ask for.',
    labels: ['rule', 'action'],
  },
  renditions: {
    name: 'dateline_renditions_total',
    type: 'counter',
    help: 'Renditions of pictures made, by format.',
    labels: ['format'],
  },
  frontsAsked: {
    name: 'dateline_fronts_asked_total',
    type: 'counter',
    help: 'Times that a change, or the sweeper, asked for a front; less the editions rendered: coalesced.',
    labels: ['kind'],
  },
  editions: {
    name: 'dateline_editions_total',
    type: 'counter',
    help: 'Editions of fronts rendered; unchanged: asked for, and nothing was dirty.',
    labels: ['kind', 'verdict'],
  },
  storeDuration: {
    name: 'dateline_store_duration_seconds',
    type: 'histogram',
    help: 'How long an object store took: ok, missing, conflict, away or error. A listing: to its first line.',
    labels: ['store', 'op', 'code'],
    buckets: callSeconds,
  },
  redisDuration: {
    name: 'dateline_redis_duration_seconds',
    type: 'histogram',
    help: 'How long Redis took, queueing in the client included; one command of 64 is looked at.',
    labels: ['code'],
    buckets: callSeconds,
  },
  canaryDuration: {
    name: 'dateline_canary_seconds',
    type: 'histogram',
    help: 'From the acceptance of the canary story to its being read at the edge.',
    labels: ['pictures'],
    buckets: liveSeconds,
  },
  canaryRuns: {
    name: 'dateline_canary_runs_total',
    type: 'counter',
    help: 'Runs of the canary: live, late (not read in time) or failed (could not be sent).',
    labels: ['pictures', 'result'],
  },
  canarySuccess: {
    name: 'dateline_canary_last_success_timestamp_seconds',
    type: 'latest',
    help: 'When the canary story was last read at the edge, unix time.',
    labels: ['pictures'],
  },
} as const satisfies Record<string, MetricRow>;

export type SystemMetric = keyof typeof systemMetrics;
type Named<Type extends MetricRow['type']> = {
  [Name in SystemMetric]: (typeof systemMetrics)[Name]['type'] extends Type ? Name : never;
}[SystemMetric];
export type CounterName = Named<'counter'>;
export type HistogramName = Named<'histogram'>;
export type LatestName = Named<'latest'>;
/** A value for each label of the metric. */
export type LabelsOf<Name extends SystemMetric> = Readonly<
  Record<(typeof systemMetrics)[Name]['labels'][number], string>
>;
