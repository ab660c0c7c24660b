import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { openStore } from '../../../src/shared/object-store/open-store.ts';
import { startS3Server } from '../../support/s3-server.ts';
import '../../support/s3-keys.ts';

const scratch = mkdtempSync(join(tmpdir(), 'dateline-open-'));
afterAll(() => rmSync(scratch, { recursive: true }));
const text = { contentType: 'text/plain' };

test.each([
  ['absolute', `file://${scratch}/one%20store`, 'one store'],
  ['without slashes', `file:${scratch}/two`, 'two'],
  ['from the working folder', `file:./${relative(process.cwd(), scratch)}/three`, 'three'],
])('a folder may be named %s', async (_, url, folder) => {
  await openStore(url).put('a/b', 'x', text);
  expect(readFileSync(join(scratch, folder, 'a', 'b='), 'utf8')).toMatch(/\}\nx$/);
});

test('a bucket may be named with a prefix', async () => {
  const server = await startS3Server({ buckets: ['news'] });
  const store = openStore(server.url('news/site/live/'));
  await store.put('index.html', 'x', text);
  expect(server.requests[0]).toMatch(/^PUT \/news\/site\/live\/index\.html/);
  await store.close();
  await server.close();
});

test.each([
  ['', /no store: write "file:/],
  ['./data', /no store: write "file:/],
  ['http://example.org/', /no store/],
  ['file:', /names no folder/],
  ['file:./data?region=x', /no options/],
  ['file://host/data', /names no folder here/],
  ['s3://B_/x', /bucket must be 3 to 63/],
  ['s3://bucket?region=', /region is empty; leave it out/],
  ['s3://bucket?endpoint=localhost:9000', /endpoint must be the full address/],
  ['s3://bucket?forcePathStyle=yes', /forcePathStyle must be "true" or "false"/],
  ['s3://bucket?secret=x', /unknown; there are region, endpoint and forcePathStyle/],
  ['s3://key:secret@bucket/', /AWS_ACCESS_KEY_ID/],
])('the URL %j is refused with what to write instead', (url, message) => {
  expect(() => openStore(url)).toThrow(message);
});

test('all faults of a URL are told at once', () => {
  expect(() => openStore('s3://x?endpoint=y&forcePathStyle=z')).toThrow(
    /bucket .*; endpoint .*; forcePathStyle /,
  );
});
