import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { extname, join, resolve, sep } from 'node:path';
import type { SiteReader } from '../../src/server/edge/answer-object.ts';
import type { StoredObject } from '../../src/shared/object-store/object-store.ts';
import { siteAddress } from '../../src/shared/site-address.ts';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.xml': 'application/xml; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
  '.jpg': 'image/jpeg',
  '.png': 'image/png',
  '.gif': 'image/gif',
  '.webp': 'image/webp',
  '.avif': 'image/avif',
};
/** Feeds have types of their own, and names that never change. */
const feedTypes: Readonly<Record<string, string>> = {
  'feed.xml': 'application/rss+xml; charset=utf-8',
  'atom.xml': 'application/atom+xml; charset=utf-8',
  'feed.json': 'application/feed+json; charset=utf-8',
};

export interface ExportedSite {
  readonly reader: SiteReader;
  /** Addresses that lead on, and those that answer 410. */
  readonly addresses: readonly string[];
}

/**
 * What `dateline export` has written, read as an edge reads the store: its `_redirects` and `_gone`
 * say what files cannot.
 * @param base path that the site lives under, without a slash at its end
 */
export async function readExport(folder: string, base: string): Promise<ExportedSite> {
  const root = resolve(folder);
  const redirects = (await linesOf(join(root, '_redirects'))).map((line) => line.split(' '));
  const gone = await linesOf(join(root, '_gone'));
  const metadata = new Map<string, Readonly<Record<string, string>>>([
    ...redirects.map(([from = '', location = '']) => [from, { status: '301', location }] as const),
    ...gone.map((address) => [address, { status: '410' }] as const),
  ]);
  const get = async (key: string): Promise<StoredObject | undefined> => {
    const own = base === '' ? key : key.slice(base.length);
    const body = await read(root, own);
    if (body === undefined) return undefined;
    const said = metadata.get(siteAddress(own));
    const contentType =
      feedTypes[own.split('/').at(-1) ?? ''] ?? types[extname(own)] ?? 'application/octet-stream';
    return {
      ...{ contentType, body, size: body.length, modified: new Date(0) },
      etag: createHash('sha256').update(body).digest('hex'),
      ...(said !== undefined && { metadata: said }),
    };
  };
  return { reader: { get, head: get }, addresses: [...metadata.keys()].map((path) => base + path) };
}

async function read(root: string, key: string): Promise<Buffer | undefined> {
  const file = join(root, key);
  if (!file.startsWith(root + sep)) return undefined;
  try {
    return await readFile(file);
  } catch (error) {
    if (
      error instanceof Error &&
      'code' in error &&
      /^(ENOENT|EISDIR|ENOTDIR)$/.test(String(error.code))
    ) {
      return undefined;
    }
    throw error;
  }
}

/** A list that is not there is empty: the folder may come from another tool. */
async function linesOf(file: string): Promise<string[]> {
  const text = (await read(resolve(file, '..'), file.split(sep).at(-1) ?? ''))?.toString() ?? '';
  return text.split('\n').filter(Boolean);
}
