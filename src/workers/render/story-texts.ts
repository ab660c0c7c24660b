import { LRUCache } from 'lru-cache';
import type { Archive } from '../../shared/archive/archive.ts';
import { bodyMarkup } from './body.ts';
import type { FrontTools } from './front-tools.ts';
import type { Markup } from './html.ts';

/** Texts kept, in characters: the newest of a busy site's fronts. */
const kept = 20_000_000;

/** Reads the texts of live stories, without their pictures, for feeds that give all of a story. */
export function storyTexts(archive: Pick<Archive, 'head' | 'revision'>): FrontTools['textOf'] {
  const cache = new LRUCache<string, Markup>({
    maxSize: kept,
    sizeCalculation: (text) => text.toString().length + 1,
  });
  return async (card) => {
    const key = (revision: number) => `${card.storyId} ${revision}`;
    const known = card.revision === undefined ? undefined : cache.get(key(card.revision));
    if (known !== undefined) return known;
    const live = (await archive.head(card.storyId))?.head.live;
    if (live === null || live === undefined) return undefined;
    const revision = card.revision ?? live.revision;
    const { body } = await archive.revision(card.storyId, revision);
    const text = bodyMarkup(body, { ids: [], print: () => null });
    cache.set(key(revision), text);
    return text;
  };
}
