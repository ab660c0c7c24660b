import { setImmediate as breathe } from 'node:timers/promises';
import { beginningOf } from '../../shared/language/search-words.ts';

/** The words of one story, by where it has them. */
export interface WordsOfStory {
  /** Its number; stories are given in the order of their numbers. */
  readonly number: number;
  readonly headline: ReadonlySet<string>;
  /** Of description, topics, authors and section. */
  readonly about: ReadonlySet<string>;
  /** Each once. */
  readonly body: readonly string[];
}

/** One file: for each of its words the stories that have it, as `Places` writes them. */
export interface WordFile {
  /** The number that the first story would have. */
  readonly first: number;
  readonly words: Readonly<Record<string, string>>;
}

/** What a place counts for in a result. */
const ranks = { body: 0, about: 1, headline: 2 } as const;
const kinds = Object.keys(ranks).length;
/** Stories taken in, or files written, before others have their turn: a few milliseconds of work. */
const atOnce = 16;
/** Different words of texts taken in; a thousand stories of news have 30,000, in Arabic 60,000. */
const mostWords = 300_000;

/** Spreads the words of some stories over files, so that all words with one beginning lie together. */
export async function* wordFiles(
  stories: AsyncIterable<WordsOfStory>,
  { first, files }: { readonly first: number; readonly files: number },
): AsyncIterable<WordFile> {
  const found = new WordsFound(files);
  let taken = 0;
  for await (const story of stories) {
    found.take(story, story.number - first);
    taken += 1;
    if (taken % atOnce === 0) await breathe();
  }
  for (const [at, words] of found.byFile.entries()) {
    // Sorted, so that the same stories give the same bytes.
    words.sort(([one], [other]) => (one < other ? -1 : 1));
    yield { first, words: Object.fromEntries(words.map(([word, { text }]) => [word, text])) };
    if (at % atOnce === 0) await breathe();
  }
}

class WordsFound {
  readonly byFile: [word: string, places: Places][][];
  readonly #words = new Map<string, Places>();

  constructor(files: number) {
    this.byFile = Array.from({ length: files }, () => []);
  }

  /** Each word once, where it counts most. */
  take({ headline, about, body }: WordsOfStory, place: number): void {
    for (const word of headline) this.#add(word, place, ranks.headline);
    for (const word of about) if (!headline.has(word)) this.#add(word, place, ranks.about);
    for (const word of body) {
      if (!headline.has(word) && !about.has(word)) this.#add(word, place, ranks.body);
    }
  }

  #add(word: string, place: number, rank: number): void {
    let places = this.#words.get(word);
    if (places === undefined) {
      if (rank === ranks.body && this.#words.size >= mostWords) return;
      places = new Places();
      this.#words.set(word, places);
      this.byFile[fileOf(word, this.byFile.length)]?.push([word, places]);
    }
    places.add(place, rank);
  }
}

/**
 * The stories that have a word, in letters: for each three times its distance from the one before,
 * and where it has the word. To base 26, the last digit small and those before it capital.
 */
class Places {
  text = '';
  #last = 0;

  add(place: number, rank: number): void {
    const value = (place - this.#last) * kinds + rank;
    this.#last = place;
    let digits = String.fromCharCode(97 + (value % 26));
    for (let rest = Math.floor(value / 26); rest > 0; rest = Math.floor(rest / 26)) {
      digits = String.fromCharCode(65 + (rest % 26)) + digits;
    }
    this.text += digits;
  }
}

/** The search page's script does the same. */
function fileOf(word: string, files: number): number {
  let hash = 0;
  for (const letter of beginningOf(word)) hash = hash * 31 + letter.charCodeAt(0);
  return hash % files;
}
