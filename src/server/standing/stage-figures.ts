import { type StageName, stages } from '../../queues/route.ts';
import type { State } from '../../shared/archive/documents.ts';
import type { FlowPoint } from '../../shared/desk/flow.ts';
import type { ServerTools } from '../server-tools.ts';
import { ratePerMinute, stageOfState } from './place-in-queue.ts';

/** How a stage stands. */
export interface StageFigures {
  readonly stage: StageName;
  readonly waiting: number;
  readonly working: number;
  /** Come back later: retries, and pictures that are waited for. */
  readonly delayed: number;
  readonly workers: number;
  readonly perMinute: number;
  /** Of the last hour. */
  readonly done: number;
  readonly failed: number;
  /** When the story came that is longest in it (RFC 3339, UTC); `null` where there is none. */
  readonly oldest: string | null;
}

/** The five stages as Redis sees them. */
export async function stageFigures(
  { services, queues }: ServerTools,
  points: readonly FlowPoint[],
): Promise<readonly StageFigures[]> {
  const oldest = await services.desk.oldest();
  return Promise.all(
    stages.map(async (stage): Promise<StageFigures> => {
      const queue = queues.all.get(stage);
      const counts = (await queue?.getJobCounts('wait', 'prioritized', 'active', 'delayed')) ?? {};
      const sum = (kind: 'done' | 'failed') =>
        points.reduce((total, point) => total + (point[kind][stage] ?? 0), 0);
      return {
        stage,
        waiting: (counts.wait ?? 0) + (counts.prioritized ?? 0),
        working: counts.active ?? 0,
        delayed: counts.delayed ?? 0,
        workers: (await queue?.getWorkersCount()) ?? 0,
        perMinute: ratePerMinute(points, stage),
        ...{ done: sum('done'), failed: sum('failed') },
        oldest: oldestIn(stage, oldest),
      };
    }),
  );
}

function oldestIn(stage: StageName, oldest: Partial<Record<State, string>>): string | null {
  const states = Object.entries(stageOfState).filter(([, of]) => of === stage);
  const times = states.flatMap(([state]) => oldest[state as State] ?? []);
  return times.sort()[0] ?? null;
}
