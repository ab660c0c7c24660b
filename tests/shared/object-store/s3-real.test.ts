import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { openStore } from '../../../src/shared/object-store/open-store.ts';
import { probeConditionalWrites } from '../../../src/shared/object-store/probe.ts';
import { describeObjectStore } from '../../contracts/object-store.ts';
import { listKeys } from '../../support/list-keys.ts';

const url = process.env.DATELINE_TEST_S3_URL;
const within = (prefix: string) => (url ?? '').replace(/(\?|$)/, `/${prefix}$1`);

if (url) {
  describeObjectStore('a real S3 server', async () => openStore(within(randomUUID())));

  test('a real S3 server keeps conditions when many write at once', async () => {
    const store = openStore(within(randomUUID()));
    for (let round = 0; round < 5; round += 1) {
      const found = await probeConditionalWrites(store);
      expect(found, found.detail).toMatchObject({ ifAbsent: true, ifMatch: true });
    }
    expect(await listKeys(store)).toEqual([]);
    await store.close();
  });
} else {
  console.warn('A real S3 server is not tested: npm run test:s3-real does that.');
  test.skip('a real S3 server (npm run test:s3-real)', () => undefined);
}
