import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join, resolve, sep } from 'node:path';
import { z } from 'zod';
import { canaryPrefix } from '../shared/canary.ts';
import { inParts } from '../shared/object-store/in-parts.ts';
import type { ObjectStore, ObjectSummary } from '../shared/object-store/object-store.ts';
import { siteAddress } from '../shared/site-address.ts';
import { mediaFolder } from '../shared/site-media.ts';
import { CommandFailed } from './terminal.ts';

/** Which version of each object the folder holds; the objects of an export that was interrupted too. */
const MANIFEST = '.dateline-export.json';
const Manifest = z.record(z.string(), z.string());
/** Objects read at once, and after how many it is noted how far the export is. */
const AT_ONCE = 16;
const NOTE_EVERY = 512;

export interface Exported {
  readonly files: number;
  readonly written: number;
  readonly removed: number;
  readonly redirects: number;
  readonly gone: number;
}

/**
 * Writes every object of the site that is for readers as a file, and what a file cannot say beside them: `_redirects`
 * (`from to 301`, as many hosts read it) and `_gone` (addresses to be answered with 410). Files that
 * are there in this version are left alone, files of objects that are gone are removed: it may be
 * interrupted and run again. Throws CommandFailed for a folder that holds something else.
 */
export async function exportTo(site: ObjectStore, folder: string): Promise<Exported> {
  const root = resolve(folder);
  await mkdir(root, { recursive: true });
  const before = await manifestIn(root);
  const hidden = await canaryFolders(site);
  const now: Record<string, string> = {};
  const lists = { redirects: [] as string[], gone: [] as string[] };
  let written = 0;
  const one = async (key: string): Promise<void> => {
    if (key.startsWith(canaryPrefix) || hidden.has(mediaFolder(key))) return;
    const found = await site.head(key);
    if (found === undefined) return;
    note(lists, key, found);
    if (before[key] !== found.etag && (await write(site, key, root))) written += 1;
    now[key] = found.etag;
  };
  let seen = 0;
  for await (const part of inParts(site.list(''), AT_ONCE)) {
    await Promise.all(part.map(({ key }) => one(key)));
    seen += part.length;
    if (seen % NOTE_EVERY === 0) await keep(root, MANIFEST, JSON.stringify({ ...before, ...now }));
  }
  const removed = Object.keys(before).filter((key) => !(key in now));
  await Promise.all(removed.map((key) => rm(fileOf(root, key), { force: true })));
  await keep(root, '_redirects', lines(lists.redirects));
  await keep(root, '_gone', lines(lists.gone));
  await keep(root, MANIFEST, JSON.stringify(now));
  const counts = { redirects: lists.redirects.length, gone: lists.gone.length };
  return { files: Object.keys(now).length, written, removed: removed.length, ...counts };
}

const PICTURE_ADDRESS = /_media\/[\w/-]+(?=\/)/g;

/** Folders of the canary's pictures: its pages show no others, and no story shows these. */
async function canaryFolders(site: ObjectStore): Promise<ReadonlySet<string>> {
  const folders = new Set<string>();
  for await (const { key } of site.list(canaryPrefix)) {
    const page = (await site.get(key))?.body.toString('utf8') ?? '';
    for (const [folder] of page.matchAll(PICTURE_ADDRESS)) folders.add(folder);
  }
  return folders;
}

const lines = (list: readonly string[]): string =>
  [...list]
    .sort()
    .map((one) => `${one}\n`)
    .join('');

function note(
  { redirects, gone }: { redirects: string[]; gone: string[] },
  key: string,
  { metadata }: ObjectSummary,
): void {
  const address = siteAddress(key);
  if (metadata?.status === '301') redirects.push(`${address} ${metadata.location ?? '/'} 301`);
  if (metadata?.status === '410') gone.push(address);
}

async function write(site: ObjectStore, key: string, root: string): Promise<boolean> {
  const stored = await site.get(key);
  if (stored === undefined) return false;
  await keep(root, key, stored.body);
  return true;
}

/** Whole or not at all: a reader of the folder never sees half a page. */
async function keep(root: string, key: string, body: Buffer | string): Promise<void> {
  const file = fileOf(root, key);
  await mkdir(dirname(file), { recursive: true });
  const beside = `${file}.part`;
  const handle = await open(beside, 'w');
  try {
    await handle.writeFile(body);
  } finally {
    await handle.close();
  }
  await rename(beside, file);
}

/** A key holds no dot segments, but the store is not ours alone. */
function fileOf(root: string, key: string): string {
  const file = join(root, key);
  if (!file.startsWith(root + sep)) throw new CommandFailed(`The key ${key} leads out of ${root}`);
  return file;
}

async function manifestIn(root: string): Promise<Readonly<Record<string, string>>> {
  try {
    return Manifest.parse(JSON.parse(await readFile(join(root, MANIFEST), 'utf8')));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return {};
    throw new CommandFailed(`${join(root, MANIFEST)} is not of an export: use another folder.`, {
      cause: error,
    });
  }
}
