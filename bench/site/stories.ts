/** What every side of the comparison publishes: made-up news, the same for the same number. */

export const sections = 10;
export const topics = 50;
export const authors = 40;
export const pageSize = 50;

const TOPICS_A_STORY = 3;
/** About 5 kB of text. */
const PARAGRAPHS = 12;
const SENTENCES = 5;
/** Ten stories a day, from here on. */
const BEGAN = Date.UTC(2023, 8, 1);
const EVERY_MS = 2.4 * 3_600_000;

const places = wordsOf('Aldmere Brackwater Corvane Dunholm Eastley Farrow Glenmoor Harrowgate');
const nouns = wordsOf(
  'council harbour bridge school clinic budget market river library railway orchard reservoir theatre factory museum forest ferry court station archive vineyard quarry lighthouse hospital stadium',
);
const people = wordsOf(
  'farmers teachers nurses engineers drivers students judges sailors builders bakers planners researchers fishermen musicians miners',
);
const verbs = wordsOf(
  'approved delayed reopened measured questioned repaired funded surveyed defended praised postponed rebuilt inspected renamed expanded',
);
const qualities = wordsOf(
  'northern early crowded modest coastal public narrow historic quiet seasonal regional wooden disputed second annual',
);
const times = wordsOf('Monday Tuesday Wednesday Thursday Friday Saturday Sunday');

function wordsOf(list: string): readonly string[] {
  return list.split(' ');
}

export interface BenchStory {
  readonly number: number;
  /** Slug; its name is the same. */
  readonly section: string;
  readonly slug: string;
  readonly headline: string;
  readonly description: string;
  readonly topics: readonly string[];
  readonly author: string;
  /** RFC 3339, UTC. */
  readonly published: string;
  /** HTML. */
  readonly body: string;
}

/** @param edit how often it has been changed: its headline and first paragraph say so */
export function benchStory(number: number, edit = 0): BenchStory {
  const pick = picker(number);
  const mark = edit === 0 ? '' : `, corrected ${edit} times`;
  const paragraphs = Array.from({ length: PARAGRAPHS }, () =>
    Array.from({ length: SENTENCES }, () => sentence(pick)).join(' '),
  );
  return {
    number,
    section: `section-${number % sections}`,
    slug: `story-${number}`,
    headline: `${pick(places)} ${pick(nouns)} ${pick(verbs)} for the ${number}th time${mark}`,
    description: sentence(pick),
    topics: Array.from(
      { length: TOPICS_A_STORY },
      (_, at) => `topic-${(number * 7 + at * 17) % topics}`,
    ),
    author: `author-${number % authors}`,
    published: new Date(BEGAN + number * EVERY_MS).toISOString(),
    body: [`<p>Told here${mark}.</p>`, ...paragraphs.map((text) => `<p>${text}</p>`)].join('\n'),
  };
}

function sentence(pick: (words: readonly string[]) => string): string {
  return (
    `On ${pick(times)} ${pick(people)} from ${pick(places)} ${pick(verbs)} the ${pick(qualities)} ` +
    `${pick(nouns)} near the ${pick(nouns)}.`
  );
}

/** Draws words by chance that repeats itself: Numerical Recipes' generator. */
function picker(seed: number): (words: readonly string[]) => string {
  let state = (seed * 2_654_435_761) >>> 0;
  return (words) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return words[(state >>> 8) % words.length] ?? '';
  };
}
