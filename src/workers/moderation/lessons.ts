import type { Lesson } from '../../shared/desk/lesson.ts';
import type { ReviewDesk } from '../../shared/desk/review-desk.ts';
import type { Threads } from '../../shared/threads/threads.ts';
import { type Layer, learn, nothingLearnt } from './classifier/learn.ts';
import { loadModel } from './classifier/load-model.ts';

/** A decision teaches every worker within this time. */
const FRESH_MS = 2_000;
/** More lessons than these are learnt in a thread. */
const FEW = 50;
const BUDGET_MS = 60_000;

/** Runs in a thread where there are many lessons. */
const home = import.meta.url;

interface LessonTools {
  readonly reviewDesk: Pick<ReviewDesk, 'lessons'>;
  readonly threads: Threads;
  readonly now?: () => number;
}

/** What reviewers have taught by now: the same layer until they teach something else. */
export function layerOfLessons({ reviewDesk, threads, now = Date.now }: LessonTools) {
  let layer: Layer = nothingLearnt;
  let version: string | undefined;
  let asked = Number.NEGATIVE_INFINITY;
  let asking: Promise<void> = Promise.resolve();

  async function refresh(): Promise<void> {
    const lessons = await reviewDesk.lessons(version);
    if (lessons === undefined) return;
    layer = await learnApart(threads, lessons.all);
    version = lessons.version;
  }

  return async (): Promise<Layer> => {
    if (now() - asked >= FRESH_MS) {
      asked = now();
      asking = refresh();
    }
    await asking;
    return layer;
  };
}

function learnApart(threads: Threads, lessons: readonly Lesson[]): Promise<Layer> {
  if (lessons.length <= FEW) return Promise.resolve(learnAlone(lessons));
  return threads.run({ home, task: learnAlone, argument: lessons, budgetMs: BUDGET_MS });
}

/** Exported for the thread that runs it. */
export const learnAlone = (lessons: readonly Lesson[]): Layer =>
  lessons.length === 0 ? nothingLearnt : learn(loadModel(), lessons);
