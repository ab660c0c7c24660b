import type { Listed } from '../../shared/catalogue/catalogue.ts';
import { searchBlock, searchPart } from '../../shared/catalogue/front-names.ts';
import { searchWords } from '../../shared/language/search-words.ts';
import type { FrontPrinter, FrontTools } from './front-tools.ts';
import { newestSealed, pagesToWrite, rangeOf } from './sealed-pages.ts';
import { printStories, type SearchFile, searchFile, storiesPerFile } from './search-files.ts';
import type { Printed } from './site-objects.ts';
import { sectionLink } from './site-view.ts';
import { type WordsOfStory, wordFiles } from './word-files.ts';

/** Folder of the open part; blocks have their numbers. */
const open = 'open';
/** Files that the words in a folder are spread over; a query reads one for each of its words. */
const filesIn = (folder: string): number => (folder === open ? 16 : 251);
/** Stories whose words are read at a time. */
const readsAtOnce = 8;

/**
 * The search index: static files that the search page's script reads. Stories lie in blocks by their
 * numbers, oldest first; the newest are in an open part, small enough to be written once a minute,
 * which goes into the newest block when it is full. So a change writes the open part, and the block
 * of an older story, at any size of the archive, and a search reads the newest stories first.
 */
export const searchFront: FrontPrinter = async function* (tools) {
  const [highest, written] = await Promise.all([
    tools.catalogue.highest('search'),
    tools.catalogue.sealed('search'),
  ]);
  const full = newestSealed(highest, searchPart);
  const parts = pagesToWrite(tools.dirt, { highest, size: searchPart, written });
  // A story is in its block before it leaves the open part.
  for (const block of new Set(parts.map(blockOfPart))) {
    const own = parts.filter((part) => blockOfPart(part) === block);
    yield* printBlock(tools, { block, full, parts: own });
  }
  yield* printOpen(tools, { part: full + 1, highest });
  yield printIndex(tools, full);
};

const blockOfPart = (part: number): number => Math.ceil((part * searchPart) / searchBlock);

interface Block {
  /** 1 is the oldest. */
  readonly block: number;
  /** How many parts of the archive are full. */
  readonly full: number;
  /** Those in this block whose stories have changed. */
  readonly parts: readonly number[];
}

async function* printBlock(
  tools: FrontTools,
  { block, full, parts }: Block,
): AsyncIterable<Printed> {
  const { from, to } = rangeOf(block, searchBlock);
  const listed = await tools.catalogue.numbered('search', from, Math.min(to, full * searchPart));
  const kind = { of: `search/${block}`, isOpen: to > full * searchPart };
  for (const part of parts) {
    const own = rangeOf(part, searchPart);
    yield* printStories(tools, listed, { ...own, of: kind.of, isOpen: false });
  }
  yield* printWords(tools, listed, { ...kind, first: from, folder: `${block}` });
}

async function* printOpen(
  tools: FrontTools,
  { part, highest }: { readonly part: number; readonly highest: number },
): AsyncIterable<Printed> {
  const { from, to } = rangeOf(part, searchPart);
  const listed = await tools.catalogue.numbered('search', from, to);
  const kind = { of: 'search', isOpen: true };
  yield* printStories(tools, listed, { ...kind, from, to: Math.min(to, highest) });
  yield* printWords(tools, listed, { ...kind, first: from, folder: open });
}

/** Folders with words and how many files each has, the newest stories first. */
function printIndex(tools: FrontTools, full: number): Printed {
  const blocks = Array.from({ length: blockOfPart(full) }, (_, at) => at + 1);
  const parts = [open, ...blocks.reverse().map(String)].map((folder) => [folder, filesIn(folder)]);
  const content = { schema: 2, parts, size: searchBlock, storiesPerFile };
  return searchFile(tools, { key: 'index', of: 'search', isOpen: true, content });
}

interface Folder extends Pick<SearchFile, 'of' | 'isOpen'> {
  readonly folder: string;
  /** Number of the first story that it has room for. */
  readonly first: number;
}

async function* printWords(
  tools: FrontTools,
  listed: readonly Listed[],
  { folder, first, ...kind }: Folder,
): AsyncIterable<Printed> {
  let file = 0;
  const files = wordFiles(wordsOf(tools, listed), { first, files: filesIn(folder) });
  for await (const content of files) {
    yield searchFile(tools, { ...kind, key: `${folder}/${file}`, content });
    file += 1;
  }
}

async function* wordsOf(tools: FrontTools, listed: readonly Listed[]): AsyncIterable<WordsOfStory> {
  for (let at = 0; at < listed.length; at += readsAtOnce) {
    const some = listed.slice(at, at + readsAtOnce);
    yield* await Promise.all(some.map((story) => wordsOfStory(tools, story)));
  }
}

async function wordsOfStory(tools: FrontTools, { number, card }: Listed): Promise<WordsOfStory> {
  const section = sectionLink(tools, card.section).name;
  const authors = card.authors.map(({ name }) => name);
  const about = [card.description, ...card.keywords, ...authors, card.byline ?? '', section];
  return {
    ...{ number, headline: searchWords(card.headline), about: searchWords(about.join('\n')) },
    body: await tools.wordsOf(card),
  };
}
