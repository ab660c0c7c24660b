import type { FastifyBaseLogger } from 'fastify';
import { DecisionDocument } from '../../../shared/archive/decision-document.ts';
import type { Head, StageDocument } from '../../../shared/archive/documents.ts';
import { keys } from '../../../shared/archive/keys.ts';
import { ImagesResult } from '../../../shared/archive/pictures.ts';
import type { SiteObject } from '../../../shared/archive/publication.ts';
import type { ObjectStore } from '../../../shared/object-store/object-store.ts';
import type { Story } from '../../../shared/story.ts';
import { storyOrNot } from '../../api/stories.ts';
import type { StoryAnswer } from '../../api/story-answer.ts';
import { stageDocuments } from '../../api/story-documents.ts';
import type { ServerTools } from '../../server-tools.ts';
import { readStanding } from '../../standing/read-standing.ts';
import type { Answer } from '../../standing/why-not-live.ts';

/** The newest revisions and decisions that a page shows. */
const MOST_REVISIONS = 20;
const MOST_DECISIONS = 50;

/** All that the archive has of a story, as far as one page shows it. */
export interface StoryRecord {
  readonly story: StoryAnswer;
  readonly standing: Answer & { readonly sentence: string };
  readonly head: Head | undefined;
  /** Newest first. */
  readonly revisions: readonly Story[];
  readonly olderRevisions: number;
  /** Newest first. */
  readonly decisions: readonly DecisionDocument[];
  readonly images: ImagesResult | undefined;
  /** Of the live pass. */
  readonly objects: readonly SiteObject[];
}

/** Throws the problem `not-found`. */
export async function readRecord(
  tools: ServerTools,
  storyId: string,
  log: FastifyBaseLogger,
): Promise<StoryRecord> {
  const { archive } = tools.services;
  const story = await storyOrNot(tools, storyId, log);
  const [standing, held, numbers, decisions, documents] = await Promise.all([
    readStanding(tools, story, log),
    archive.head(storyId),
    revisionNumbers(archive.store, storyId),
    decisionsOf(archive.store, storyId),
    stageDocuments(archive, storyId),
  ]);
  const shown = numbers.slice(0, MOST_REVISIONS);
  const revisions = await Promise.all(shown.map((number) => archive.revision(storyId, number)));
  const livePass = held?.head.live?.pass;
  const release = livePass === undefined ? undefined : await archive.release(storyId, livePass);
  return {
    ...{ story, standing, revisions, decisions, head: held?.head },
    olderRevisions: numbers.length - shown.length,
    images: imagesOf(documents),
    objects: release?.objects ?? [],
  };
}

async function revisionNumbers(store: ObjectStore, storyId: string): Promise<number[]> {
  const numbers: number[] = [];
  for await (const { key } of store.list(`${keys.story(storyId)}revisions/`)) {
    const number = /\/(\d+)\.json$/.exec(key)?.[1];
    if (number !== undefined) numbers.push(Number(number));
  }
  return numbers.sort((a, b) => b - a);
}

async function decisionsOf(store: ObjectStore, storyId: string): Promise<DecisionDocument[]> {
  const found: string[] = [];
  for await (const { key } of store.list(keys.decisionsOf(storyId))) found.push(key);
  const objects = await Promise.all(found.slice(-MOST_DECISIONS).map((key) => store.get(key)));
  return objects
    .flatMap((object) =>
      object === undefined
        ? []
        : [DecisionDocument.parse(JSON.parse(object.body.toString('utf8')))],
    )
    .sort((a, b) => b.at.localeCompare(a.at));
}

/** As the newest pass that had to do with them left them. */
function imagesOf(documents: readonly StageDocument[]): ImagesResult | undefined {
  const last = documents.findLast(({ stage }) => stage === 'images' || stage === 'renditions');
  return ImagesResult.safeParse(last?.result).data;
}
