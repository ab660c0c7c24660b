import { availableParallelism } from 'node:os';
import { Unavailable } from '../errors.ts';
import { HandedOver, type Order } from './crossing.ts';
import { startThread, type Thread } from './start-thread.ts';

/** What the caller gets: what the function gave, without the wrapping of what was handed over. */
type Given<R> = Awaited<R> extends HandedOver<infer Value> ? Value : Awaited<R>;

/** Arguments and results are what a structured clone takes. */
export interface Call<Argument, R> {
  /** `import.meta.url` of the module that exports the task under its name. */
  readonly home: string;
  readonly task: (argument: Argument) => R;
  readonly argument: Argument;
  /** Bytes in the argument that are given away: they are empty here from now on. */
  readonly giving?: readonly Uint8Array[];
  /** From when a thread begins with it; what takes longer is stopped, thread and all. */
  readonly budgetMs: number;
}

/**
 * Threads for work that would hold up everybody else in this process. They start when first needed
 * and end after a while without work. Calls wait for a free thread in the order they came.
 */
export interface Threads {
  /**
   * Throws what the task throws, TooCostly where it takes more than its time or memory, and
   * Unavailable where the threads are closed, or one dies of something else.
   */
  run<Argument, R>(call: Call<Argument, R>): Promise<Given<R>>;
  /** Ends every thread, and with it what it works on. */
  close(): Promise<void>;
}

export interface ThreadOptions {
  /** Threads at once. */
  readonly most?: number;
  readonly idleMs?: number;
  /** JavaScript's own memory in each thread, bytes in buffers apart. */
  readonly memoryMb?: number;
}

interface Waiting {
  readonly order: HandedOver<Order>;
  readonly budgetMs: number;
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: unknown) => void;
}

/** One thread leaves a core to the rest of the process; a second is for machines that have more. */
const byCores = (): number => (availableParallelism() > 2 ? 2 : 1);

export function openThreads({
  most = byCores(),
  idleMs = 30_000,
  memoryMb = 512,
}: ThreadOptions = {}): Threads {
  const waiting: Waiting[] = [];
  const idle: Thread[] = [];
  const all = new Set<Thread>();
  let isClosed = false;

  function start(): Thread {
    const thread = startThread({ idleMs, memoryMb }, () => {
      all.delete(thread);
      const at = idle.indexOf(thread);
      if (at !== -1) idle.splice(at, 1);
      workNext();
    });
    all.add(thread);
    return thread;
  }

  function workNext(): void {
    if (waiting.length === 0 || isClosed) return;
    const thread = idle.pop() ?? (all.size < most ? start() : undefined);
    const next = thread && waiting.shift();
    if (!next) return;
    void work(thread, next);
  }

  async function work(thread: Thread, { order, budgetMs, resolve, reject }: Waiting) {
    try {
      resolve(await thread.run(order, budgetMs));
    } catch (error) {
      reject(error);
    }
    if (all.has(thread)) idle.push(thread);
    workNext();
  }

  return {
    run: ({ home, task, argument, giving = [], budgetMs }) =>
      new Promise((resolve, reject) => {
        if (isClosed) throw new Unavailable('the threads are closed');
        const order = new HandedOver({ module: home, name: task.name, argument }, giving);
        // What the task gave came as it was: nothing but a clone lies between.
        waiting.push({ order, budgetMs, resolve: resolve as (value: unknown) => void, reject });
        workNext();
      }),
    async close() {
      isClosed = true;
      for (const { reject } of waiting.splice(0)) reject(new Unavailable('the threads are closed'));
      await Promise.all([...all].map((thread) => thread.end()));
    },
  };
}
