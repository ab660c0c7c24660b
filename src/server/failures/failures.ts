import { z } from 'zod';
import type { DeskEntry } from '../../shared/desk/desk.ts';
import type { ServerTools } from '../server-tools.ts';
import { errorId, patternOf } from './fingerprint.ts';

/** Failed stories looked at, and how many of each kind are named. */
const MOST_STORIES = 5000;
const PAGE = 200;
const AT_ONCE = 50;
const MOST_NAMED = 5;
const HOUR_MS = 3_600_000;
const HOURS = 24;

export const FailureGroup = z
  .object({
    error: z.string().describe('Names this kind of failure, e.g. in the filter of a bulk'),
    stage: z.string(),
    pattern: z.string().describe('What the reasons have in common'),
    count: z.int(),
    first: z.string(),
    last: z.string(),
    byHour: z.array(z.int()).describe('How many failed in each of the last 24 hours'),
    stories: z
      .array(
        z.object({
          storyId: z.string(),
          headline: z.string(),
          because: z.string(),
          at: z.string(),
        }),
      )
      .describe('The newest of them'),
  })
  .meta({ id: 'FailureGroup' });
export type FailureGroup = z.infer<typeof FailureGroup>;

export interface Failure {
  readonly entry: DeskEntry;
  readonly stage: string;
  readonly because: string;
  readonly error: string;
  readonly pattern: string;
}

/** Every failed story with what failed it, the oldest first; at most 5,000. Asks Redis. */
export async function failedStories({
  services: { desk },
}: ServerTools): Promise<{ failures: readonly Failure[]; more: boolean }> {
  const failures: Failure[] = [];
  let cursor: string | null | undefined;
  while (cursor !== null && failures.length < MOST_STORIES) {
    const page = await desk.search({
      ...{ state: 'failed', order: 'oldest', limit: PAGE },
      ...(cursor && { cursor }),
    });
    for (let at = 0; at < page.items.length; at += AT_ONCE) {
      const some = page.items.slice(at, at + AT_ONCE);
      failures.push(...(await Promise.all(some.map((entry) => failureOf(desk, entry)))));
    }
    cursor = page.next;
  }
  return { failures, more: cursor !== null };
}

async function failureOf(
  desk: ServerTools['services']['desk'],
  entry: DeskEntry,
): Promise<Failure> {
  const steps = await desk.timeline(entry.storyId);
  const last = steps.findLast(({ verdict }) => verdict === 'failed');
  const stage = last?.stage ?? 'unknown';
  const because = last?.because[0] ?? 'The reason is in the archive.';
  const pattern = patternOf(because.replace(/^\w+ gave up: /, ''));
  return { entry, stage, because, pattern, error: errorId(stage, pattern) };
}

/** Failures by stage and kind, the most frequent first. */
export function groupFailures(failures: readonly Failure[], now: number): FailureGroup[] {
  const groups = new Map<string, Failure[]>();
  for (const failure of failures) {
    const group = groups.get(failure.error) ?? [];
    group.push(failure);
    groups.set(failure.error, group);
  }
  return [...groups.values()]
    .map((some) => groupOf(some, now))
    .sort((a, b) => b.count - a.count || b.last.localeCompare(a.last));
}

function groupOf(some: readonly Failure[], now: number): FailureGroup {
  const newest = [...some].sort((a, b) => b.entry.updated.localeCompare(a.entry.updated));
  const [first] = newest;
  if (first === undefined) throw new RangeError('a group has no failures');
  const byHour = Array.from({ length: HOURS }, () => 0);
  for (const { entry } of some) {
    const back = Math.floor((now - Date.parse(entry.updated)) / HOUR_MS);
    const at = HOURS - 1 - back;
    if (at >= 0 && at < HOURS) byHour[at] = (byHour[at] ?? 0) + 1;
  }
  return {
    ...{ error: first.error, stage: first.stage, pattern: first.pattern, count: some.length },
    first: newest.at(-1)?.entry.updated ?? first.entry.updated,
    last: first.entry.updated,
    byHour,
    stories: newest.slice(0, MOST_NAMED).map(({ entry, because }) => ({
      ...{ storyId: entry.storyId, headline: entry.headline, because, at: entry.updated },
    })),
  };
}
