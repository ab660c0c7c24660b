import { type Received, StoryAnswer, SubmissionAnswer, type TimelineEntry } from './api-answers.ts';
import { type ApiClient, ApiRefused } from './api-client.ts';
import type { StepWatch } from './step-watch.ts';
import { CommandFailed } from './terminal.ts';

const endStates = new Set(['live', 'held', 'rejected', 'scheduled', 'withdrawn', 'failed']);
/** While the stream of steps is there it is only a safety net to ask as well. */
const ASK_EVERY_MS = 1000;
const ASK_WITHOUT_STREAM_MS = 250;

export interface Followed {
  readonly received: Received;
  readonly steps: StepWatch;
  readonly timeoutMs: number;
  /** Called once for each step, in order. */
  readonly tell: (entry: TimelineEntry) => void;
}

/**
 * Waits until the story that a submission made or changed has come to rest. Throws CommandFailed
 * when it takes too long, or when no story could be made of it.
 */
export async function followStory(api: ApiClient, followed: Followed): Promise<StoryAnswer> {
  const { received, steps, timeoutMs } = followed;
  const deadline = Date.now() + timeoutMs;
  const tell = once(followed.tell);
  let madeNew: boolean | undefined;
  let newestPass = 0;
  let story: StoryAnswer | undefined;
  while (Date.now() < deadline) {
    for (const { storyId: _, ...step } of steps.take(received.storyId)) {
      newestPass = Math.max(newestPass, step.pass);
      tell(step);
    }
    madeNew ??= await madeRevision(api, received.submissionId);
    story = madeNew === undefined ? undefined : await findStory(api, received.storyId);
    if (madeNew && story !== undefined) stepsOfPass(story).forEach(tell);
    if (story && endStates.has(story.state) && story.pass >= newestPass) return story;
    const patience = steps.isListening() ? ASK_EVERY_MS : ASK_WITHOUT_STREAM_MS;
    await steps.next(Math.min(patience, Math.max(0, deadline - Date.now())));
  }
  const where = story === undefined ? 'has not been taken in yet' : `is at "${story.state}"`;
  throw new CommandFailed(`After ${timeoutMs / 1000} s the story ${where}.`);
}

/** The same step comes from the stream and from the story. */
function once(tell: (entry: TimelineEntry) => void): (entry: TimelineEntry) => void {
  const told = new Set<string>();
  return (entry) => {
    const name = `${entry.pass} ${entry.stage} ${entry.at}`;
    if (told.has(name)) return;
    told.add(name);
    tell(entry);
  };
}

const stepsOfPass = ({ timeline, pass }: StoryAnswer): TimelineEntry[] =>
  timeline.filter((entry) => entry.pass === pass);

/** Whether the submission made a revision; `undefined` while it has not been looked at. */
async function madeRevision(api: ApiClient, submissionId: string): Promise<boolean | undefined> {
  const path = `/v1/submissions/${encodeURIComponent(submissionId)}`;
  const submission = await orUndefined(api.ask({ path }, SubmissionAnswer));
  if (submission === undefined || submission.status === 'received') return undefined;
  if (submission.status === 'failed') {
    throw new CommandFailed(['No story could be made of it', ...submission.because].join('\n  '));
  }
  return submission.status === 'accepted';
}

const findStory = (api: ApiClient, storyId: string): Promise<StoryAnswer | undefined> =>
  orUndefined(api.ask({ path: `/v1/stories/${encodeURIComponent(storyId)}` }, StoryAnswer));

/** What was accepted a moment ago may not be known everywhere yet. */
async function orUndefined<T>(answer: Promise<T>): Promise<T | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof ApiRefused && error.status === 404) return undefined;
    throw error;
  }
}
