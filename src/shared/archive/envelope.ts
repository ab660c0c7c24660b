import { createHash, randomBytes } from 'node:crypto';
import { storyIdFor, submissionIdFor } from '../ids.ts';
import type { SubmissionEnvelope } from './documents.ts';

export const hashOf = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

/** The format's own identity, for senders without keys: the same story in the same bytes. */
export const ownKey = (externalId: string, bodyHash: string): string =>
  `${externalId}\n${bodyHash}`;

/** A story's envelope names it; a submission in the wide sense need not. */
export type StoryEnvelope = SubmissionEnvelope & {
  readonly storyId: string;
  readonly externalId: string;
};

interface Named {
  /** The source's id. */
  readonly source: string;
  readonly externalId: string;
  readonly key: string;
  readonly action: 'submit' | 'withdraw';
  readonly bodyHash: string;
  readonly contentType: string;
  readonly received: Date;
  readonly requestId: string;
  /** Of the sender, where it sent one. */
  readonly trace?: string | undefined;
}

export const envelopeOf = ({ key, received, trace, ...named }: Named): StoryEnvelope => ({
  schema: 1,
  ...named,
  submissionId: submissionIdFor(named.source, key),
  storyId: storyIdFor(named.source, named.externalId),
  idempotencyKey: key,
  received: received.toISOString(),
  trace: trace ?? randomBytes(16).toString('hex'),
});
