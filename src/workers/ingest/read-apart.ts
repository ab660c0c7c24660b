import { InvalidStory, TooCostly } from '../../shared/errors.ts';
import type { Threads } from '../../shared/threads/threads.ts';
import { home, type Reading, type ReadStory, readStory } from './read-story.ts';

/** Reading up to this holds nobody up for long; the way to a thread and back is 0.2 ms. */
const SMALL_BYTES = 32 * 1024;
/** Bodies at every bound take a tenth of it. */
const BUDGET_MS = 20_000;

/**
 * Reads a body and makes its story, in another thread where it is large. Throws Malformed, Invalid,
 * and InvalidStory where the body is beyond bounds.
 */
export async function readApart(threads: Threads, reading: Reading): Promise<ReadStory> {
  if (reading.body.length <= SMALL_BYTES) return (await readStory(reading)).value;
  // The submission is archived as it came, so the thread gets a copy.
  const body = new Uint8Array(reading.body);
  try {
    return await threads.run({
      home,
      task: readStory,
      argument: { ...reading, body },
      giving: [body],
      budgetMs: BUDGET_MS,
    });
  } catch (error) {
    if (!(error instanceof TooCostly)) throw error;
    throw new InvalidStory(`The body cannot be read: ${error.message}`, { cause: error });
  }
}
