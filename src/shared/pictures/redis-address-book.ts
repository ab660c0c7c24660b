import { createHash } from 'node:crypto';
import type { Redis } from 'ioredis';
import { type AddressBook, AddressEntry } from './address-book.ts';

/** Revisions of a story come within days; later ones fetch their pictures anew. */
const KEPT_SECONDS = 7 * 24 * 3600;

/** One key an address: nothing is touched together, and Redis Cluster may spread them. */
const key = (address: string): string =>
  `dateline:picture:${createHash('sha256').update(address).digest('base64url')}`;

export function redisAddressBook(redis: Redis): AddressBook {
  return {
    async find(address) {
      const text = await redis.get(key(address));
      return text === null ? undefined : AddressEntry.parse(JSON.parse(text));
    },
    async note(address, entry) {
      await redis.set(key(address), JSON.stringify(entry), 'EX', KEPT_SECONDS);
    },
  };
}
