import type { Card } from '../../src/shared/archive/publication.ts';
import { Site } from '../../src/shared/newsroom.ts';
import type { Story } from '../../src/shared/story.ts';
import type { Press } from '../../src/workers/render/press.ts';
import { renderArticle } from '../../src/workers/render/render-article.ts';
import { aStory } from '../../tests/support/story-samples.ts';
import { renderFront } from '../../tests/workers/render/support/render-front.ts';
import {
  anArticle,
  press as samplePress,
} from '../../tests/workers/render/support/render-samples.ts';
import type { Measured } from '../row.ts';
import { siteSettings } from './newsroom.ts';
import { benchStory, pageSize } from './stories.ts';

const WARM = 200;
const ROUNDS = 1500;

/** Printing alone: no store, no Redis, no queue. */
export async function measurePages(): Promise<Measured> {
  const press: Press = { ...samplePress, site: Site.parse(siteSettings()) };
  const stories = Array.from({ length: WARM + ROUNDS + pageSize }, (_, at) => storyOf(at + 1));
  const cards: Card[] = [];
  const articles = await perCpuSecond((at) => {
    const story = stories[at] ?? aStory();
    const path = `/${story.section}/2026/11/22/${story.slug}/`;
    const firstPublished = benchStory(at + 1).published;
    const related = cards.slice(-4);
    cards.push(renderArticle(anArticle({ ...press, story, path, firstPublished, related })).card);
  });
  // Each front has one story that the one before had not, as it is when a story comes in.
  const fronts = await perCpuSecond((at) => {
    const newest = cards.slice(at % (cards.length - pageSize)).slice(0, pageSize);
    return renderFront('section/section-1', {
      ...press,
      catalogue: catalogueOf(newest),
      dirt: { front: '1' },
      textOf: async () => undefined,
      wordsOf: async () => [],
      formerKeys: async () => [],
      now: () => new Date(),
    });
  });
  const unit = 'pages a CPU second';
  return [
    { what: 'article printed', value: articles, unit, note: 'a story of 5 kB' },
    {
      what: 'front printed',
      value: fronts,
      unit,
      note: '50 stories, one of them new; three feeds',
    },
  ];
}

function storyOf(number: number): Story {
  const { section, slug, headline, description, topics, author, body } = benchStory(number);
  return aStory({
    ...{ storyId: `story${number}`, section, slug, headline, description, body },
    ...{ keywords: [...topics], authors: [{ name: author }] },
  });
}

async function perCpuSecond(print: (at: number) => unknown): Promise<number> {
  for (let at = 0; at < WARM; at += 1) await print(at);
  const before = process.cpuUsage();
  for (let at = WARM; at < WARM + ROUNDS; at += 1) await print(at);
  const { user, system } = process.cpuUsage(before);
  return (ROUNDS * 1e6) / (user + system);
}

const catalogueOf = (newest: readonly Card[]) => ({
  newest: async () => [...newest],
  highest: async () => newest.length,
  sealed: async () => Number.MAX_SAFE_INTEGER,
  numbered: async () => [],
  fronts: async () => [],
  async *all() {},
  async *publishedAfter() {},
});
