import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { StoryImage } from '../../../src/shared/story.ts';
import { underTerms } from '../../../src/workers/images/under-terms.ts';
import { feedObjects } from '../../../src/workers/render/feed.ts';
import { renderArticle } from '../../../src/workers/render/render-article.ts';
import { aStory } from '../../support/story-samples.ts';
import { frontTools } from './support/list-catalogue.ts';
import { anArticle, anImage, press, site } from './support/render-samples.ts';

const corpus = process.env.DATELINE_CORPUS;
if (corpus === undefined) {
  console.warn('Set DATELINE_CORPUS to print the agency captions; those tests are skipped.');
}

/** Words of desks that no reader ever gets to read. */
const demands =
  /\b(?:\p{Lu}{3,}(?: \p{Lu}+)? OUT\b|MANDATORY|NO (?:RE|THIRD PARTY )?SALES|NO ARCHIV|NO COMMERCIAL|NO USE IN|ATTENTION EDITORS|WORLD RIGHTS|DO NOT OBSCURE)|editorial use|mandatory credit|no (?:re)?sales|no archiv|no access|for one[- ]time use|no social media|no marketing/iu;

/** Everything that a reader, a browser or a machine gets of a story with this picture. */
async function printed(image: Partial<StoryImage>, more: object = {}): Promise<string> {
  const sent: StoryImage = { id: 'i1', role: 'lead', ...image };
  const second: StoryImage = { ...sent, id: 'i2', role: 'inline' };
  const story = aStory({ images: [sent, second], ...more });
  const prepared = [anImage('i1'), anImage('i2')];
  const { result } = underTerms(
    { images: prepared, missing: [], complete: true },
    { story, publisher: site },
  );
  const { html, card } = renderArticle(anArticle({ story, images: result }));
  const subject = {
    kind: 'home',
    name: 'home',
    path: '/',
    heading: 'Home',
    cards: [card],
  } as const;
  const feeds = await feedObjects({ ...press, ...frontTools([card]) }, subject);
  const fed = feeds.map(({ body }) => String(body)).join('\n');
  return `${html}\n${fed}\n${JSON.stringify(card)}`;
}

describe('what an agency writes for desks', () => {
  test.each([
    'A bridge opens in Kazan (AP Photo/Jane Roe) RUSSIA OUT, MANDATORY CREDIT',
    'The bridge. / China OUT',
    'MANDATORY CREDIT "AFP PHOTO / CCTV" - NO MARKETING NO ADVERTISING CAMPAIGNS The bridge.',
    'ATTENTION EDITORS - THIS IMAGE HAS BEEN SUPPLIED BY A THIRD PARTY. NO RESALES. NO ARCHIVES. The bridge.',
    'The bridge. Editorial use only. No Use in Japan',
  ])('is nowhere on the page, in the feeds or in data: %s', async (caption) => {
    expect(await printed({ caption, creditLine: 'J. Roe/Agency' })).not.toMatch(demands);
    expect(await printed({ caption: 'The bridge', altText: caption })).not.toMatch(demands);
    const body = `<figure><img data-image="i2"><figcaption>${caption}</figcaption></figure>`;
    expect(await printed({ caption }, { body })).not.toMatch(demands);
  });

  test('leaves the caption and the credit', async () => {
    const html = await printed({ caption: 'A bridge opens (AP Photo/Jane Roe) RUSSIA OUT' });
    expect(html).toContain('A bridge opens');
    expect(html).toContain('AP Photo/Jane Roe');
    expect(html).toContain('/_media/x-ru/');
  });
});

const Captions = z.object({
  positive: z.array(z.object({ id: z.string(), field: z.string(), text: z.string() })),
});

describe.skipIf(corpus === undefined)('the captions of agencies', () => {
  test('leak none of their demands', async () => {
    const file = join(corpus ?? '', 'newsroom/captions/agency-captions.json');
    const { positive } = Captions.parse(JSON.parse(readFileSync(file, 'utf8')));
    const leaks: string[] = [];
    for (const { id, text } of positive) {
      if (demands.test(await printed({ caption: text, altText: text }))) leaks.push(id);
    }
    expect(leaks).toEqual([]);
    expect(positive.length).toBeGreaterThan(30);
  });
});
