import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { Unavailable } from '../../../src/shared/errors.ts';
import { openDirectory } from '../../../src/shared/object-store/directory.ts';
import type { ObjectStore } from '../../../src/shared/object-store/object-store.ts';
import { openStore } from '../../../src/shared/object-store/open-store.ts';
import { probeConditionalWrites } from '../../../src/shared/object-store/probe.ts';
import { listKeys } from '../../support/list-keys.ts';
import { startS3Server } from '../../support/s3-server.ts';
import '../../support/s3-keys.ts';

const scratch = mkdtempSync(join(tmpdir(), 'dateline-probe-'));
afterAll(() => rmSync(scratch, { recursive: true }));

test('a directory keeps conditions', async () => {
  const store = openDirectory(scratch);
  expect(await probeConditionalWrites(store)).toEqual({
    ifAbsent: true,
    ifMatch: true,
    detail: 'ifAbsent: 1 of 32 won; ifMatch: 1 of 32 won',
  });
  expect(await listKeys(store)).toEqual([]);
});

test('a server that ignores conditions is found out', async () => {
  const server = await startS3Server({ weak: true });
  const store = openStore(server.url('test'));
  const found = await probeConditionalWrites(store, { writers: 8, prefix: 'x/' });
  expect(found).toMatchObject({ ifAbsent: false, ifMatch: false });
  expect(found.detail).toMatch(/ifAbsent: 8 of 8 won.*; ifMatch: 8 of 8 won/);
  expect(server.requests.every((request) => request.includes('/test/x/'))).toBe(true);
  expect(await listKeys(store)).toEqual([]);
  await store.close();
  await server.close();
});

test('a server that refuses conditions is found out, with its words', async () => {
  const store = openDirectory(scratch);
  const put: ObjectStore['put'] = async (key, body, header, options) => {
    if (options?.ifAbsent || options?.ifMatch) throw new Error('NotImplemented (501)');
    return store.put(key, body, header);
  };
  const refusing = Object.assign(Object.create(store) as ObjectStore, {
    put,
    get: store.get.bind(store),
    delete: store.delete.bind(store),
  });
  const found = await probeConditionalWrites(refusing);
  expect(found).toMatchObject({ ifAbsent: false, ifMatch: false });
  expect(found.detail).toMatch(/NotImplemented \(501\)/);
});

test('a server that is away is no answer', async () => {
  const server = await startS3Server();
  const store = openStore(server.url('test'));
  await server.close();
  await expect(probeConditionalWrites(store)).rejects.toThrow(Unavailable);
  await store.close();
});
