import { statSync, unlinkSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate as breathe } from 'node:timers/promises';
import { isMissing } from './directory-errors.ts';
import { breakIfStale } from './directory-lock.ts';
import { decodeSegment, folderPath, kindOf } from './directory-names.ts';
import { compareKeys } from './object-key.ts';
import type { ListEntry, ListOptions } from './object-store.ts';

const TEMPORARY = /^=([0-9a-z]+)\..*\.tmp$/;
const LEFTOVER_MS = 60 * 60_000;
const BATCH = 256;

interface Entry {
  /** Decoded, with a closing slash where it is a folder: sorting by it is sorting by key. */
  readonly name: string;
  readonly path: string;
}

/** Lists the objects below `root`, and clears away what crashed writers left in the folders it reads. */
export async function* listDirectory(
  root: string,
  prefix: string,
  options: ListOptions = {},
): AsyncGenerator<ListEntry> {
  const slash = prefix.lastIndexOf('/');
  const folder = slash === -1 ? root : join(root, folderPath(prefix.slice(0, slash)));
  yield* walk(folder, prefix, { ...options, keyOfFolder: prefix.slice(0, slash + 1) });
}

type Walk = ListOptions & { readonly keyOfFolder: string };

async function* walk(folder: string, prefix: string, at: Walk): AsyncGenerator<ListEntry> {
  let seen = 0;
  for (const { name, path } of await readFolder(folder)) {
    const key = at.keyOfFolder + name;
    if (!key.startsWith(prefix)) continue;
    seen += 1;
    if (seen % BATCH === 0) await breathe();
    const passed = at.after !== undefined && compareKeys(key, at.after) <= 0;
    if (!name.endsWith('/')) {
      const entry = passed ? undefined : objectEntry(key, path);
      if (entry) yield entry;
    } else if (!at.delimiter) {
      if (passed && !at.after?.startsWith(key)) continue;
      yield* walk(path, prefix, { ...at, keyOfFolder: key });
    } else if (!passed && (await holdsAny(path))) yield { key };
  }
}

function objectEntry(key: string, path: string): ListEntry | undefined {
  const stat = statSync(path, { throwIfNoEntry: false });
  // `mtime` is rounded, half of the time to a moment that has not come yet.
  return stat && { key, modified: new Date(Math.floor(stat.mtimeMs)) };
}

async function holdsAny(folder: string): Promise<boolean> {
  const entries = await readFolder(folder);
  if (entries.some(({ name }) => !name.endsWith('/'))) return true;
  for (const { path } of entries) if (await holdsAny(path)) return true;
  return false;
}

async function readFolder(folder: string): Promise<Entry[]> {
  const entries = await readNames(folder, '');
  return entries.sort((a, b) => compareKeys(a.name, b.name));
}

/** `begun` is the encoded part of a long segment that led here. */
async function readNames(folder: string, begun: string): Promise<Entry[]> {
  const entries: Entry[] = [];
  for (const name of await namesIn(folder)) {
    const path = `${folder}/${name}`;
    const kind = kindOf(name);
    if (kind === 'continuation')
      entries.push(...(await readNames(path, begun + name.slice(0, -1))));
    else if (kind === 'folder') entries.push({ name: `${decodeSegment(begun + name)}/`, path });
    else if (kind) entries.push({ name: decodeSegment(begun + name.slice(0, -1)), path });
    else sweep(path, name);
  }
  return entries;
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
}

function sweep(path: string, name: string): void {
  const born = TEMPORARY.exec(name)?.[1];
  try {
    if (name.endsWith('=lock')) breakIfStale(path);
    else if (born && Date.now() - Number.parseInt(born, 36) > LEFTOVER_MS) unlinkSync(path);
  } catch (error) {
    if (!isMissing(error)) throw error;
  }
}
