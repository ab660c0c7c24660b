import type { Authentication } from '../../../shared/newsroom.ts';
import { HandedOver } from '../../../shared/threads/crossing.ts';
import { BadProof, type Claim } from './proof.ts';
import { proofs } from './proofs.ts';

/** Runs in a thread where much is signed, and so takes and gives only what crosses. */
export const home = import.meta.url;

export interface Trial extends Omit<Claim, 'signed'> {
  readonly auth: Authentication;
  readonly signed: Uint8Array;
}

export interface Tried {
  readonly outcome: 'proven' | 'absent' | { readonly why: string };
  /** What was given to be checked, back again. */
  readonly signed: Uint8Array;
}

/** Tries a source's own way to prove itself; a bad proof is told, not thrown. */
export function tryProof({ auth, signed, ...claim }: Trial): HandedOver<Tried> {
  const bytes = Buffer.from(signed.buffer, signed.byteOffset, signed.byteLength);
  return new HandedOver({ outcome: outcomeOf(auth, { ...claim, signed: bytes }), signed }, [
    signed,
  ]);
}

function outcomeOf(auth: Authentication, claim: Claim): Tried['outcome'] {
  try {
    return proofs[auth](claim);
  } catch (error) {
    if (error instanceof BadProof) return { why: error.message };
    throw error;
  }
}
