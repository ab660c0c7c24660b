import { frontTag } from '../../shared/cache-tags.ts';
import type { Listed } from '../../shared/catalogue/catalogue.ts';
import { searchBlock } from '../../shared/catalogue/front-names.ts';
import { searchWords } from '../../shared/language/search-words.ts';
import type { FrontPrinter, FrontTools } from './front-tools.ts';
import { newestSealed, pagesToWrite, rangeOf } from './sealed-pages.ts';
import { cacheTag, type Printed } from './site-objects.ts';
import { sectionLink } from './site-view.ts';

/** Files that the words of a block are spread over; a query reads one for each of its words. */
const shards = 32;
/** Stories in one file of what results show. */
const storiesPerFile = 100;

/**
 * The search index: static files that the search page's script reads. Stories lie in blocks by their
 * numbers, oldest first, so that a change writes one block at any size of the archive, and a search
 * reads the newest first. Words are those of headlines, descriptions, topics and authors.
 */
export const searchFront: FrontPrinter = async (tools) => {
  const [highest, written] = await Promise.all([
    tools.catalogue.highest('search'),
    tools.catalogue.sealed('search'),
  ]);
  const open = newestSealed(highest, searchBlock) + 1;
  const full = pagesToWrite(tools.dirt, { highest, size: searchBlock, written });
  const blocks: Printed[] = [];
  for (const block of [...full, open]) {
    blocks.push(...(await blockFiles(tools, { block, highest, isOpen: block === open })));
  }
  const index = { schema: 1, blocks: open, size: searchBlock, shards, storiesPerFile };
  return [...blocks, searchFile(tools, { key: 'index.json', of: 'search', content: index })];
};

interface Block {
  /** 1 is the oldest. */
  readonly block: number;
  readonly highest: number;
  /** Whether it still takes stories. */
  readonly isOpen: boolean;
}

async function blockFiles(
  tools: FrontTools,
  { block, highest, isOpen }: Block,
): Promise<Printed[]> {
  const { from, to } = rangeOf(block, searchBlock);
  const listed = await tools.catalogue.numbered('search', from, to);
  const of = `search/${block}`;
  const print = (name: string, content: unknown): Printed =>
    searchFile(tools, { key: `${block}/${name}.json`, of, content, isOpen });
  const last = Math.min(to, highest) - from;
  const stories = Array.from({ length: Math.floor(last / storiesPerFile) + 1 }, (_, at) =>
    print(`stories-${at}`, storiesIn(tools, listed, from + at * storiesPerFile)),
  );
  return [
    ...stories,
    ...wordsIn(tools, listed, from).map((words, shard) => print(`${shard}`, words)),
  ];
}

/** What a result shows: its number, headline, path, day, language and section. */
function storiesIn(tools: FrontTools, listed: readonly Listed[], first: number): unknown[] {
  return listed
    .filter(({ number }) => number >= first && number < first + storiesPerFile)
    .map(({ number, card }) => [
      number,
      card.headline,
      encodeURI(card.path),
      card.firstPublished.slice(0, 10),
      card.language,
      sectionLink(tools, card.section).name,
    ]);
}

/**
 * For each shard its words, each with the stories that have it: twice the place in the block, and
 * one more where the headline has it. Sorted, so that the same stories give the same bytes.
 */
function wordsIn(tools: FrontTools, listed: readonly Listed[], first: number): object[] {
  const words = Array.from({ length: shards }, () => new Map<string, number[]>());
  for (const { number, card } of listed) {
    const headline = searchWords(card.headline);
    const section = sectionLink(tools, card.section).name;
    const authors = card.authors.map(({ name }) => name);
    const rest = [card.description, ...card.keywords, ...authors, card.byline ?? '', section];
    for (const word of new Set([...headline, ...searchWords(rest.join('\n'))])) {
      const shard = words[shardOf(word)];
      const place = (number - first) * 2 + (headline.has(word) ? 1 : 0);
      const places = shard?.get(word);
      if (places === undefined) shard?.set(word, [place]);
      else places.push(place);
    }
  }
  return words.map((shard) =>
    Object.fromEntries([...shard].sort(([one], [other]) => (one < other ? -1 : 1))),
  );
}

/** By the first two letters, so that all words with one beginning lie together. */
function shardOf(word: string): number {
  return (word.charCodeAt(0) * 31 + word.charCodeAt(1)) % shards;
}

interface SearchFile {
  readonly key: string;
  /** What it is a part of, for a purge: `search`, or a block of it. */
  readonly of: string;
  readonly content: unknown;
  readonly isOpen?: boolean;
}

function searchFile(
  { site }: FrontTools,
  { key, of, content, isOpen = true }: SearchFile,
): Printed {
  return {
    key: `search/${key}`,
    kind: 'feed',
    body: JSON.stringify(content),
    contentType: 'application/json; charset=utf-8',
    cacheControl: isOpen ? site.cacheControl.front : site.cacheControl.sealed,
    metadata: { 'cache-tag': cacheTag([frontTag(of)]) },
  };
}
