import type { FastifyBaseLogger } from 'fastify';
import { DecisionDocument } from '../../../shared/archive/decision-document.ts';
import type { Head, StageDocument } from '../../../shared/archive/documents.ts';
import { keys } from '../../../shared/archive/keys.ts';
import { ImagesResult } from '../../../shared/archive/pictures.ts';
import type { ObjectStore } from '../../../shared/object-store/object-store.ts';
import type { Story } from '../../../shared/story.ts';
import { storyOrNot } from '../../api/stories.ts';
import type { StoryAnswer } from '../../api/story-answer.ts';
import { stageDocuments } from '../../api/story-documents.ts';
import { askRedis } from '../../redis-reach.ts';
import type { ServerTools } from '../../server-tools.ts';
import { readStanding } from '../../standing/read-standing.ts';
import type { Answer } from '../../standing/why-not-live.ts';
import { entriesOf, type SiteEntry } from './edge-check.ts';

/** The newest revisions and decisions that a page shows. */
const MOST_REVISIONS = 20;
const MOST_DECISIONS = 50;

/** Another story that shows a picture of this one, or one that looks like it. */
export interface Elsewhere {
  /** The StoryImage's id. */
  readonly id: string;
  readonly storyId: string;
  /** Whether it is the same beyond doubt. */
  readonly isSure: boolean;
}

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
  readonly elsewhere: readonly Elsewhere[];
  /** What the site should have of it: by the live pass, or by that which took it down. */
  readonly site: readonly SiteEntry[];
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
    numbersUnder(archive.store, keys.revisionsOf(storyId)),
    decisionsOf(archive.store, storyId),
    stageDocuments(archive, storyId),
  ]);
  const shown = numbers.slice(0, MOST_REVISIONS);
  const revisions = await Promise.all(shown.map((number) => archive.revision(storyId, number)));
  const pass = held?.head.live?.pass ?? (story.state === 'withdrawn' ? story.pass : undefined);
  const release = pass === undefined ? undefined : await archive.release(storyId, pass);
  const images = imagesOf(documents);
  return {
    ...{ story, standing, revisions, decisions, head: held?.head },
    olderRevisions: numbers.length - shown.length,
    images,
    elsewhere: await elsewhereOf(tools, { storyId, images }, log),
    site: release === undefined ? [] : entriesOf(release),
  };
}

/** By which documents are named, the highest first. */
async function numbersUnder(store: ObjectStore, prefix: string): Promise<number[]> {
  const numbers: number[] = [];
  for await (const { key } of store.list(prefix)) {
    const number = /\/(\d+)\.json$/.exec(key)?.[1];
    if (number !== undefined) numbers.push(Number(number));
  }
  return numbers.sort((a, b) => b - a);
}

async function decisionsOf(store: ObjectStore, storyId: string): Promise<DecisionDocument[]> {
  const newest = (await numbersUnder(store, keys.decisionsOf(storyId))).slice(0, MOST_DECISIONS);
  const objects = await Promise.all(newest.map((n) => store.get(keys.decision(storyId, n))));
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

/** Where else its pictures are shown, of the last months; nothing while Redis is away. */
async function elsewhereOf(
  { services, redis }: ServerTools,
  { storyId, images }: { readonly storyId: string; readonly images: ImagesResult | undefined },
  log: FastifyBaseLogger,
): Promise<Elsewhere[]> {
  const found = await Promise.all(
    (images?.images ?? []).map(async ({ id, perceptualHash }) => {
      if (perceptualHash === null) return [];
      const ask = () => services.pictures.samePictures(perceptualHash);
      const same = await askRedis({ redis, log }, ask, []);
      return same.flatMap(({ storyIds, isSure }) =>
        storyIds
          .filter((other) => other !== storyId)
          .map((other) => ({ id, storyId: other, isSure })),
      );
    }),
  );
  return found.flat();
}
