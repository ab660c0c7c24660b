/** Does work once for all who ask for it under one key at the same time. */
export type Share<T> = (
  key: string,
  signal: AbortSignal,
  work: (signal: AbortSignal) => Promise<T>,
) => Promise<T>;

interface UnderWay<T> {
  readonly outcome: Promise<T>;
  readonly stop: AbortController;
  askers: number;
}

/** Each may leave by its own signal; the work is stopped when the last has left. */
export function createShare<T>(): Share<T> {
  const underWay = new Map<string, UnderWay<T>>();

  function begin(key: string, work: (signal: AbortSignal) => Promise<T>): UnderWay<T> {
    const stop = new AbortController();
    const begun = { outcome: work(stop.signal), stop, askers: 0 };
    underWay.set(key, begun);
    return begun;
  }

  return async (key, signal, work) => {
    signal.throwIfAborted();
    const joined = underWay.get(key) ?? begin(key, work);
    joined.askers += 1;
    let hasLeft = false;
    try {
      return await unlessAborted(joined.outcome, signal);
    } catch (error) {
      hasLeft = signal.aborted;
      throw error;
    } finally {
      joined.askers -= 1;
      const isOver = !hasLeft || joined.askers === 0;
      if (isOver && underWay.get(key) === joined) underWay.delete(key);
      if (joined.askers === 0) joined.stop.abort();
    }
  };
}

function unlessAborted<T>(outcome: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const leave = () => reject(signal.reason);
    signal.addEventListener('abort', leave, { once: true });
    outcome.then(resolve, reject).finally(() => signal.removeEventListener('abort', leave));
  });
}
