import { randomBytes } from 'node:crypto';
import type { Authentication } from './source-declaration.ts';
import { newWebhookSecret } from './standard-webhooks.ts';

const SECRET_BYTES = 32;

/**
 * A secret of 32 random bytes: `whsec_…` for Standard Webhooks, whose key is the bytes; else
 * `dls_…`, taken as it is written, in letters that fit a header, an address and a form.
 */
export const newSourceSecret = (auth: Authentication): string =>
  auth === 'standard-webhooks'
    ? newWebhookSecret()
    : `dls_${randomBytes(SECRET_BYTES).toString('base64url')}`;
