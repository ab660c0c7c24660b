import { afterEach, describe, expect, test } from 'vitest';
import { Throttled, Unavailable } from '../../../../src/shared/errors.ts';
import { cloudflarePurger } from '../../../../src/workers/publish/purge/cloudflare.ts';
import { cloudFrontPurger } from '../../../../src/workers/publish/purge/cloudfront.ts';
import { fastlyPurger } from '../../../../src/workers/publish/purge/fastly.ts';
import { batches } from '../../../../src/workers/publish/purge/lane.ts';
import type { Purger } from '../../../../src/workers/publish/purge/purger.ts';
import { varnishPurger } from '../../../../src/workers/publish/purge/varnish.ts';
import { RefusedPurge } from '../../../../src/workers/publish/purge/vendor-client.ts';
import { startVendor, type VendorRules, type VendorServer } from './support/vendor-server.ts';
import { AWS, cloudFront, cloudflare, fastly, TOKEN, varnish } from './support/vendors.ts';

const shared = { purgeFronts: true, verify: true };
const vendors: [string, VendorRules, (api: string, token: string) => Purger][] = [
  [
    'Fastly',
    fastly,
    (api, token) =>
      fastlyPurger(
        { vendor: 'fastly', ...shared, service: 'SU1Z0isxPaozGVKXdv0eY' },
        { api, token },
      ),
  ],
  [
    'Cloudflare',
    cloudflare,
    (api, token) =>
      cloudflarePurger(
        { vendor: 'cloudflare', ...shared, zone: '0a'.repeat(16), plan: 'free' },
        { api, token },
      ),
  ],
  [
    'CloudFront',
    cloudFront(),
    (api, token) =>
      cloudFrontPurger(
        { vendor: 'cloudfront', ...shared, distribution: 'E1ABCDEF2GHIJK' },
        {
          api,
          credentials: { ...AWS, ...(token !== TOKEN && { secretAccessKey: token }) },
        },
      ),
  ],
  [
    'Varnish',
    varnish,
    (api, token) => varnishPurger({ vendor: 'varnish', ...shared, hosts: [api] }, { token }),
  ],
];

let open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  await Promise.all(open.map((one) => one.close()));
  open = [];
});

describe.each(vendors)('%s', (name, rules, purgerAt) => {
  async function start(token = TOKEN): Promise<{ vendor: VendorServer; purger: Purger }> {
    const vendor = await startVendor(rules);
    const purger = purgerAt(vendor.url, token);
    open.push(vendor, purger);
    return { vendor, purger };
  }

  test('purges by tags as its documents say', async () => {
    const { vendor, purger } = await start();
    await purger.purge(['s-abc', 'l-section-world', 'missing'], 'hard');
    expect(vendor.refusals).toEqual([]);
    expect(vendor.purges).toEqual([
      { tags: ['s-abc', 'l-section-world', 'missing'], isSoft: false },
    ]);
  });

  test('purges softly where it can', async () => {
    const { vendor, purger } = await start();
    await purger.purge(['s-abc'], 'soft');
    const isSoft = name === 'Fastly' || name === 'Varnish';
    expect(vendor.purges).toEqual([{ tags: ['s-abc'], isSoft }]);
  });

  test('takes requests as large as they are made', async () => {
    const { vendor, purger } = await start();
    const tags = Array.from({ length: 1200 }, (_, at) => `s-${String(at).padStart(20, 'a')}`);
    for (const batch of batches(tags, purger.most)) await purger.purge(batch, 'hard');
    expect(vendor.refusals).toEqual([]);
    expect(vendor.purges.flatMap((purge) => purge.tags)).toEqual(tags);
    expect(vendor.purges.length).toBeLessThanOrEqual(12);
  });

  test('says what the vendor refused, and never the secret', async () => {
    const { purger } = await start('another-token');
    const refused = await purger.purge(['s-abc'], 'hard').catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(RefusedPurge);
    expect(String(refused)).toContain(name);
    expect(JSON.stringify(refused) + String(refused)).not.toContain('another-token');
  });

  test('is asked again later when it is broken, away or asks for patience', async () => {
    const { vendor, purger } = await start();
    vendor.troubles.push({ status: 502 }, { status: 429, headers: { 'retry-after': '7' } });
    await expect(purger.purge(['s-abc'], 'hard')).rejects.toBeInstanceOf(Unavailable);
    const asked = await purger.purge(['s-abc'], 'hard').catch((error: unknown) => error);
    expect(asked).toBeInstanceOf(Throttled);
    expect((asked as Throttled).retry).toEqual({ afterMs: 7000 });
    const inAnHour = new Date(Date.now() + 3_600_000).toUTCString();
    vendor.troubles.push({ status: 429, headers: { 'retry-after': inAnHour } });
    const dated = await purger.purge(['s-abc'], 'hard').catch((error: unknown) => error);
    expect((dated as Throttled).retry).toEqual({ afterMs: expect.any(Number) });
    expect((dated as Throttled).retry).not.toEqual({ afterMs: 5000 });
    await vendor.close();
    open = open.filter((one) => one !== vendor);
    await expect(purger.purge(['s-abc'], 'hard')).rejects.toBeInstanceOf(Unavailable);
  });
});

test('CloudFront, whose invalidations under way are too many, is given time', async () => {
  const vendor = await startVendor(cloudFront());
  const purger = vendors[2]![2](vendor.url, TOKEN);
  open.push(vendor, purger);
  vendor.troubles.push({
    status: 400,
    body: '<ErrorResponse><Error><Code>TooManyInvalidationsInProgress</Code></Error></ErrorResponse>',
  });
  await expect(purger.purge(['s-abc'], 'hard')).rejects.toBeInstanceOf(Throttled);
});

test('Cloudflare’s word counts, not its status', async () => {
  const vendor = await startVendor(cloudflare);
  const purger = vendors[1]![2](vendor.url, TOKEN);
  open.push(vendor, purger);
  const errors = [{ code: 1094, message: 'no zone' }];
  vendor.troubles.push({ status: 200, body: JSON.stringify({ success: false, errors }) });
  await expect(purger.purge(['s-abc'], 'hard')).rejects.toThrow('1094 no zone');
});

test('every host of Varnish is told, and one that fails has all told again', async () => {
  const [first, second] = await Promise.all([startVendor(varnish), startVendor(varnish)]);
  const hosts = [first.url, second.url];
  const purger = varnishPurger({ vendor: 'varnish', ...shared, hosts }, { token: TOKEN });
  open.push(first, second, purger);
  second.troubles.push({ status: 503 });
  await expect(purger.purge(['s-abc'], 'hard')).rejects.toBeInstanceOf(Unavailable);
  await purger.purge(['s-abc'], 'hard');
  expect([first.purges.length, second.purges.length]).toEqual([2, 1]);
});
