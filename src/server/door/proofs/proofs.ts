import type { Authentication } from '../../../shared/source-declaration.ts';
import { basic } from './basic.ts';
import { bearer } from './bearer.ts';
import { ghost } from './ghost.ts';
import { hubSignature } from './hub-signature.ts';
import type { Proof } from './proof.ts';
import { standardWebhooks } from './standard-webhooks.ts';

/** How each kind of source proves itself. */
export const proofs: Readonly<Record<Authentication, Proof>> = {
  'standard-webhooks': standardWebhooks,
  'hub-signature': hubSignature,
  ghost,
  bearer,
  basic,
};
