import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { z } from 'zod';
import { keys } from './archive/keys.ts';
import { Conflict } from './errors.ts';
import type { ObjectStore } from './object-store/object-store.ts';

const VERSION = 'v1.';
const IV_BYTES = 12;
const TAG_BYTES = 16;

/** One key a use, so that none can be learned from another. */
const derive = (secretKey: string, use: string): Buffer =>
  Buffer.from(hkdfSync('sha256', secretKey, '', `dateline ${use} v1`, 32));

/** Keys the addresses of media in the site. */
export const siteKeyOf = (secretKey: string): string =>
  derive(secretKey, 'site media').toString('hex');

/** Signs the cookies of people who have signed in. */
export const sessionKeyOf = (secretKey: string): string =>
  derive(secretKey, 'sessions').toString('hex');

/** Keeps secrets readable to us alone (AES-256-GCM). */
export interface Seal {
  /** `context` is what the secret belongs to; it opens nowhere else. */
  seal(secret: string, context: string): string;
  /** Throws where the text was changed, moved to another context or sealed with another key. */
  open(sealed: string, context: string): string;
}

export function openSeal(secretKey: string): Seal {
  const key = derive(secretKey, 'secrets at rest');
  return {
    seal(secret, context) {
      const iv = randomBytes(IV_BYTES);
      const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(context));
      const text = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()]);
      return VERSION + Buffer.concat([iv, cipher.getAuthTag(), text]).toString('base64url');
    },
    open(sealed, context) {
      const bytes = Buffer.from(sealed.slice(VERSION.length), 'base64url');
      if (!sealed.startsWith(VERSION) || bytes.length < IV_BYTES + TAG_BYTES) {
        throw new Error(`the sealed secret of ${context} is damaged`);
      }
      const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, IV_BYTES), {
        authTagLength: TAG_BYTES,
      });
      decipher.setAAD(Buffer.from(context));
      decipher.setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
      const text = decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES));
      return Buffer.concat([text, decipher.final()]).toString('utf8');
    },
  };
}

const Fingerprint = z.object({ schema: z.literal(1), fingerprint: z.string(), at: z.string() });

/** Another key sealed what is in the archive: nothing in it could be opened. */
export class WrongSecretKey extends Error {
  override readonly name = 'WrongSecretKey';
}

/**
 * Leaves the key's fingerprint in a new archive, and compares with the one that is there.
 * Throws WrongSecretKey on a mismatch.
 */
export async function checkSecretKey(archive: ObjectStore, secretKey: string): Promise<void> {
  const fingerprint = derive(secretKey, 'fingerprint').toString('hex').slice(0, 32);
  const standing = await archive.get(keys.secretFingerprint);
  if (standing === undefined) {
    const document = { schema: 1, fingerprint, at: new Date().toISOString() };
    try {
      await archive.put(
        keys.secretFingerprint,
        JSON.stringify(document),
        { contentType: 'application/json; charset=utf-8' },
        { ifAbsent: true, durable: true },
      );
      return;
    } catch (error) {
      // Another process was first: compare with what it wrote.
      if (!(error instanceof Conflict)) throw error;
      return checkSecretKey(archive, secretKey);
    }
  }
  const known = Fingerprint.parse(JSON.parse(standing.body.toString('utf8')));
  if (known.fingerprint === fingerprint) return;
  throw new WrongSecretKey(
    'DATELINE_SECRET_KEY is not the key that this archive was made with ' +
      `(${keys.secretFingerprint} has another fingerprint). Set the former key, or use another archive.`,
  );
}
