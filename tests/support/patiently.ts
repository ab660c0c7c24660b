/**
 * How long a fact is waited for: many times what the newsroom promises to need where a worker was killed
 * or Redis was too slow (15 s until a sweep takes notice), on a machine that has other things to do.
 */
export const PATIENCE_MS = 120_000;
const LONGEST_PAUSE_MS = 50;

/** Asks again and again; a string says why it is not yet so. */
export async function patiently<T extends object>(
  ask: () => Promise<T | string>,
  patienceMs = PATIENCE_MS,
): Promise<T> {
  const deadline = performance.now() + patienceMs;
  for (let pause = 5; ; pause = Math.min(LONGEST_PAUSE_MS, pause * 2)) {
    const answer = await ask();
    if (typeof answer !== 'string') return answer;
    if (performance.now() > deadline) throw new Error(`waited in vain: it ${answer}`);
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
}
