import type { ApiClient } from './api-client.ts';
import { followSteps, type Step } from './step-stream.ts';

/** Listens to the desk while something else goes on. */
export interface StepWatch {
  /** Resolves once no step can be missed, or the stream has turned out not to be there. */
  readonly opened: Promise<void>;
  /** The steps of a story since the last call. */
  take(storyId: string): Step[];
  /** Resolves when a step arrives, and after `ms` at the latest. */
  next(ms: number): Promise<void>;
  /** False once the stream has broken off: whoever waits must then ask. */
  isListening(): boolean;
  close(): void;
}

/** @param onBreak told once why the stream ended before `close` */
export function watchSteps(api: ApiClient, onBreak: (reason: string) => void): StepWatch {
  const abort = new AbortController();
  const arrived: Step[] = [];
  let listening = true;
  let wake = (): void => {};

  const opened = new Promise<void>((resolve) => {
    const listen = async (): Promise<string> => {
      try {
        for await (const step of followSteps(api, { signal: abort.signal, onOpen: resolve })) {
          arrived.push(step);
          wake();
        }
        return 'the server ended it';
      } catch (error) {
        return error instanceof Error ? error.message : String(error);
      }
    };
    void listen().then((reason) => {
      listening = false;
      if (!abort.signal.aborted) onBreak(reason);
      resolve();
      wake();
    });
  });

  return {
    opened,
    take(storyId) {
      return arrived.splice(0).filter((step) => step.storyId === storyId);
    },
    next(ms) {
      if (arrived.length > 0) return Promise.resolve();
      return new Promise((resolve) => {
        const timer = setTimeout(resolve, ms);
        wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    },
    isListening: () => listening,
    close: () => abort.abort(),
  };
}
