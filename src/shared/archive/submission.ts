import { SubmissionEnvelope } from './documents.ts';

const NEWLINE = 0x0a;

/** A submission as it came: its envelope and the bytes of its body (empty for a withdrawal). */
export interface StoredSubmission {
  readonly envelope: SubmissionEnvelope;
  readonly body: Buffer;
}

/** One line of JSON, then the body byte for byte. */
export const encodeSubmission = (envelope: SubmissionEnvelope, body: Uint8Array): Buffer =>
  Buffer.concat([Buffer.from(`${JSON.stringify(envelope)}\n`), body]);

/** Throws RangeError where the bytes are no submission. The body shares their memory. */
export function decodeSubmission(bytes: Buffer): StoredSubmission {
  const end = bytes.indexOf(NEWLINE);
  if (end === -1) throw new RangeError('a stored submission lacks its envelope');
  const envelope = SubmissionEnvelope.parse(JSON.parse(bytes.toString('utf8', 0, end)));
  return { envelope, body: bytes.subarray(end + 1) };
}
