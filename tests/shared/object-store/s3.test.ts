import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Conflict, Outage, Unavailable } from '../../../src/shared/errors.ts';
import type { ObjectStore } from '../../../src/shared/object-store/object-store.ts';
import { openStore } from '../../../src/shared/object-store/open-store.ts';
import { openS3 } from '../../../src/shared/object-store/s3.ts';
import { describeObjectStore } from '../../contracts/object-store.ts';
import { listKeys } from '../../support/list-keys.ts';
import { type S3Server, type S3ServerOptions, startS3Server } from '../../support/s3-server.ts';
import '../../support/s3-keys.ts';

const text = { contentType: 'text/plain; charset=utf-8' };

const shared = await startS3Server({ pageSize: 100, etags: 'quoted' });
afterAll(() => shared.close());
describeObjectStore('S3', async () => openStore(shared.url(`test/${randomUUID()}`)));

describe('the S3 store, when the server', () => {
  let server: S3Server;
  let store: ObjectStore;
  /** @param requestTimeoutMs short where the server hangs, and nowhere else */
  const start = async (options: S3ServerOptions = {}, requestTimeoutMs = 30_000) => {
    server = await startS3Server(options);
    store = openS3({
      bucket: 'test',
      prefix: 'site',
      region: 'us-east-1',
      endpoint: server.endpoint,
      forcePathStyle: true,
      requestTimeoutMs,
    });
  };
  const startImpatiently = async () => {
    await store.close();
    await server.close();
    await start({}, 300);
  };
  beforeEach(() => start());
  afterEach(async () => {
    await store.close();
    await server.close();
  });

  test('is busy for a moment, tries again by itself', async () => {
    server.faults.slowDown = 2;
    await store.put('page', 'x', text);
    expect((await store.get('page'))?.body.toString()).toBe('x');
  });

  test('is busy for long, says that it is away', async () => {
    server.faults.slowDown = 100;
    await expect(store.put('page', 'x', text)).rejects.toThrow(Outage);
    await expect(store.get('page')).rejects.toThrow(
      /away: s3:\/\/test get site\/page: SlowDown \(503\)/,
    );
  });

  test('has a full disk, says that it is away', async () => {
    server.faults.full = 100;
    await expect(store.put('page', 'x', text, { ifAbsent: true })).rejects.toThrow(Outage);
  });

  test('hangs, gives up in time', async () => {
    await startImpatiently();
    server.faults.hang = 100;
    await expect(store.get('page')).rejects.toThrow(Outage);
    // A third try would come after the time that all tries may take together.
    expect(server.requests.length).toBeLessThan(3);
  });

  test('is not there, says that it is away', async () => {
    await server.close();
    await expect(store.head('page')).rejects.toThrow(Outage);
    await expect(listKeys(store)).rejects.toThrow(Outage);
  });

  test('did the put but lost the answer, knows its own work', async () => {
    server.faults.loseAnswer = 1;
    const etag = await store.put('inbox/1', 'mine', text, { ifAbsent: true });
    expect((await store.head('inbox/1'))?.etag).toBe(etag);
    server.faults.loseAnswer = 1;
    const next = await store.put('inbox/1', 'mine too', text, { ifMatch: etag });
    expect(await store.head('inbox/1')).toMatchObject({ etag: next, size: 8 });
    expect(await store.head('inbox/1')).not.toHaveProperty('metadata');
  });

  test('lost every answer to a put, looks and finds its own work', async () => {
    server.faults.loseAnswer = 3;
    const etag = await store.put('inbox/1', 'mine', text, { ifAbsent: true });
    expect((await store.head('inbox/1'))?.etag).toBe(etag);
  });

  test('lost the answer and another had been first, sees the conflict', async () => {
    await store.put('inbox/1', 'theirs', text, { ifAbsent: true });
    server.faults.loseAnswer = 1;
    await expect(store.put('inbox/1', 'mine', text, { ifAbsent: true })).rejects.toThrow(Conflict);
    expect((await store.get('inbox/1'))?.body.toString()).toBe('theirs');
  });

  test('hangs on a conditional put, cannot say that it was done', async () => {
    await startImpatiently();
    server.faults.hang = 100;
    const put = store.put('inbox/1', 'mine', text, { ifAbsent: true });
    await expect(put).rejects.toThrow(Outage);
  });

  test('had two conditional puts meet, tries again', async () => {
    server.faults.conflict = 3;
    await store.put('head.json', '1', text, { ifAbsent: true });
    expect((await store.get('head.json'))?.body.toString()).toBe('1');
    server.faults.conflict = 1_000;
    await expect(store.put('other', '1', text, { ifAbsent: true })).rejects.toThrow(Conflict);
  });

  test('broke down over a conditional put, tries again', async () => {
    const etag = await store.put('head.json', '1', text);
    server.faults.broken = 7;
    await store.put('head.json', '2', text, { ifMatch: etag });
    expect((await store.get('head.json'))?.body.toString()).toBe('2');
    server.faults.broken = 1_000;
    const put = store.put('other', '1', text, { ifAbsent: true });
    await expect(put).rejects.toThrow(Outage);
    await put.catch(({ cause }) => expect(cause).not.toHaveProperty('$response'));
  });

  test.each(['bare', 'quoted'] as const)('knows ETags only %s, adapts', async (etags) => {
    await store.close();
    await server.close();
    await start({ etags });
    const first = await store.put('head.json', '1', text);
    const second = await store.put('head.json', '2', text, { ifMatch: first });
    await expect(store.put('head.json', '3', text, { ifMatch: first })).rejects.toThrow(Conflict);
    const begun = server.requests.length;
    await store.put('head.json', '3', text, { ifMatch: second });
    expect(server.requests.length - begun).toBe(1);
  });

  test('lacks the bucket or does not know us, says so and not "unavailable"', async () => {
    const lost = openStore(server.url('nowhere'));
    await expect(lost.get('a')).rejects.toThrow(/NoSuchBucket/);
    await expect(lost.get('a')).rejects.not.toThrow(Unavailable);
    await expect(lost.put('a', '', text, { ifMatch: 'x' })).rejects.toThrow(/NoSuchBucket/);
    await lost.close();
    await store.close();
    await server.close();
    await start({ accessKeyId: 'somebody-else' });
    await expect(store.put('a', '', text)).rejects.toThrow(/InvalidAccessKeyId \(403\)/);
  });

  test('is one and the same for both stores, copies without sending the bytes', async () => {
    const other = openS3({
      bucket: 'test',
      prefix: 'other',
      region: 'us-east-1',
      endpoint: server.endpoint,
      forcePathStyle: true,
      requestTimeoutMs: 30_000,
    });
    await store.put('a b/ü', 'bytes', text, { ifAbsent: true });
    server.requests.length = 0;
    await store.transfer('a b/ü', other, 'copy', { contentType: 'text/html' });
    expect(server.requests.map((request) => request.replace(/\?.*/, ''))).toEqual([
      'PUT /test/other/copy',
    ]);
    expect((await other.get('copy'))?.body.toString()).toBe('bytes');
    await store.close();
    expect((await other.head('copy'))?.contentType).toBe('text/html');
    await other.close();
  });
});
