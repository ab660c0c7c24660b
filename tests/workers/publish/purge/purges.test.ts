import { createHash } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startEdge } from '../../../../src/server/edge.ts';
import { keys } from '../../../../src/shared/archive/keys.ts';
import type { PurgeFigures } from '../../../../src/shared/cdn/purge-figures.ts';
import { Unavailable } from '../../../../src/shared/errors.ts';
import type { SiteChange } from '../../../../src/workers/publish/purge/purge-debt.ts';
import type { Manner, Purger } from '../../../../src/workers/publish/purge/purger.ts';
import { openPurges, type Purges } from '../../../../src/workers/publish/purge/purges.ts';
import { openReadBack } from '../../../../src/workers/publish/purge/read-back.ts';
import { listKeys } from '../../../support/list-keys.ts';
import { patiently } from '../../../support/patiently.ts';
import { quietLog } from '../../../support/quiet-log.ts';
import { type TemporaryStores, temporaryStores } from '../../../support/temporary-archive.ts';

const HTML = { contentType: 'text/html; charset=utf-8' };
let stores: TemporaryStores;
let open: { close(): Promise<void> }[];
let counts: Record<string, number>;

beforeEach(async () => {
  stores = await temporaryStores();
  open = [];
  counts = {};
});
afterEach(async () => {
  await Promise.all(open.map((one) => one.close()));
  await stores.remove();
});

const figures: PurgeFigures = {
  async count(result) {
    counts[result] = (counts[result] ?? 0) + 1;
  },
  addLag: async () => {},
  noteOldest: async () => {},
  read: async () => ({ results: counts, lagMs: 0, oldest: null }),
};

interface Sent {
  readonly tags: readonly string[];
  readonly manner: Manner;
}

/** A vendor that does as it is told for each request. */
function vendor(onPurge: (sent: Sent) => void | Promise<void> = () => {}) {
  const sent: Sent[] = [];
  const purger: Purger = {
    ...{ name: 'Test', most: { tags: 100, bytes: 16_384 }, rate: { perSecond: 500, burst: 500 } },
    ...{ knowsSoft: true, collectMs: 5, settleMs: 50 },
    async purge(tags, manner) {
      const request = { tags: [...tags], manner };
      await onPurge(request);
      sent.push(request);
    },
    close: async () => {},
  };
  return { purger, sent };
}

function purgesBy(
  purger: Purger | undefined,
  options: { readonly url?: string; readonly purgeFronts?: boolean } = {},
): Purges {
  const { url, purgeFronts = true } = options;
  const purges = openPurges({
    ...{ archive: stores.archive.store, purger, purgeFronts, figures, log: quietLog },
    readBack: url === undefined ? undefined : openReadBack(url, stores.site),
    patience: { firstMs: 5, longestMs: 20 },
  });
  open.push(purges);
  return purges;
}

const change = (...tags: string[]): SiteChange => ({ tags, isUrgent: false, expectations: [] });
const owed = () => listKeys(stores.archive.store, keys.purgesPrefix);
const settled = () =>
  patiently(async () => {
    const left = await owed();
    return left.length === 0 ? {} : `still owes ${left}`;
  });

test('a change is owed before anybody is told of it, and forgotten once the edge has been told', async () => {
  let letGo = () => {};
  const held = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  const { purger, sent } = vendor(() => held);
  await purgesBy(purger).owe(change('s-a', 'missing'));
  expect(await owed()).toHaveLength(1);
  letGo();
  await settled();
  expect(sent).toEqual([{ tags: ['s-a', 'missing'], manner: 'soft' }]);
  expect(counts).toEqual({ purged: 1 });
});

test('what a killed process owed is purged by the next', async () => {
  const dead = vendor(() => new Promise(() => {}));
  await purgesBy(dead.purger).owe(change('s-a'));
  const { purger, sent } = vendor();
  purgesBy(purger);
  await settled();
  expect(sent).toEqual([{ tags: ['s-a'], manner: 'soft' }]);
  open = open.slice(1);
});

test('a debt that cannot be read keeps no other from being paid', async () => {
  const { store } = stores.archive;
  const broken = keys.purge('2026-11-22T10:00:00.000Z', 'broken');
  await store.put(broken, '{', { contentType: 'application/json' });
  const at = '2026-11-22T10:00:01.000Z';
  const debt = { schema: 1, at, tags: ['s-a'], isUrgent: false, expectations: [] };
  await store.put(keys.purge(at, 'b'), JSON.stringify(debt), { contentType: 'application/json' });
  const { purger, sent } = vendor();
  purgesBy(purger);
  await patiently(async () => (sent.length === 1 ? {} : 'waits for the purge'));
  expect(sent).toEqual([{ tags: ['s-a'], manner: 'soft' }]);
  await patiently(async () => ((await owed()).length === 1 ? {} : 'still owes both'));
  expect(await owed()).toEqual([broken]);
});

test('a burst of stories is a handful of requests, and each is purged after its change', async () => {
  let begin = () => {};
  const begun = new Promise<void>((resolve) => {
    begin = resolve;
  });
  const { purger, sent } = vendor(() => begun);
  const purges = purgesBy(purger);
  await Promise.all(
    Array.from({ length: 150 }, (_, at) => purges.owe(change(`s-${at}`, 'l-home', 'missing'))),
  );
  // However long it took to write all that down.
  begin();
  await settled();
  expect(new Set(sent.flatMap(({ tags }) => tags)).size).toBe(152);
  expect(sent.length).toBeLessThan(50);
  expect(Math.max(...sent.map(({ tags }) => tags.length))).toBeLessThanOrEqual(100);
});

test('a page that changes again while it is purged is purged again', async () => {
  let again: Promise<void> | undefined;
  const { purger, sent } = vendor(async () => {
    again ??= purges.owe(change('s-a'));
    await again;
  });
  const purges = purgesBy(purger);
  await purges.owe(change('s-a'));
  await settled();
  expect(sent).toHaveLength(2);
});

test('a vendor that fails is asked again until it purges', async () => {
  let failures = 4;
  const { purger, sent } = vendor(() => {
    failures -= 1;
    if (failures >= 0) throw new Unavailable('down');
  });
  await purgesBy(purger).owe(change('s-a'));
  await settled();
  expect(sent).toHaveLength(1);
  expect(counts).toEqual({ failed: 4, purged: 1 });
});

test('what was taken down overtakes what waits for a vendor that is slow', async () => {
  let letGo = () => {};
  const held = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  const { purger, sent } = vendor(({ manner }) => (manner === 'soft' ? held : undefined));
  const purges = purgesBy(purger);
  await purges.owe(change('s-a'));
  await purges.owe({ ...change('s-libel', 'l-home'), isUrgent: true });
  await patiently(async () => (sent.length > 0 ? {} : 'has purged nothing'));
  expect(sent).toEqual([{ tags: ['s-libel', 'l-home'], manner: 'hard' }]);
  letGo();
  await settled();
});

test('fronts are left to their age where that is wanted, but not those of what was taken down', async () => {
  const { purger, sent } = vendor();
  const purges = purgesBy(purger, { purgeFronts: false });
  await purges.owe(change('l-home'));
  expect(await owed()).toEqual([]);
  await purges.owe({ ...change('s-a', 'l-home'), isUrgent: true });
  await settled();
  expect(sent).toEqual([{ tags: ['s-a', 'l-home'], manner: 'hard' }]);
});

test('search and sitemaps, which may name what was withdrawn, are not shown once more', async () => {
  const { purger, sent } = vendor();
  await purgesBy(purger).owe({ ...change('l-search'), isHard: true });
  await settled();
  expect(sent).toEqual([{ tags: ['l-search'], manner: 'hard' }]);
});

test('a vendor that knows no soft purge has hard ones in the same request', async () => {
  let letGo = () => {};
  const held = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  const { purger, sent } = vendor(() => held);
  const purges = purgesBy({ ...purger, knowsSoft: false });
  await purges.owe(change('s-first'));
  await purges.owe(change('s-a'));
  await purges.owe({ ...change('l-search'), isHard: true });
  letGo();
  await settled();
  expect(sent.at(-1)?.tags).toContain('l-search');
  expect(sent.map(({ manner }) => manner)).not.toContain('hard');
});

const page = (text: string): SiteChange => ({
  ...change('s-a'),
  expectations: [
    {
      ...{ finds: 'page', key: 'world/a/index.html', rev: 2 },
      sha256: createHash('sha256').update(text).digest('hex'),
    },
  ],
  story: { storyId: 'a', pass: 2 },
});
const putPage = (text: string, status?: string) => {
  const sha = createHash('sha256').update(text).digest('hex');
  const metadata = { sha, ...(status !== undefined && { status }) };
  return stores.site.put('world/a/index.html', text, { ...HTML, metadata });
};

/** An edge that goes on showing an old copy until it has been purged some times. */
async function edgeWithCopy(purgesNeeded: number) {
  const copy = stores.site;
  let purged = 0;
  let kept: Awaited<ReturnType<typeof copy.get>>;
  const site = Object.assign(Object.create(copy), {
    head: (key: string) => copy.head(key),
    async get(key: string) {
      if (purged >= purgesNeeded) return copy.get(key);
      kept ??= await copy.get(key);
      return kept;
    },
  });
  const edge = await startEdge(site, { host: '127.0.0.1', port: 0 });
  open.push(edge);
  await fetch(`${edge.url}/world/a/`);
  const countPurge = () => {
    purged += 1;
  };
  return { url: edge.url, ...vendor(countPurge) };
}

test('a page is read back through the edge, and purged again where an old copy is shown', async () => {
  await putPage('old');
  const { url, purger, sent } = await edgeWithCopy(2);
  const purges = purgesBy(purger, { url });
  await putPage('new');
  await purges.owe(page('new'));
  await settled();
  expect(sent).toHaveLength(2);
  expect(counts).toEqual({ purged: 1, verified: 1 });
});

test('a page that a later pass has replaced is not waited for', async () => {
  await putPage('old');
  const { url, purger } = await edgeWithCopy(Number.POSITIVE_INFINITY);
  await putPage('newest');
  await purgesBy(purger, { url }).owe(page('new'));
  await settled();
});

test('that a withdrawn story and its pictures are gone is kept on record', async () => {
  await putPage('taken down', '410');
  const { url, purger } = await edgeWithCopy(0);
  const { expectations, ...rest } = page('taken down');
  const picture = { finds: 'nothing', key: '_media/ab/w640.webp' } as const;
  await purgesBy(purger, { url }).owe({
    ...rest,
    isUrgent: true,
    expectations: [...expectations, picture],
  });
  await settled();
  const [line = ''] = await listKeys(stores.archive.store, 'audit/');
  const kept = await stores.archive.store.get(line);
  expect(JSON.parse(String(kept?.body))).toMatchObject({
    ...{ by: 'dateline', deed: 'site.gone', about: { storyId: 'a', pass: 2, addresses: 2 } },
  });
});
