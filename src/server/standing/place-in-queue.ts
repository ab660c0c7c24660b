import type { StageName } from '../../queues/route.ts';
import { Setback } from '../../queues/setback.ts';
import { jobIdFor, type Ticket } from '../../queues/tickets.ts';
import type { Archive } from '../../shared/archive/archive.ts';
import type { State } from '../../shared/archive/documents.ts';
import type { FlowPoint } from '../../shared/desk/flow.ts';
import { waitingSubmission } from '../api/story-documents.ts';
import type { ServerTools } from '../server-tools.ts';
import type { QueuePlace } from './why-not-live.ts';

/** Places counted from the front of a queue. */
const MOST_AHEAD = 1000;
const RATE_MINUTES = 5;

/** The stage that has a story, by its state; others wait for nobody of ours. */
export const stageOfState: Partial<Record<State, StageName>> = {
  received: 'ingest',
  ingesting: 'ingest',
  moderating: 'moderation',
  imaging: 'images',
  rendering: 'render',
  publishing: 'publish',
};

interface OnItsWay {
  readonly storyId: string;
  readonly state: State;
  readonly revision: number;
  readonly pass: number;
}

/** Where the story's job is; `undefined` where no queue has it. Asks Redis. */
export async function placeInQueue(
  { services, queues }: ServerTools,
  story: OnItsWay,
): Promise<QueuePlace | undefined> {
  const stage = stageOfState[story.state];
  const queue = stage && queues.all.get(stage);
  if (stage === undefined || queue === undefined) return undefined;
  const jobId = await jobIdOf(services.archive, story);
  const [job, line, workers, points] = await Promise.all([
    jobId === undefined ? undefined : queue.getJob(jobId),
    queue.getRanges(['wait', 'prioritized'], 0, MOST_AHEAD, true),
    queue.getWorkersCount(),
    services.desk.flow('hour'),
  ]);
  const at = line.indexOf(jobId ?? '');
  const rest = { stage, workers, perMinute: ratePerMinute(points, stage) };
  if (job === undefined) {
    return { ...rest, job: 'gone', ahead: null, ...nothing };
  }
  const state = await job.getState();
  return {
    ...rest,
    job: places[state] ?? 'gone',
    ahead: at === -1 ? null : at,
    failures: job.attemptsMade,
    again: state === 'delayed' ? (job.processedOn ?? job.timestamp) + job.delay : null,
    since: (state === 'active' ? job.processedOn : job.timestamp) ?? null,
    setback: Setback.safeParse(job.progress).data ?? null,
  };
}

const nothing = { failures: 0, again: null, since: null, setback: null };

const places: Readonly<Record<string, QueuePlace['job']>> = {
  waiting: 'waiting',
  prioritized: 'waiting',
  active: 'active',
  delayed: 'delayed',
  failed: 'failed',
  completed: 'done',
};

async function jobIdOf(archive: Archive, story: OnItsWay): Promise<string | undefined> {
  const { storyId, revision, pass, state } = story;
  const isInbox = state === 'received' || revision === 0;
  if (!isInbox) return jobIdFor({ kind: 'story', storyId, revision, pass } satisfies Ticket);
  const waiting = await waitingSubmission(archive, storyId);
  if (waiting === undefined) return undefined;
  return jobIdFor({ kind: 'submission', submissionId: waiting.envelope.submissionId });
}

/** What a stage ended per minute, by the last minutes but the one that has just begun. */
export function ratePerMinute(points: readonly FlowPoint[], stage: string): number {
  const last = points.slice(-RATE_MINUTES - 1, -1);
  const done = last.reduce((sum, point) => sum + (point.done[stage] ?? 0), 0);
  return last.length === 0 ? 0 : done / last.length;
}
