import type { Redis } from 'ioredis';
import type { StageName } from '../queues/route.ts';
import { probeConditionalWrites } from '../shared/object-store/probe.ts';
import { takeLease } from '../shared/redis-lease.ts';
import type { Services } from '../shared/services.ts';

/** How long a lone publisher is believed to live without a sign of it. */
const LEASE_MS = 30_000;
const LEASE_KEY = 'dateline:{catalogue}:lone-publisher';

/**
 * Probes the stores for atomic conditional writes. Heads cannot do without them: an archive that
 * ignores them is refused. A site that ignores them allows one publisher process alone.
 * @returns how to give up being the lone publisher
 */
export async function checkStores(
  stages: readonly StageName[],
  { archive, site, log }: Services,
  connection: Redis,
): Promise<() => Promise<void>> {
  const inArchive = await probeConditionalWrites(archive.store);
  if (!inArchive.ifAbsent || !inArchive.ifMatch) {
    throw new Error(
      `The archive's store does not honour conditional writes (${inArchive.detail}), and two ` +
        'workers could overwrite each other. Use one that does: see docs/operations.md.',
    );
  }
  if (!stages.includes('publish')) return async () => {};
  const inSite = await probeConditionalWrites(site);
  if (inSite.ifAbsent && inSite.ifMatch) return async () => {};
  log.warn({ detail: inSite.detail }, 'the site ignores conditional writes: one publisher alone');
  return becomeLonePublisher(connection);
}

async function becomeLonePublisher(connection: Redis): Promise<() => Promise<void>> {
  const lease = await takeLease(connection, LEASE_KEY, LEASE_MS);
  if (lease === undefined) {
    throw new Error(
      'The site ignores conditional writes, and another publisher runs already. Stop it first, or ' +
        'use a store that honours them: see docs/operations.md.',
    );
  }
  return () => lease.release();
}
