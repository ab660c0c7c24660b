import { LRUCache } from 'lru-cache';
import type { RenderStages } from '../../queues/stage.ts';
import type { Card, Edition, SiteObject } from '../../shared/archive/publication.ts';
import { kindOf, pageSizeOf } from '../../shared/catalogue/front-names.ts';
import { frontSlug } from '../../shared/catalogue/front-slug.ts';
import { Throttled } from '../../shared/errors.ts';
import { themeFolder } from '../../shared/load-newsroom.ts';
import type { Services } from '../../shared/services.ts';
import { reservePath } from './article-path.ts';
import { blobKeeper, type StoreBlob, storePrinted } from './blobs.ts';
import { printFront } from './fronts.ts';
import { openTheme } from './open-theme.ts';
import type { Press } from './press.ts';
import { type RenderTools, render } from './render.ts';
import { newestSealed } from './sealed-pages.ts';
import { printedAssets } from './site-objects.ts';
import { storyTexts } from './story-texts.ts';
import { storyWords } from './story-words.ts';

/** Newest stories of a front that "Check also" is chosen from. */
const CANDIDATES = 40;
/** Topics of the story that older stories are looked for on, and how many on each. */
const TOPICS = 8;
const OF_A_TOPIC = 6;
/** How long the same candidates serve: a burst asks for them once. */
const CANDIDATES_MS = 1000;
/** How soon to ask again for a front while the catalogue is being rebuilt. */
const INCOMPLETE_RETRY_MS = 300;

export async function open(services: Services): Promise<RenderStages> {
  const { config, newsroom, archive, catalogue, publicUrl, siteKey } = services;
  const { theme: name } = newsroom.site;
  const theme = await openTheme(name, themeFolder(name, config.newsroomDir));
  const press: Press = { site: newsroom.site, theme, publicUrl };
  const keep = blobKeeper(archive.store);
  let assets: readonly SiteObject[] | undefined;
  const newest = candidatesOf(services);
  const tools: RenderTools = {
    ...press,
    siteKey,
    now: () => new Date(),
    async standing(storyId) {
      const head = (await archive.head(storyId))?.head;
      return {
        wanted: head?.wanted ?? 'live',
        firstPublished: head?.firstPublished ?? null,
        path: head?.live?.path ?? null,
        formerPaths: head?.formerPaths ?? [],
      };
    },
    reservePath: (base, storyId) => reservePath(archive.store, base, storyId),
    async candidates({ section, keywords }) {
      const topics = [...new Set(keywords.map(frontSlug))].filter(Boolean).slice(0, TOPICS);
      const fronts = [`section/${section}`, 'home', ...topics.map((topic) => `tag/${topic}`)];
      const lists = await Promise.all(fronts.map(newest));
      return [...new Map(lists.flat().map((card) => [card.storyId, card])).values()];
    },
    translations: (card) => catalogue.translations(card),
    storeBlob: keep,
    async assets() {
      assets ??= await storePrinted(printedAssets(press), { storeBlob: keep });
      return assets;
    },
  };
  const keepForFronts = rememberingAssets(keep);
  const [textOf, wordsOf] = [storyTexts(archive), storyWords(archive)];
  const frontTools = { ...press, catalogue, textOf, wordsOf, now: () => new Date() };
  return {
    render: (trip) => render(trip, tools),
    async fronts({ front }) {
      if (!(await catalogue.isComplete())) {
        throw new Throttled('the catalogue is being rebuilt', INCOMPLETE_RETRY_MS);
      }
      const marks = await catalogue.dirt(front);
      if (Object.keys(marks).length === 0) return null;
      const [{ edition, after }, highest] = await Promise.all([
        catalogue.nextEdition(front),
        catalogue.highest(front),
      ]);
      const formerKeys = async () => {
        const former = after === 0 ? undefined : await archive.edition(front, after);
        return (former?.objects ?? []).map(({ key }) => key);
      };
      const printed = printFront(front, { ...frontTools, dirt: marks, formerKeys });
      const objects = await storePrinted(printed, { storeBlob: keepForFronts });
      const at = new Date().toISOString();
      const sealed = newestSealed(highest, pageSizeOf(front, newsroom.site.pageSize));
      const document: Edition = { schema: 1, front, edition, after, marks, sealed, objects, at };
      await archive.putEdition(document);
      return { kind: 'front', front, edition };
    },
  };
}

/** An asset's key names its bytes: kept once, it is known by its key. */
function rememberingAssets(keep: StoreBlob): StoreBlob {
  const kept = new Map<string, string>();
  return async (body, object) => {
    if (object.kind !== 'asset') return keep(body, object);
    const from = kept.get(object.key) ?? (await keep(body, object));
    kept.set(object.key, from);
    return from;
  };
}

function candidatesOf({ catalogue }: Services) {
  const cache = new LRUCache<string, Card[]>({
    max: 100,
    ttl: CANDIDATES_MS,
    fetchMethod: (front) =>
      catalogue.newest(front, kindOf(front) === 'tag' ? OF_A_TOPIC : CANDIDATES),
  });
  return async (front: string): Promise<readonly Card[]> => (await cache.fetch(front)) ?? [];
}
