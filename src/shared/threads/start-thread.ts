import { Worker } from 'node:worker_threads';
import { TooCostly, Unavailable } from '../errors.ts';
import { type HandedOver, type Order, type Report, unpackError } from './crossing.ts';

/** One thread, that does one thing at a time. */
export interface Thread {
  run(order: HandedOver<Order>, budgetMs: number): Promise<unknown>;
  end(): Promise<void>;
}

interface Limits {
  readonly idleMs: number;
  readonly memoryMb: number;
}

interface Work {
  readonly settle: (error: Error | null, value?: unknown) => void;
  readonly timer: NodeJS.Timeout;
}

/** `onEnd` is called once, when the thread can be asked no more. */
export function startThread({ idleMs, memoryMb }: Limits, onEnd: () => void): Thread {
  const worker = new Worker(compiled(new URL('./thread.ts', import.meta.url).href), {
    resourceLimits: { maxOldGenerationSizeMb: memoryMb },
  });
  let work: Work | null = null;
  let hasEnded = false;
  let rest: NodeJS.Timeout | undefined;

  function finish(error: Error | null, value?: unknown): void {
    if (work === null) return;
    const { settle, timer } = work;
    work = null;
    clearTimeout(timer);
    // What does nothing holds up no process that wants to end.
    worker.unref();
    if (!hasEnded) rest = setTimeout(() => void end(), idleMs).unref();
    settle(error, value);
  }

  function over(error: Error): void {
    if (!hasEnded) {
      hasEnded = true;
      clearTimeout(rest);
      onEnd();
    }
    finish(error);
  }

  async function end(): Promise<void> {
    over(new Unavailable('the thread was ended'));
    await worker.terminate();
  }

  worker.unref();
  worker.on('message', (report: Report) => {
    if ('error' in report) finish(unpackError(report.error));
    else finish(null, report.value);
  });
  worker.on('error', (error) => over(causeOf(error)));
  worker.on('exit', (code) => over(new Unavailable(`a thread ended by itself (${code})`)));

  return {
    end,
    run: ({ value: order, buffers }, budgetMs) =>
      new Promise((resolve, reject) => {
        worker.postMessage({ ...order, module: compiled(order.module).href }, [...buffers]);
        worker.ref();
        clearTimeout(rest);
        work = {
          settle: (error, value) => (error === null ? resolve(value) : reject(error)),
          timer: setTimeout(() => {
            over(new TooCostly(`it took longer than ${budgetMs / 1000} s`));
            void worker.terminate();
          }, budgetMs),
        };
      }),
  };
}

function causeOf(error: unknown): Error {
  const isMemory = Object(error).code === 'ERR_WORKER_OUT_OF_MEMORY';
  if (isMemory) return new TooCostly('it took more memory than it may', { cause: error });
  return new Unavailable('a thread died', { cause: error });
}

/**
 * Node 20 loads no TypeScript in a thread, whatever runs the main one (tsx, Vitest): beside sources
 * a thread runs what was built of them.
 */
function compiled(module: string): URL {
  const isSource = import.meta.url.endsWith('.ts');
  const built = isSource ? module.replace(/^(.*)\/src\//, '$1/dist/') : module;
  return new URL(built.replace(/\.ts$/, '.js'));
}
