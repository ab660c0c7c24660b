import type { FastifyBaseLogger } from 'fastify';
import { stateAfter, timelineEntry } from '../../queues/send-on.ts';
import type { Archive } from '../../shared/archive/archive.ts';
import type { Head, StageDocument, State } from '../../shared/archive/documents.ts';
import type { DeskEntry, TimelineEntry } from '../../shared/desk/desk.ts';
import { askRedis } from '../redis-reach.ts';
import type { ServerTools } from '../server-tools.ts';
import type { StoryAnswer } from './story-answer.ts';
import { stageDocuments, waitingSubmission } from './story-documents.ts';

type Log = Pick<FastifyBaseLogger, 'warn'>;

/** A story as the archive records it; the desk adds what is under way. Works without Redis. */
export async function readStory(
  { services, redis }: Pick<ServerTools, 'services' | 'redis'>,
  storyId: string,
  log: Log,
): Promise<StoryAnswer | undefined> {
  const { archive, desk } = services;
  const [held, documents, entry, steps] = await Promise.all([
    archive.head(storyId),
    stageDocuments(archive, storyId),
    askRedis({ redis, log }, () => desk.find(storyId), undefined),
    askRedis({ redis, log }, () => desk.timeline(storyId), []),
  ]);
  if (held === undefined) return beforeHead(archive, storyId, { entry, steps });
  const { head } = held;
  const newest = documents.findLast(
    // A pass that was given up may be on its way again.
    ({ pass, verdict }) => pass === head.pass && verdict !== 'failed',
  );
  const state =
    endState(head, documents) ?? (await stateUnderWay(archive, head, { newest, entry }));
  const timeline = united(documents.map(timelineEntry), steps);
  const last = timeline.findLast(({ pass }) => pass === (head.ended?.pass ?? head.pass));
  return {
    storyId,
    source: head.source,
    externalId: head.externalId,
    headline: head.headline,
    state,
    revision: head.revision,
    pass: head.pass,
    verdict: state === 'failed' ? 'failed' : (last?.verdict ?? 'received'),
    because: firstFilled(head.ended?.because, last?.because),
    findings: findingsOf(head, documents),
    derived: await derivationOf(archive, head),
    timeline,
    url: head.live?.url ?? null,
    live: head.live && {
      revision: head.live.revision,
      url: head.live.url,
      at: head.live.at,
    },
  };
}

/** How the newest pass ended; `undefined` while publish, after its head, still tells the fronts. */
function endState({ pass, ended }: Head, documents: readonly StageDocument[]): State | undefined {
  const has = (name: string) =>
    documents.some((document) => document.pass === pass && document.stage === name);
  const isPublished = ended?.state === 'live' || ended?.state === 'withdrawn';
  if (isPublished && has('render') && !has('publish')) return undefined;
  return ended?.state;
}

async function stateUnderWay(
  archive: Archive,
  head: Head,
  { newest, entry }: { newest: StageDocument | undefined; entry: DeskEntry | undefined },
): Promise<State> {
  if (entry !== undefined && entry.pass >= head.pass) return entry.state;
  // Slow renditions and pictures that go change nothing that an editor waits for.
  if (isQuiet(head)) return head.aside?.state ?? 'live';
  if (newest === undefined) return 'received';
  if (newest.revision === 0) return stateAfter(newest, false);
  const { images } = await archive.revision(head.storyId, newest.revision);
  return stateAfter(newest, images.length > 0);
}

const isQuiet = ({ trigger, live, aside }: Head): boolean =>
  live !== null && (aside !== undefined || trigger === 'renditions' || trigger === 'pictures');

/** The desk also knows of attempts that left no document. */
function united(
  recorded: readonly TimelineEntry[],
  steps: readonly TimelineEntry[],
): TimelineEntry[] {
  const name = ({ pass, stage, verdict }: TimelineEntry) => `${pass} ${stage} ${verdict}`;
  const known = new Set(recorded.map(name));
  const more = steps.filter((step) => !known.has(name(step)));
  return [...recorded, ...more].sort((a, b) => a.at.localeCompare(b.at) || a.pass - b.pass);
}

/** Of the newest revision; a release does not make them unsaid. */
const findingsOf = (head: Head, documents: readonly StageDocument[]): StageDocument['findings'] =>
  documents.findLast(({ stage, revision }) => stage === 'moderation' && revision === head.revision)
    ?.findings ?? [];

async function derivationOf(
  archive: Archive,
  { storyId, revision }: Head,
): Promise<StoryAnswer['derived']> {
  if (revision === 0) return null;
  const { derived } = await archive.revision(storyId, revision);
  return derived ? { from: derived.from, by: derived.by, reason: derived.reason } : null;
}

const firstFilled = (...lists: (readonly string[] | undefined)[]): readonly string[] =>
  lists.find((list) => list !== undefined && list.length > 0) ?? [];

/** A story that ingest has not made a head for yet, or could not. */
async function beforeHead(
  archive: Archive,
  storyId: string,
  { entry, steps }: { entry: DeskEntry | undefined; steps: readonly TimelineEntry[] },
): Promise<StoryAnswer | undefined> {
  const last = steps.at(-1);
  const about = entry ?? (await aboutWaiting(archive, storyId));
  if (about === undefined) return undefined;
  const { source, externalId, headline } = about;
  return {
    ...{ storyId, source, externalId, headline },
    state: entry?.state ?? 'received',
    revision: entry?.revision ?? 0,
    pass: entry?.pass ?? 0,
    verdict: last?.verdict ?? 'received',
    because: last?.because ?? [],
    findings: [],
    derived: null,
    timeline: steps,
    url: null,
    live: null,
  };
}

async function aboutWaiting(
  archive: Archive,
  storyId: string,
): Promise<Pick<DeskEntry, 'source' | 'externalId' | 'headline'> | undefined> {
  const waiting = await waitingSubmission(archive, storyId);
  if (waiting === undefined) return undefined;
  const { source, externalId } = waiting.envelope;
  return { source, externalId: externalId ?? '', headline: '' };
}
