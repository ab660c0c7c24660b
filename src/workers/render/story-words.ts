import { LRUCache } from 'lru-cache';
import type { Archive } from '../../shared/archive/archive.ts';
import type { Card } from '../../shared/archive/publication.ts';
import { searchWords } from '../../shared/language/search-words.ts';
import { textOf } from './body.ts';
import type { FrontTools } from './front-tools.ts';

/** So much of a body is read, in characters with markup: some 40,000 words. */
const longestBody = 250_000;
/** What one story may bring into the index; 6,000 words of news have some 1,700 different ones. */
const mostWords = 2000;
const mostLetters = 20_000;
/** Words kept in memory, in characters (one or two bytes each): those of 6,000 usual stories. */
const kept = 16_000_000;

/**
 * The words of stories' texts, for the search index. They are kept nowhere but in memory: a worker
 * that starts reads the revisions of a block once more, and there is no copy to be erased.
 */
export function storyWords(archive: Pick<Archive, 'head' | 'revision'>): FrontTools['wordsOf'] {
  const cache = new LRUCache<string, string>({
    maxSize: kept,
    sizeCalculation: (words) => words.length + 1,
  });
  return async (card) => {
    const revision = card.revision ?? (await liveRevision(archive, card));
    if (revision === undefined) return [];
    const key = `${card.storyId} ${revision}`;
    let words = cache.get(key);
    if (words === undefined) {
      words = bodyWords((await archive.revision(card.storyId, revision)).body).join(' ');
      cache.set(key, words);
    }
    return words === '' ? [] : words.split(' ');
  };
}

/** The words of a body in the order of the text, as many as one story may bring. */
export function bodyWords(body: string): string[] {
  const words: string[] = [];
  let letters = 0;
  for (const word of searchWords(textOf(body.slice(0, longestBody)))) {
    letters += word.length;
    if (words.length === mostWords || letters > mostLetters) break;
    words.push(word);
  }
  return words;
}

async function liveRevision(
  archive: Pick<Archive, 'head'>,
  { storyId }: Card,
): Promise<number | undefined> {
  return (await archive.head(storyId))?.head.live?.revision;
}
