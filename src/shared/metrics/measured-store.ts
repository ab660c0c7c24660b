import { Conflict, Unavailable } from '../errors.ts';
import type { ObjectStore } from '../object-store/object-store.ts';
import type { Meter } from './meter.ts';

/** What lies behind: an adapter copies natively to a store that it knows. */
const behind = new WeakMap<ObjectStore, ObjectStore>();

/** The store, with every call's time and outcome taken down. */
export function measuredStore(
  store: ObjectStore,
  name: 'archive' | 'site',
  meter: Meter,
): ObjectStore {
  async function timed<T>(op: string, call: () => Promise<T>): Promise<T> {
    const began = performance.now();
    const note = (code: string) =>
      meter.observe('storeDuration', { store: name, op, code }, (performance.now() - began) / 1000);
    try {
      const answer = await call();
      note(answer === undefined && op !== 'delete' ? 'missing' : 'ok');
      return answer;
    } catch (error) {
      note(codeOf(error));
      throw error;
    }
  }
  const measured: ObjectStore = {
    put: (...put) => timed('put', () => store.put(...put)),
    get: (key) => timed('get', () => store.get(key)),
    head: (key) => timed('head', () => store.head(key)),
    delete: (key) => timed('delete', () => store.delete(key)),
    transfer: (key, to, ...more) =>
      timed('transfer', () => store.transfer(key, behind.get(to) ?? to, ...more)),
    async *list(...listing) {
      const entries = store.list(...listing)[Symbol.asyncIterator]();
      try {
        let entry = await timed('list', () => entries.next());
        for (; entry.done !== true; entry = await entries.next()) yield entry.value;
      } finally {
        await entries.return?.();
      }
    },
    close: () => store.close(),
  };
  behind.set(measured, store);
  return measured;
}

function codeOf(error: unknown): string {
  if (error instanceof Conflict) return 'conflict';
  return error instanceof Unavailable ? 'away' : 'error';
}
