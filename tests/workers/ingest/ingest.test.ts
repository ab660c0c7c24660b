import { createHash } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Archive, openArchive } from '../../../src/shared/archive/archive.ts';
import { keys } from '../../../src/shared/archive/keys.ts';
import { endPass } from '../../../src/shared/archive/passes.ts';
import { encodeSubmission } from '../../../src/shared/archive/submission.ts';
import { Throttled } from '../../../src/shared/errors.ts';
import { storyIdFor, submissionIdFor } from '../../../src/shared/ids.ts';
import { Site } from '../../../src/shared/newsroom.ts';
import type { ObjectStore } from '../../../src/shared/object-store/object-store.ts';
import type { Source, Sources } from '../../../src/shared/sources.ts';
import { openThreads } from '../../../src/shared/threads/threads.ts';
import { ingest } from '../../../src/workers/ingest/ingest.ts';
import fc from '../../support/fast-check.ts';
import { listKeys } from '../../support/list-keys.ts';
import { type TemporaryStores, temporaryStores } from '../../support/temporary-archive.ts';

const source: Source = {
  ...{ id: 'wire', format: 'dateline', auth: 'bearer', trusted: false },
  ...{ secrets: [], origin: 'declared' },
};
const sources = { find: async () => source } satisfies Pick<Sources, 'find'> as unknown as Sources;
const site = Site.parse({ name: 'The Test', sections: [{ slug: 'world', name: 'World' }] });
/** No body here is large enough for one. */
const threads = openThreads();
const storyId = storyIdFor('wire', 'flood');

let stores: TemporaryStores;
beforeEach(async () => {
  stores = await temporaryStores();
});
afterEach(() => stores.remove());

/** Puts a submission of the story as the door would; `null` is a withdrawal. */
async function deliver(version: number | null, second: number, modified?: string): Promise<string> {
  const story = { externalId: 'flood', headline: `Version ${version}`, body: '<p>News.</p>' };
  const order = modified === undefined ? { version } : { modified };
  const body = Buffer.from(version === null ? '' : JSON.stringify({ ...story, ...order }));
  const idempotencyKey = `v${version}-${second}`;
  const submissionId = submissionIdFor('wire', idempotencyKey);
  const envelope = {
    schema: 1,
    ...{ submissionId, storyId, source: 'wire', externalId: 'flood', idempotencyKey },
    bodyHash: createHash('sha256').update(body).digest('hex'),
    contentType: 'application/json',
    action: version === null ? 'withdraw' : 'submit',
    received: new Date(Date.UTC(2026, 10, 22, 10, 0, second)).toISOString(),
    requestId: 'r',
  } as const;
  const header = { contentType: 'application/octet-stream' };
  await stores.archive.store.put(
    keys.inbox(submissionId),
    encodeSubmission(envelope, body),
    header,
  );
  return submissionId;
}

/** One run of the stage, as a worker does it: ingest, then the conclusion. */
async function work(submissionId: string, archive: Archive): Promise<string | undefined> {
  const context = { waitMs: 0, attempt: 1 };
  const ingested = await ingest(submissionId, context, { archive, sources, site, threads });
  await ingested?.conclude();
  return ingested?.document?.verdict;
}

const newestRevision = async () => {
  const held = await stores.archive.head(storyId);
  const { revision = 0 } = held?.head ?? {};
  return {
    head: held?.head,
    headline: (await stores.reopened().revision(storyId, revision)).headline,
  };
};

test('whatever the order and the number of workers, the newest version is the story', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.shuffledSubarray([1, 2, 3, 4, 5, 6], { minLength: 6 }),
      fc.integer({ min: 1, max: 6 }),
      async (versions, atOnce) => {
        await stores.remove();
        stores = await temporaryStores();
        const waiting = await Promise.all(versions.map((version) => deliver(version, version)));
        const workers = Array.from({ length: atOnce }, async () => {
          const archive = stores.reopened();
          for (let next = waiting.shift(); next; next = waiting.shift()) await work(next, archive);
        });
        await Promise.all(workers);
        const { head, headline } = await newestRevision();
        expect(headline).toBe('Version 6');
        expect(head?.order.version).toBe(6);
        expect(await listKeys(stores.archive.store, keys.inboxPrefix)).toEqual([]);
      },
    ),
    { numRuns: 12 },
  );
});

test('a withdrawal that overtakes its story leaves it withdrawn, and holds what comes after', async () => {
  expect(await work(await deliver(null, 10), stores.archive)).toBe('withdrawn');
  expect(await work(await deliver(1, 5), stores.archive)).toBe('superseded');
  expect(await work(await deliver(2, 20), stores.archive)).toBe('held');
  expect((await stores.archive.head(storyId))?.head.wanted).toBe('withdrawn');
});

/** Says in the head what publish would: that the newest pass is live. */
async function goesLive(): Promise<void> {
  const { head, etag } = (await stores.archive.head(storyId))!;
  const { revision, pass } = head;
  const where = { path: '/world/flood/', url: 'https://news.example/world/flood/', fronts: [] };
  const live = { revision, pass, ...where, at: head.order.received, media: [], isComplete: true };
  const ended = { at: head.order.received, because: [] };
  await stores.archive.swapHead({ ...head, live, ended: { ...ended, state: 'live' } }, etag);
}

test('what comes while a live story is being taken down waits, and is then held', async () => {
  await work(await deliver(1, 1), stores.archive);
  await goesLive();
  expect(await work(await deliver(null, 10), stores.archive)).toBe('withdrawn');
  const later = await deliver(2, 20);
  await expect(work(later, stores.archive)).rejects.toThrow(Throttled);
  const { pass } = (await stores.archive.head(storyId))!.head;
  await endPass(stores.archive, { storyId, pass }, { state: 'withdrawn', because: [] });
  expect(await work(later, stores.archive)).toBe('held');
});

test('a story that is killed while its first page may be on its way to the site is taken down', async () => {
  await work(await deliver(1, 1), stores.archive);
  const nothing = { objects: [], deletes: [], affected: [], numbers: {} };
  await stores.archive.putRelease({ schema: 1, storyId, revision: 1, pass: 1, ...nothing });
  expect(await work(await deliver(null, 10), stores.archive)).toBe('withdrawn');
  // Publish says when it is.
  expect((await stores.archive.head(storyId))?.head.ended).toBeNull();
});

/** An archive whose process is killed at the call with this number: from then on nothing happens. */
function dyingAt(call: number, store: ObjectStore): Archive {
  let calls = 0;
  const dying = new Proxy(store, {
    get(target, name: keyof ObjectStore) {
      const method = target[name];
      if (name !== 'put' && name !== 'get' && name !== 'delete') return method;
      return async (...values: unknown[]) => {
        calls += 1;
        if (calls >= call) throw new Error('killed');
        return Reflect.apply(method, target, values);
      };
    },
  });
  return openArchive(dying);
}

test('killed at any call to the archive, the next run ends in one revision and an empty inbox', async () => {
  let isKilled = true;
  for (let call = 1; isKilled; call += 1) {
    await stores.remove();
    stores = await temporaryStores();
    const submissionId = await deliver(1, 1);
    isKilled = await work(submissionId, dyingAt(call, stores.archive.store)).then(
      () => false,
      () => true,
    );
    await work(submissionId, stores.reopened());
    const { head, headline } = await newestRevision();
    expect(headline, `killed at call ${call}`).toBe('Version 1');
    expect(await listKeys(stores.archive.store, keys.inboxPrefix)).toEqual([]);
    const open = await listKeys(stores.archive.store, keys.openPrefix);
    expect(open).toContain(keys.open(storyId, head?.pass ?? 0));
    expect(await stores.reopened().key('wire', submissionId)).toMatchObject({ status: 'accepted' });
    expect(call).toBeLessThan(50);
  }
});

test('a time of modification in the far future does not keep later submissions out', async () => {
  await work(await deliver(1, 0, '2099-01-01T00:00:00Z'), stores.archive);
  expect(await work(await deliver(2, 5, '2026-11-22T10:00:04Z'), stores.archive)).toBe('accepted');
  expect((await newestRevision()).headline).toBe('Version 2');
});

test('what is sent of an erased story is not taken, and not kept', async () => {
  await work(await deliver(1, 0), stores.archive);
  const held = await stores.archive.head(storyId);
  if (held === undefined) throw new Error('no head');
  const erased = { at: held.head.order.received, by: 'amira' };
  await stores.archive.swapHead({ ...held.head, erased }, held.etag);
  const before = await listKeys(stores.archive.store, 'submissions/');
  expect(await work(await deliver(2, 5), stores.archive)).toBe('superseded');
  expect(await listKeys(stores.archive.store, 'submissions/')).toEqual(before);
  expect(await listKeys(stores.archive.store, 'inbox/')).toEqual([]);
});
