import { timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

/** Why a request is not what it claims to be. For our log; the sender is told nothing of it. */
export class BadProof extends Error {
  override readonly name = 'BadProof';
}

/** What a sender's proof is checked against. */
export interface Claim {
  readonly headers: IncomingHttpHeaders;
  /** Raw bytes; `METHOD path` in place of a body that is not there. */
  readonly signed: Buffer;
  /** The source's id. */
  readonly source: string;
  /** Newest first; any of them will do. */
  readonly secrets: readonly string[];
  readonly now: Date;
}

/**
 * `proven`, or `absent` where the request does not try this proof and may have another. Throws
 * BadProof.
 */
export type Proof = (claim: Claim) => 'proven' | 'absent';

/** For timestamps, before and after now. */
export const TOLERANCE_MS = 5 * 60 * 1000;

/** Takes the same time wherever the two differ; tells only their length. */
export const isSame = (one: Uint8Array, other: Uint8Array): boolean =>
  one.length === other.length && timingSafeEqual(one, other);
