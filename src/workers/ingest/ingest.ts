import type { Ingested, WorkContext } from '../../queues/stage.ts';
import { mayBeInSite } from '../../shared/archive/aftermath.ts';
import type { Archive } from '../../shared/archive/archive.ts';
import type { KeyRecord, SubmissionEnvelope } from '../../shared/archive/documents.ts';
import { keepBytes } from '../../shared/archive/keep-bytes.ts';
import { keys } from '../../shared/archive/keys.ts';
import { type Opened, openPass } from '../../shared/archive/open-pass.ts';
import { endPass } from '../../shared/archive/passes.ts';
import { decodeSubmission } from '../../shared/archive/submission.ts';
import { InvalidStory } from '../../shared/errors.ts';
import { Invalid, Malformed } from '../../shared/formats/format.ts';
import { storyIdFor } from '../../shared/ids.ts';
import type { Site } from '../../shared/newsroom.ts';
import type { Pause, Source, Sources } from '../../shared/sources.ts';
import type { Threads } from '../../shared/threads/threads.ts';
import { type Candidate, openingFor, type Settled } from './opening.ts';
import type { Original } from './original.ts';
import { readApart } from './read-apart.ts';
import type { ReadStory } from './read-story.ts';

export interface IngestTools {
  readonly archive: Archive;
  readonly sources: Pick<Sources, 'find'>;
  readonly site: Site;
  readonly threads: Threads;
}

interface Received {
  readonly envelope: SubmissionEnvelope;
  readonly body: Buffer;
  /** The inbox object as it lies there. */
  readonly stored: Buffer;
}

/**
 * Makes a revision and a pass of a submission. `null`: another run has finished it, for the inbox
 * object goes last.
 */
export async function ingest(
  submissionId: string,
  context: WorkContext,
  tools: IngestTools,
): Promise<Ingested | null> {
  const began = performance.now();
  const object = await tools.archive.store.get(keys.inbox(submissionId));
  if (object === undefined) return null;
  const received = { ...decodeSubmission(object.body), stored: object.body };
  if ((await tools.archive.key(received.envelope.source, submissionId)) !== undefined) {
    // Answered for good: a dead worker's rest, or a rival that came while the first was finished.
    await tools.archive.store.delete(keys.inbox(submissionId));
    return null;
  }
  const read = await readCandidate(received, { ...context, began }, tools);
  if (typeof read === 'string') return failed(tools.archive, received, read);
  const opened = await openPass<Settled>(tools.archive, read.storyId, (head) =>
    openingFor(read, head),
  );
  if ('stop' in opened)
    return settled(tools.archive, received, { candidate: read, stop: opened.stop });
  return accepted(tools.archive, received, opened);
}

async function readCandidate(
  { envelope, body }: Received,
  context: WorkContext & { began: number },
  { archive, sources, site, threads }: IngestTools,
): Promise<Candidate | string> {
  const base = {
    source: envelope.source,
    waitMs: context.waitMs,
    attempt: context.attempt,
    began: context.began,
    hasOwnSlug: false,
  };
  const order = { received: envelope.received, submissionId: envelope.submissionId };
  if (envelope.action === 'withdraw' && envelope.externalId !== null) {
    const { externalId } = envelope;
    const storyId = storyIdFor(envelope.source, externalId);
    return { ...base, storyId, externalId, order, contentHash: 'withdrawn', wanted: 'withdrawn' };
  }
  const source = await sources.find(envelope.source);
  if (source === undefined) return `There is no source ${envelope.source} any more.`;
  try {
    const read = await readApart(threads, {
      format: source.format,
      body,
      contentType: envelope.contentType,
      site: { sections: site.sections, language: site.language },
      source: sourceFacts(source),
      submissionId: envelope.submissionId,
      received: envelope.received,
    });
    await keepOriginals(archive, read.originals);
    const isHeld = source.paused != null && read.status === 'usable';
    const wanted = isHeld ? 'held' : wantedBy[read.status];
    return {
      ...base,
      storyId: read.story.storyId,
      externalId: read.externalId,
      order: { ...order, ...orderOf(read, envelope.received) },
      contentHash: wanted === 'withdrawn' ? 'withdrawn' : read.contentHash,
      wanted,
      hasOwnSlug: read.hasOwnSlug,
      ...(isHeld && { heldBecause: pausedBecause(source.paused) }),
      ...(wanted !== 'withdrawn' && { story: { ...read.story, trace: envelope.trace } }),
    };
  } catch (error) {
    const isTheSources =
      error instanceof Invalid || error instanceof Malformed || error instanceof InvalidStory;
    if (!isTheSources) throw error;
    return error.message;
  }
}

const pausedBecause = (pause: Pause | null | undefined): string =>
  `The source is paused (${pause?.by}: ${pause?.reason}); a person must release what it sends.`;

const wantedBy = { usable: 'live', withheld: 'held', canceled: 'withdrawn' } as const;

/** What a story takes of its source, and no secret. */
const sourceFacts = ({ id, section, sections, language, trusted }: Source) => ({
  ...{ id, trusted },
  ...(sections !== undefined && { sections }),
  ...(section !== undefined && { section }),
  ...(language !== undefined && { language }),
});

/** A clock may be this wrong; a time of modification that lies further ahead is a mistake. */
const MOST_AHEAD_MS = 10 * 60_000;

/** Of a time in the future nothing sent in the meantime would be newer: it came when it came. */
function orderOf({ version, modified }: ReadStory, received: string) {
  const isAhead =
    modified !== undefined && Date.parse(modified) > Date.parse(received) + MOST_AHEAD_MS;
  return {
    ...(version !== undefined && { version }),
    ...(modified !== undefined && { modified: isAhead ? received : modified }),
  };
}

/** Pictures that came as bytes go into the archive under their hash; the story refers to them. */
async function keepOriginals({ store }: Archive, originals: readonly Original[]): Promise<void> {
  const contentType = 'application/octet-stream';
  await Promise.all(
    originals.map(({ sha256, data }) => {
      const body = Buffer.from(data.buffer, data.byteOffset, data.byteLength);
      return keepBytes(store, keys.original(sha256), { body, contentType, durable: true });
    }),
  );
}

async function accepted(
  archive: Archive,
  received: Received,
  { head, document }: Opened,
): Promise<Ingested> {
  const { revision } = document;
  const story = revision === 0 ? undefined : await archive.revision(head.storyId, revision);
  const isKill = document.verdict === 'withdrawn';
  const ends = isKill && head.live === null && !(await mayBeInSite(archive, head));
  const isHeld = document.verdict === 'held';
  const ended = ends ? 'withdrawn' : isHeld ? 'held' : undefined;
  const conclude = async () => {
    if (ended !== undefined) {
      const state = ended;
      await endPass(archive, document, { state, because: document.because });
    }
    await finish(archive, received, { status: 'accepted', because: document.because });
  };
  return {
    document,
    about: head,
    hasPictures: (story?.images.length ?? 0) > 0,
    urgency: story?.urgency,
    trace: received.envelope.trace,
    goesOn: !ends,
    ended,
    conclude,
  };
}

/** Nothing new: the document tells why, and a pass that this submission opened is sent on again. */
async function settled(
  archive: Archive,
  received: Received,
  { candidate, stop }: { candidate: Candidate; stop: Settled },
): Promise<Ingested> {
  const { head, status, because } = stop;
  if (status === 'own') {
    const document = await archive.stage(head.storyId, head.pass, 'ingest');
    const isOurs = document !== undefined && head.ended === null;
    if (isOurs) return accepted(archive, received, { head, document });
  }
  const recorded = status === 'own' ? 'accepted' : status;
  return {
    document: {
      schema: 1,
      storyId: head.storyId,
      revision: head.revision,
      pass: head.pass,
      stage: 'ingest',
      verdict: recorded,
      because: [...because],
      findings: [],
      at: new Date().toISOString(),
      ms: Math.round(performance.now() - candidate.began),
      waitMs: candidate.waitMs,
      attempt: candidate.attempt,
      result: undefined,
    },
    about: head,
    hasPictures: false,
    urgency: undefined,
    trace: received.envelope.trace,
    goesOn: false,
    conclude: () => {
      const isKept = head.erased === undefined;
      return finish(archive, received, { status: recorded, because: [...because], isKept });
    },
  };
}

function failed(archive: Archive, received: Received, reason: string): Ingested {
  const { envelope } = received;
  return {
    document: null,
    about: {
      storyId: envelope.storyId,
      source: envelope.source,
      externalId: envelope.externalId ?? '',
      headline: '',
    },
    hasPictures: false,
    urgency: undefined,
    trace: envelope.trace,
    goesOn: false,
    because: [reason],
    conclude: () => finish(archive, received, { status: 'failed', because: [reason] }),
  };
}

interface Finish extends Pick<KeyRecord, 'status' | 'because'> {
  /** Whether the submission is kept as it came; not where its story was erased. */
  readonly isKept?: boolean;
}

/** The permanent answer and the submission as it came; then the inbox object goes. */
async function finish(
  archive: Archive,
  { envelope, stored }: Received,
  { status, because, isKept = true }: Finish,
): Promise<void> {
  const { submissionId, storyId, bodyHash, received, source } = envelope;
  const record = { submissionId, storyId, bodyHash, received, status, because };
  await Promise.all([
    archive.putKey(source, { schema: 1, ...record }),
    isKept &&
      archive.store.put(keys.submission(received, submissionId), stored, {
        contentType: 'application/octet-stream',
      }),
  ]);
  await archive.store.delete(keys.inbox(submissionId));
}
