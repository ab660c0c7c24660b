import { closeSync, fstatSync, fsync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import { promisify } from 'node:util';

/** The one slow call; the others are done before a thread of the pool would have begun. */
const syncFile = promisify(fsync);

const REMEMBERED = 10_000;

/**
 * Makes the names in folders survive a power cut. Writers who ask while a sync of their folder is
 * under way share the next one, so a burst costs a few syncs and not one each.
 */
export class FolderSync {
  readonly #top: string;
  readonly #running = new Map<string, Promise<void>>();
  readonly #waiting = new Map<string, Promise<void>>();
  /** Folders whose own names are known to be on disk, by identity: a folder may be made again. */
  readonly #safe = new Map<string, string>();

  constructor(root: string) {
    this.#top = dirname(root);
  }

  sync(folder: string): Promise<void> {
    const waiting = this.#waiting.get(folder);
    if (waiting) return waiting;
    const running = this.#running.get(folder);
    if (!running) return this.#start(folder);
    const next = running
      .catch(() => undefined)
      .then(() => {
        this.#waiting.delete(folder);
        return this.#start(folder);
      });
    this.#waiting.set(folder, next);
    return next;
  }

  #start(folder: string): Promise<void> {
    const run = this.#syncNow(folder).finally(() => this.#running.delete(folder));
    this.#running.set(folder, run);
    return run;
  }

  /** With the folders above it at the same time: nobody is answered before all are on disk. */
  async #syncNow(folder: string): Promise<void> {
    const fd = openSync(folder, 'r');
    try {
      const { ino, birthtimeNs } = fstatSync(fd, { bigint: true });
      const identity = `${ino}.${birthtimeNs}`;
      const isSafe = folder === this.#top || this.#safe.get(folder) === identity;
      const syncs = [syncFile(fd), ...(isSafe ? [] : [this.sync(dirname(folder))])];
      for (const { reason } of (await Promise.allSettled(syncs)).filter(isRejected)) throw reason;
      if (isSafe) return;
      if (this.#safe.size >= REMEMBERED) this.#safe.clear();
      this.#safe.set(folder, identity);
    } finally {
      closeSync(fd);
    }
  }
}

const isRejected = (result: PromiseSettledResult<void>): result is PromiseRejectedResult =>
  result.status === 'rejected';
