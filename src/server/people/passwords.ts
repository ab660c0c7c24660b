import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { Throttled } from '../../shared/errors.ts';

/** How a password is kept; the costs come along, so that they may rise. */
export const PasswordHash = z.object({
  scheme: z.literal('scrypt'),
  /** CPU and memory cost; 128 · n · r bytes are used. */
  n: z.int().positive(),
  r: z.int().positive(),
  p: z.int().positive(),
  /** Base64url. */
  salt: z.string(),
  hash: z.string(),
});
export type PasswordHash = Readonly<z.infer<typeof PasswordHash>>;

export type PasswordCost = Pick<PasswordHash, 'n' | 'r' | 'p'>;

/** 32 MiB and some 150 ms a guess: one of the settings that OWASP's cheat sheet gives for scrypt. */
export const usualCost: PasswordCost = { n: 2 ** 15, r: 8, p: 3 };
const HASH_BYTES = 32;
/** Who waits for a hash at most: bounds what a flood of guesses can take of memory and time. */
const MOST_WAITING = 20;
const RETRY_MS = 1000;
let waiting = 0;
let last: Promise<unknown> = Promise.resolve();

export async function hashPassword(password: string, cost: PasswordCost): Promise<PasswordHash> {
  const salt = randomBytes(16).toString('base64url');
  const hash = await derive(password, { ...cost, salt });
  return { scheme: 'scrypt', ...cost, salt, hash: hash.toString('base64url') };
}

/** Whether this is the password; takes as long against a mere cost, so that time tells no names. */
export async function isPassword(
  password: string,
  kept: PasswordHash | PasswordCost,
): Promise<boolean> {
  const against = { salt: '', hash: '', ...kept };
  const hash = await derive(password, against);
  const expected = Buffer.from(against.hash, 'base64url');
  return hash.length === expected.length && timingSafeEqual(hash, expected);
}

type Costs = Pick<PasswordHash, 'n' | 'r' | 'p' | 'salt'>;

/** Typed in whatever form of the same letters (NFC). One at a time. Throws Throttled. */
async function derive(password: string, { n, r, p, salt }: Costs): Promise<Buffer> {
  if (waiting >= MOST_WAITING) throw new Throttled('too many sign in at once', RETRY_MS);
  waiting += 1;
  const hash = last.then(
    () =>
      new Promise<Buffer>((resolve, reject) => {
        const options = { N: n, r, p, maxmem: 256 * n * r };
        scrypt(password.normalize('NFC'), salt, HASH_BYTES, options, (error, bytes) =>
          error === null ? resolve(bytes) : reject(error),
        );
      }),
  );
  last = hash
    .catch(() => undefined)
    .finally(() => {
      waiting -= 1;
    });
  return hash;
}
