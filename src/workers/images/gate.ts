/** Runs `work` when a place is free. Urgent work goes before all that waits. */
export type Gate = <T>(work: () => Promise<T>, urgent?: boolean) => Promise<T>;

/** At most `places` at once, in the order of arrival. */
export function createGate(places: number): Gate {
  let free = places;
  const urgentWaiters: (() => void)[] = [];
  const waiters: (() => void)[] = [];

  return async (work, urgent = false) => {
    if (free > 0) free -= 1;
    else await new Promise<void>((enter) => (urgent ? urgentWaiters : waiters).push(enter));
    try {
      return await work();
    } finally {
      const next = urgentWaiters.shift() ?? waiters.shift();
      if (next) next();
      else free += 1;
    }
  };
}

/** A gate for each key, kept only while somebody uses it. */
export function createGates(
  places: number,
): <T>(key: string, work: () => Promise<T>) => Promise<T> {
  const gates = new Map<string, { gate: Gate; users: number }>();
  return async (key, work) => {
    const entry = gates.get(key) ?? { gate: createGate(places), users: 0 };
    gates.set(key, entry);
    entry.users += 1;
    try {
      return await entry.gate(work);
    } finally {
      entry.users -= 1;
      if (entry.users === 0) gates.delete(key);
    }
  };
}
