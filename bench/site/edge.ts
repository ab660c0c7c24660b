import { createHash } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import { pino } from 'pino';
import { mediaTag } from '../../src/shared/cache-tags.ts';
import type { PurgeFigures } from '../../src/shared/cdn/purge-figures.ts';
import { openPurges, type Purges } from '../../src/workers/publish/purge/purges.ts';
import { openReadBack } from '../../src/workers/publish/purge/read-back.ts';
import { varnishPurger } from '../../src/workers/publish/purge/varnish.ts';
import { changeOfDeletion } from '../../src/workers/publish/purge/what-to-purge.ts';
import { askEdge } from '../../tests/contracts/edge.ts';
import { startPublicBucket } from '../../tests/support/public-bucket.ts';
import { type TemporaryStores, temporaryStores } from '../../tests/support/temporary-archive.ts';
import { hasVarnish, startVarnish } from '../../tests/support/varnish.ts';
import type { Measured, Row } from '../row.ts';

/** Readers that fill the cache at once. */
const READERS = 32;
const PICTURES = 15;
const PAGE = { contentType: 'text/html; charset=utf-8', cacheControl: 'public, max-age=3600' };
const PICTURE = { contentType: 'image/webp', cacheControl: 'public, max-age=31536000, immutable' };

interface Quantiles {
  readonly p50: number;
  readonly p95: number;
}

/** Milliseconds on a real Varnish in front of a directory store, publisher and edge on one machine. */
interface EdgeFigures {
  /** One soft purge request of one tag, to its answer. */
  readonly purge: Quantiles;
  /** From the last put of a story until a reader gets it, the purge collected as it is by default. */
  readonly readable: Quantiles;
  /** From the deletion of a page's pictures, and its tombstone, until the last is gone at the edge. */
  readonly withdrawn: Quantiles;
}

const silent: PurgeFigures = {
  count: async () => {},
  addLag: async () => {},
  noteOldest: async () => {},
  read: async () => ({ results: {}, lagMs: 0, oldest: null }),
};

/** The same as rows; `objects` are cached, and a reader has seen each. */
export async function edgeRows(objects: number): Promise<Measured> {
  if (!hasVarnish) return [{ what: 'edge', skipped: 'varnishd with xkey is not installed' }];
  const { purge, readable, withdrawn } = await measureEdge(objects);
  const both = (what: string, { p50, p95 }: Quantiles): Row[] => [
    { what: `Varnish with ${objects} objects: ${what}, p50`, value: p50, unit: 'ms' },
    { what: `Varnish with ${objects} objects: ${what}, p95`, value: p95, unit: 'ms' },
  ];
  return [
    ...both('purge', purge),
    ...both('last put until readable', readable),
    ...both('deletion until 15 pictures and page are gone', withdrawn),
  ];
}

async function measureEdge(objects: number): Promise<EdgeFigures> {
  // Each round has stories of its own, of three kinds.
  const rounds = Math.min(100, Math.floor(objects / 3));
  const stores = await temporaryStores();
  const bucket = await startPublicBucket(stores.site);
  const varnish = await startVarnish(bucket.port);
  const settings = { vendor: 'varnish', purgeFronts: true, verify: true } as const;
  const purger = varnishPurger({ ...settings, hosts: [varnish.url] }, { token: undefined });
  const purges = openPurges({
    ...{ archive: stores.archive.store, purger, purgeFronts: true, figures: silent },
    readBack: openReadBack(varnish.url, stores.site),
    log: pino({ level: 'silent' }),
  });
  const edge = { stores, url: varnish.url, purges };
  try {
    await fill(edge, objects);
    // Each on stories of its own: what is purged already is fetched anew without being purged.
    const purge = await timesOf(rounds, (at) => timed(() => purger.purge([`s-${at}`], 'soft')));
    const readable = await timesOf(rounds, (at) => timed(() => untilReadable(edge, rounds + at)));
    const withdrawn = await timesOf(rounds / 5, (at) => untilGone(edge, 2 * rounds + at));
    return { purge, readable, withdrawn };
  } finally {
    await purges.close();
    await varnish.close();
    await bucket.close();
    await stores.remove();
  }
}

interface Edge {
  readonly stores: TemporaryStores;
  readonly url: string;
  readonly purges: Purges;
}

const pageKey = (at: number): string => `world/${at}/index.html`;
const tagsOf = (at: number): string => `s-${at},l-section-${at % 10},l-page-${at % 400}`;

function putPage({ stores }: Edge, at: number, text: string, more = {}): Promise<string> {
  const sha = createHash('sha256').update(text).digest('hex');
  const metadata = { 'cache-tag': tagsOf(at), sha, rev: '1', ...more };
  return stores.site.put(pageKey(at), text, { ...PAGE, metadata });
}

async function fill(edge: Edge, objects: number): Promise<void> {
  let next = 0;
  const read = async (): Promise<void> => {
    for (let at = next++; at < objects; at = next++) {
      await putPage(edge, at, `story ${at}`);
      await askEdge(edge.url, `/world/${at}/`);
    }
  };
  await Promise.all(Array.from({ length: READERS }, read));
}

async function untilReadable(edge: Edge, at: number): Promise<void> {
  const text = `story ${at}, mended`;
  await putPage(edge, at, text);
  await edge.purges.owe({ tags: [`s-${at}`, 'missing'], isUrgent: false, expectations: [] });
  while ((await askEdge(edge.url, `/world/${at}/`)).body !== text) await pause(2);
}

/** Its pictures are put and read first, outside of the time. */
async function untilGone(edge: Edge, at: number): Promise<number> {
  const { stores, url, purges } = edge;
  const name = createHash('sha256').update(String(at)).digest('hex').slice(0, 32);
  const keys = Array.from({ length: PICTURES }, (_, width) => `_media/${name}/w${width}.webp`);
  for (const key of keys) {
    const metadata = { 'cache-tag': mediaTag(key) };
    await stores.site.put(key, 'x'.repeat(20_000), { ...PICTURE, metadata });
    await askEdge(url, `/${key}`);
  }
  const began = performance.now();
  await putPage(edge, at, 'taken down', { status: '410' });
  await Promise.all(keys.map((key) => stores.site.delete(key)));
  const deleted = keys.map((key) => ({
    ...{ key, from: '', kind: 'media' as const, metadata: {} },
    ...PICTURE,
  }));
  await purges.owe(changeOfDeletion({ storyId: String(at), pass: 1 }, deleted));
  const isGone = async (path: string): Promise<boolean> => (await askEdge(url, path)).status >= 400;
  for (const path of [`/world/${at}/`, ...keys.map((key) => `/${key}`)]) {
    while (!(await isGone(path))) await pause(2);
  }
  return performance.now() - began;
}

async function timed(run: () => Promise<void>): Promise<number> {
  const began = performance.now();
  await run();
  return performance.now() - began;
}

async function timesOf(rounds: number, run: (at: number) => Promise<number>): Promise<Quantiles> {
  const times: number[] = [];
  for (let at = 0; at < rounds; at += 1) times.push(await run(at));
  times.sort((a, b) => a - b);
  const rank = (share: number): number =>
    Math.round((times[Math.ceil(share * times.length) - 1] ?? Number.NaN) * 10) / 10;
  return { p50: rank(0.5), p95: rank(0.95) };
}
