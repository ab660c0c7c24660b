import { randomUUID } from 'node:crypto';
import { linkSync, renameSync, rmdirSync, unlinkSync } from 'node:fs';
import { dirname, join, resolve, sep } from 'node:path';
import { Conflict } from '../errors.ts';
import { codeOf, isMissing, translated } from './directory-errors.ts';
import { readObject, readSummary, writeBeside } from './directory-file.ts';
import { listDirectory } from './directory-list.ts';
import { underLock } from './directory-lock.ts';
import { filePath } from './directory-names.ts';
import { FolderSync } from './directory-sync.ts';
import { checkedHeader } from './object-header.ts';
import { checkKey } from './object-key.ts';
import type {
  ListEntry,
  ListOptions,
  ObjectHeader,
  ObjectStore,
  ObjectSummary,
  PutOptions,
  StoredObject,
} from './object-store.ts';
import { checkConditions } from './put-options.ts';
import { transferThrough } from './transfer.ts';

/** A store in the folder `root`, made when first written to. Safe for several processes of a machine. */
export const openDirectory = (root: string): ObjectStore => new DirectoryStore(resolve(root));

class DirectoryStore implements ObjectStore {
  readonly #root: string;
  readonly #folders: FolderSync;

  constructor(root: string) {
    this.#root = root;
    this.#folders = new FolderSync(root);
  }

  async put(
    key: string,
    body: Uint8Array | string,
    header: ObjectHeader,
    options: PutOptions = {},
  ): Promise<string> {
    const file = this.#fileOf(key);
    const bytes = bufferOf(body);
    checkConditions(options);
    const summary: ObjectSummary = {
      etag: randomUUID(),
      size: bytes.length,
      modified: new Date(),
      ...checkedHeader(header),
    };
    const durable = options.durable ?? false;
    return translated(this.#root, async () => {
      const temporary = await writeBeside(file, summary, bytes, durable);
      try {
        await place(temporary, file, options);
      } finally {
        // Also where we lost: who hears of a conflict may rely on what is there already.
        if (durable) await this.#folders.sync(dirname(file));
      }
      return summary.etag;
    });
  }

  async get(key: string): Promise<StoredObject | undefined> {
    const file = this.#fileOf(key);
    return translated(this.#root, () => readObject(file));
  }

  async head(key: string): Promise<ObjectSummary | undefined> {
    const file = this.#fileOf(key);
    return translated(this.#root, async () => readSummary(file));
  }

  async *list(prefix: string, options?: ListOptions): AsyncGenerator<ListEntry> {
    const entries = listDirectory(this.#root, prefix, options);
    for (;;) {
      const next = await translated(this.#root, () => entries.next());
      if (next.done) return;
      yield next.value;
    }
  }

  async delete(key: string): Promise<void> {
    const file = this.#fileOf(key);
    await translated(this.#root, async () => {
      try {
        await underLock(file, () => unlinkSync(file));
      } catch (error) {
        if (!isMissing(error)) throw error;
      }
      this.#prune(dirname(file));
    });
  }

  async transfer(
    key: string,
    to: ObjectStore,
    toKey: string,
    header: ObjectHeader,
    options?: PutOptions,
  ): Promise<string | undefined> {
    return transferThrough({ from: this, key, to, toKey, header, options });
  }

  async close(): Promise<void> {}

  #fileOf(key: string): string {
    checkKey(key);
    return join(this.#root, filePath(key));
  }

  /** Removes folders left empty, but not the first level: `inbox/` comes and goes all the time. */
  #prune(folder: string): void {
    let at = folder;
    while (at.slice(this.#root.length + 1).includes(sep)) {
      try {
        rmdirSync(at);
      } catch {
        return;
      }
      at = dirname(at);
    }
  }
}

/**
 * Moves a finished temporary file to its name. Making an object needs no lock, since link(2) fails
 * where it exists; whatever replaces or removes one takes its lock, so that nothing comes between
 * the check and the write of `ifMatch`.
 */
async function place(temporary: string, file: string, options: PutOptions): Promise<void> {
  let moved = false;
  try {
    if (options.ifMatch === undefined && linkUnlessThere(temporary, file)) return;
    await underLock(file, (isOurs) => {
      if (!mayReplace(file, options)) throw new Conflict(`${file} was written by somebody else`);
      if (!isOurs()) throw new Conflict(`The lock of ${file} was lost`);
      renameSync(temporary, file);
      moved = true;
    });
  } finally {
    if (!moved) unlinkSync(temporary);
  }
}

function mayReplace(file: string, { ifAbsent, ifMatch }: PutOptions): boolean {
  if (!ifAbsent && ifMatch === undefined) return true;
  return readSummary(file)?.etag === ifMatch;
}

function linkUnlessThere(temporary: string, file: string): boolean {
  try {
    linkSync(temporary, file);
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  }
}

const bufferOf = (body: Uint8Array | string): Buffer =>
  typeof body === 'string'
    ? Buffer.from(body)
    : Buffer.from(body.buffer, body.byteOffset, body.byteLength);
