import type { Authentication } from '../../../shared/source-declaration.ts';
import { HandedOver } from '../../../shared/threads/crossing.ts';
import { hubPush } from './hub-push.ts';
import { BadProof, type Claim } from './proof.ts';
import { proofs } from './proofs.ts';

/** Runs in a thread where much is signed, and so takes and gives only what crosses. */
export const home = import.meta.url;

export interface Trial extends Omit<Claim, 'signed'> {
  readonly auth: Authentication;
  readonly signed: Uint8Array;
  /** What the hub of the source's feed signs with, where there is one. */
  readonly hubSecret: string | undefined;
}

export interface Tried {
  readonly outcome: 'proven' | 'absent' | { readonly why: string };
  /** What was given to be checked, back again. */
  readonly signed: Uint8Array;
}

/** Tries a source's own way to prove itself, then that of its hub; a bad proof is told, not thrown. */
export function tryProof({ auth, signed, hubSecret, ...claim }: Trial): HandedOver<Tried> {
  const bytes = Buffer.from(signed.buffer, signed.byteOffset, signed.byteLength);
  const outcome = outcomeOf({ auth, hubSecret }, { ...claim, signed: bytes });
  return new HandedOver({ outcome, signed }, [signed]);
}

function outcomeOf(
  { auth, hubSecret }: Pick<Trial, 'auth' | 'hubSecret'>,
  claim: Claim,
): Tried['outcome'] {
  try {
    const own = proofs[auth](claim);
    return own === 'absent' && hubSecret !== undefined ? hubPush(claim, hubSecret) : own;
  } catch (error) {
    if (error instanceof BadProof) return { why: error.message };
    throw error;
  }
}
