import { LRUCache } from 'lru-cache';
import type { Logger } from 'pino';
import type { Archive } from '../shared/archive/archive.ts';
import type { SubmissionEnvelope } from '../shared/archive/documents.ts';
import { keys } from '../shared/archive/keys.ts';
import { decodeSubmission, encodeSubmission } from '../shared/archive/submission.ts';
import type { Desk } from '../shared/desk/desk.ts';
import { Conflict, Unavailable } from '../shared/errors.ts';
import { within } from '../shared/within.ts';
import { priority } from './policy.ts';
import type { Queues } from './queues.ts';
import type { Acceptance, Submission } from './stage.ts';

/** Redis is told within this time, or by the sweeper. */
const REDIS_MS = 1500;

/** Another body was kept under this key before: it is not the sender's to use again. */
export class KeyTaken extends Error {
  override readonly name = 'KeyTaken';
}

/** What keeping needs; a Redis client fits as `redis`. */
export interface Keeping {
  readonly services: { readonly archive: Archive; readonly desk: Desk };
  readonly queues: Queues;
  /** `ready` while commands can be sent. */
  readonly redis: { readonly status: string };
}

/** Repeats come soon, if they come: those of so many submissions cost the archive nothing. */
const REMEMBERED = 10_000;

/**
 * Keeps a submission, durably, then tells Redis. While Redis is away the archive is enough: the
 * sweeper sends what lies in the inbox. Throws KeyTaken, and Unavailable where the archive is away.
 */
export type Accept = (submission: Submission, log: Pick<Logger, 'warn'>) => Promise<Acceptance>;

export function openAccept(tools: Keeping): Accept {
  const { archive } = tools.services;
  /** Body hashes by submission, of those kept here. */
  const recent = new LRUCache<string, string>({ max: REMEMBERED });

  return async (submission, log) => {
    const { source, submissionId, bodyHash } = submission.envelope;
    const before = recent.get(submissionId);
    if (before !== undefined) {
      sameBody(before, submission.envelope, 'ended');
      return 'replayed';
    }
    const kept = await keep(archive, submission);
    const meanwhile = recent.get(submissionId);
    // Known by now: ours lies there alone and was seen before we heard of it, or is a repeat of one
    // that was ingested between our look at the keys and our put. Only the keys can tell.
    const isRepeat =
      kept === 'new' &&
      meanwhile !== undefined &&
      (await archive.key(source, submissionId)) !== undefined;
    if (isRepeat) {
      await archive.store.delete(keys.inbox(submissionId));
      sameBody(meanwhile, submission.envelope, 'ended');
      return 'replayed';
    }
    recent.set(submissionId, bodyHash);
    if (kept !== 'ended') await announce(tools, submission, log);
    return kept === 'new' ? 'new' : 'replayed';
  };
}

/** `waiting`: the same submission lies in the inbox; `ended`: it has had its answer for good. */
type Kept = 'new' | 'waiting' | 'ended';

async function keep(archive: Archive, { envelope, body }: Submission): Promise<Kept> {
  const key = keys.inbox(envelope.submissionId);
  for (let attempt = 0; attempt < 3; attempt += 1) {
    const [isOurs, known] = await Promise.all([
      putNew(archive, key, encodeSubmission(envelope, body), envelope.storyId),
      archive.key(envelope.source, envelope.submissionId),
    ]);
    if (known !== undefined) {
      if (isOurs) await archive.store.delete(key);
      return sameBody(known.bodyHash, envelope, 'ended');
    }
    if (isOurs) return 'new';
    const standing = await archive.store.get(key);
    if (standing !== undefined) {
      return sameBody(decodeSubmission(standing.body).envelope.bodyHash, envelope, 'waiting');
    }
    // Ingested between our two looks: its permanent key is there now.
  }
  throw new Unavailable(`inbox: ${envelope.submissionId} comes and goes`);
}

/** `story` in its metadata lets a story be found before it has a head. */
async function putNew(
  { store }: Archive,
  key: string,
  bytes: Buffer,
  story: string,
): Promise<boolean> {
  try {
    await store.put(
      key,
      bytes,
      { contentType: 'application/octet-stream', metadata: { story } },
      { ifAbsent: true, durable: true },
    );
    return true;
  } catch (error) {
    if (error instanceof Conflict) return false;
    throw error;
  }
}

function sameBody(bodyHash: string, envelope: SubmissionEnvelope, kept: Kept): Kept {
  if (bodyHash === envelope.bodyHash) return kept;
  throw new KeyTaken('Another body was sent under this key. A new body needs a new key.');
}

async function announce(
  { services: { desk }, queues, redis }: Keeping,
  { envelope, headline, urgency }: Submission,
  log: Pick<Logger, 'warn'>,
): Promise<void> {
  const { submissionId, storyId, source, externalId } = envelope;
  if (redis.status !== 'ready') {
    log.warn({ submissionId }, 'redis is away: the sweeper will send this submission');
    return;
  }
  const about = { source, externalId, headline };
  const isKill = envelope.action === 'withdraw';
  const told = await within(
    REDIS_MS,
    Promise.allSettled([
      desk.record({ storyId, revision: 0, pass: 0, state: 'received', about }),
      queues.send(
        'ingest',
        { kind: 'submission', submissionId },
        { priority: isKill ? priority.decision : priority.story(urgency) },
      ),
    ]),
  );
  const failed = told?.find((one) => one.status === 'rejected');
  if (told === undefined || failed !== undefined) {
    const err = failed === undefined ? 'too slow' : String(failed.reason);
    log.warn({ submissionId, err }, 'redis was not told: the sweeper will send this submission');
  }
}
