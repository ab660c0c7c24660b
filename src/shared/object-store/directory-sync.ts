import { open } from 'node:fs/promises';
import { dirname } from 'node:path';

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

  async #syncNow(folder: string): Promise<void> {
    const handle = await open(folder, 'r');
    let identity: string;
    try {
      const { ino, birthtimeNs } = await handle.stat({ bigint: true });
      identity = `${ino}.${birthtimeNs}`;
      await handle.sync();
    } finally {
      await handle.close();
    }
    if (folder === this.#top || this.#safe.get(folder) === identity) return;
    await this.sync(dirname(folder));
    if (this.#safe.size >= REMEMBERED) this.#safe.clear();
    this.#safe.set(folder, identity);
  }
}
