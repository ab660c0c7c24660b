import { createHash } from 'node:crypto';
import { keys } from '../../../../src/shared/archive/keys.ts';
import { type Opened, openPass } from '../../../../src/shared/archive/open-pass.ts';
import type { RenderResult, SiteObject } from '../../../../src/shared/archive/publication.ts';
import type { Catalogue } from '../../../../src/shared/catalogue/catalogue.ts';
import { Throttled } from '../../../../src/shared/errors.ts';
import { deafMeter } from '../../../../src/shared/metrics/meter.ts';
import { open } from '../../../../src/workers/publish/index.ts';
import { publishWork } from '../../../../src/workers/publish-work.ts';
import type { Run } from '../../../../src/workers/run-queue.ts';
import type { Desks } from '../../../../src/workers/story-work.ts';
import { nobody } from '../../../support/nobody.ts';
import { anOpening } from '../../../support/story-samples.ts';
import type { TemporaryStores } from '../../../support/temporary-archive.ts';
import { site as newsroomSite } from '../../render/support/render-samples.ts';

/** The process was killed here. */
export class Killed extends Error {}

export interface PressRoom {
  /** Brings a story to publish with these pictures on its page; none at all: it is withdrawn. */
  publish(storyId: string, media: readonly string[] | null): Promise<void>;
  /** As `publish`, in a pass of its own even where another is under way. */
  publishNext(storyId: string, media: readonly string[] | null): Promise<void>;
  /** Works the ticket of a pass until it is done. */
  work(storyId: string, pass: number, revision: number): Promise<void>;
  /** What is readable of some pictures. */
  readable(...media: string[]): Promise<string[]>;
}

interface Options {
  readonly stores: TemporaryStores;
  readonly catalogue: Catalogue;
  /** Called, and waited for, before every change of site, catalogue or archive; may throw Killed. */
  readonly beforeChange?: (what: string) => void | Promise<void>;
}

const changing = [
  ...['put', 'delete', 'transfer', 'addMediaUses', 'dropMediaUses', 'list', 'remove'],
  'assignNumbers',
];

/** Tells of every change before it is made. */
function watched<T extends object>(target: T, tell: (what: string) => void | Promise<void>): T {
  return new Proxy(target, {
    get(object, name) {
      const value: unknown = Reflect.get(object, name);
      if (typeof value !== 'function') return value;
      return (...given: unknown[]) => {
        // Lists of a store read, those of the catalogue change.
        const isChange = changing.includes(String(name)) && !('head' in object && name === 'list');
        const told = isChange ? tell(`${String(name)} ${String(given[0])}`) : undefined;
        const change = () => Reflect.apply(value, object, given);
        return told === undefined ? change() : told.then(change);
      };
    },
  });
}

const run = {
  ...{ signal: new AbortController().signal, isLastAttempt: false, waitMs: 0, attempt: 1 },
  priority: 1,
  trace() {},
} as unknown as Run;

/** Publish as its worker runs it, on stores and a catalogue that may be cut off at any change. */
export async function openPressRoom(options: Options): Promise<PressRoom> {
  const { stores, catalogue, beforeChange = () => {} } = options;
  const archive = stores.reopened();
  const watchedArchive = { ...archive, store: watched(archive.store, beforeChange) };
  const services = {
    archive: watchedArchive,
    site: watched(stores.site, beforeChange),
    catalogue: watched(catalogue, beforeChange),
    publicUrl: 'https://news.example',
    newsroom: { site: newsroomSite },
    desk: { record: async () => {} },
    meter: deafMeter,
    subscribers: nobody,
  };
  const queues = { sendFront: async () => {}, send: async () => {} };
  const desks = { services, queues } as unknown as Desks;
  const work = publishWork(await open(desks.services), desks, new AbortController().signal);

  async function toTheEnd(storyId: string, pass: number, revision: number): Promise<void> {
    for (;;) {
      try {
        await work.work({ kind: 'story', storyId, revision, pass }, run);
        return;
      } catch (error) {
        if (!(error instanceof Throttled)) throw error;
        // The fronts are rendered without what is to go.
        for (const front of await catalogue.dirtyFronts()) {
          await catalogue.clean(front, await catalogue.dirt(front));
        }
      }
    }
  }

  return {
    async publish(storyId, media) {
      const { pass, revision } =
        (await underWay(stores, storyId)) ?? (await rendered(stores, storyId, media));
      await toTheEnd(storyId, pass, revision);
    },
    async publishNext(storyId, media) {
      const { pass, revision } = await rendered(stores, storyId, media);
      await toTheEnd(storyId, pass, revision);
    },
    work: toTheEnd,
    async readable(...media) {
      const found = await Promise.all(media.map((key) => stores.site.head(key)));
      return media.filter((_, at) => found[at] !== undefined);
    },
  };
}

interface Pass {
  readonly pass: number;
  readonly revision: number;
}

/** The newest pass of a story while its marker stands. */
async function underWay({ reopened }: TemporaryStores, storyId: string): Promise<Pass | undefined> {
  const archive = reopened();
  const head = (await archive.head(storyId))?.head;
  const isOpen = head && (await archive.store.head(keys.open(storyId, head.pass)));
  return isOpen && { pass: head.pass, revision: head.revision };
}

/** A pass as the stages before publish leave it. */
async function rendered(
  { reopened }: TemporaryStores,
  storyId: string,
  media: readonly string[] | null,
): Promise<Pass> {
  const archive = reopened();
  const path = `/world/${storyId}/`;
  const opened = (await openPass(archive, storyId, (head) => {
    const opening = anOpening({ storyId });
    return { ...opening, head: { ...opening.head, ...head, storyId } };
  })) as Opened;
  const { revision, pass } = opened.document;
  const pictures = (media ?? []).map((key) => stored('media', key, `picture ${key}`));
  const page = stored('page', `${path.slice(1)}index.html`, `page ${pass}`);
  const objects = await Promise.all(
    [...pictures, page].map(async ({ object, body }) => {
      await archive.store.put(object.from, body, { contentType: 'application/octet-stream' });
      return object;
    }),
  );
  const now = '2026-11-22T10:00:00.000Z';
  const result: RenderResult = {
    path,
    objects,
    card: media && {
      ...{ storyId, headline: 'Flood', description: '', path, section: 'world', keywords: [] },
      ...{ language: 'en', authors: [], firstPublished: now, modified: now },
    },
    fronts: media === null ? [] : ['home', 'section/world'],
    turns: [],
    related: {},
  };
  await archive.putStage({
    ...{ schema: 1, storyId, revision, pass, stage: 'render', verdict: 'rendered', because: [] },
    ...{ findings: [], at: now, ms: 1, waitMs: 0, attempt: 1, result },
  });
  return { pass, revision };
}

function stored(kind: SiteObject['kind'], key: string, body: string) {
  const from = keys.blob(createHash('sha256').update(body).digest('hex'));
  const contentType = kind === 'page' ? 'text/html; charset=utf-8' : 'image/webp';
  const object: SiteObject = {
    ...{ key, from, kind, contentType, cacheControl: 'public, max-age=60', metadata: {} },
  };
  return { object, body };
}
