import { expect, test } from 'vitest';
import { storyTexts } from '../../../src/workers/render/story-texts.ts';
import { aStory } from '../../support/story-samples.ts';
import { aCard } from './support/render-samples.ts';

function archiveOf(revisions: readonly string[], live: { revision: number } | null) {
  const asked: number[] = [];
  const archive: Parameters<typeof storyTexts>[0] = {
    head: async () => ({ head: { live } }) as never,
    async revision(storyId, revision) {
      asked.push(revision);
      return aStory({ storyId, revision, body: `<p>${revisions[revision - 1]}</p>` });
    },
  };
  return { archive, asked };
}

test('a revision that says no newer date has its own text all the same, each read once', async () => {
  const { archive, asked } = archiveOf(['ferry', 'bridge'], { revision: 2 });
  const textOf = storyTexts(archive);
  const texts = [];
  for (const revision of [1, 1, 2, 2]) texts.push(String(await textOf(aCard(1, { revision }))));
  expect(texts).toEqual(['<p>ferry</p>', '<p>ferry</p>', '<p>bridge</p>', '<p>bridge</p>']);
  expect(asked).toEqual([1, 2]);
});

test('a card that does not say its revision has the text of the live one, if there is one', async () => {
  const { archive } = archiveOf(['ferry', 'bridge'], { revision: 2 });
  expect(String(await storyTexts(archive)(aCard(1)))).toBe('<p>bridge</p>');
  expect(await storyTexts(archiveOf(['ferry'], null).archive)(aCard(1))).toBeUndefined();
});
