import { expect, test } from 'vitest';
import { bodyWords, storyWords } from '../../../src/workers/render/story-words.ts';
import { aStory } from '../../support/story-samples.ts';
import { aCard } from './support/render-samples.ts';

test('the words of a text are those that readers see, each once and folded', () => {
  const body =
    '<p>The <b>River</b> fell; the river&#039;s banks hold.</p><figure data-image="a"><figcaption>Unseen</figcaption></figure><p><a href="https://example.org/hidden">Zürich</a></p>';
  expect(bodyWords(body)).toEqual(['the', 'river', 'fell', 'rivers', 'banks', 'hold', 'zurich']);
});

test('a text of endless different words brings no more than its share into the index', () => {
  const short = Array.from({ length: 100_000 }, (_, at) => `w${at}`).join(' ');
  expect(bodyWords(`<p>${short}</p>`)).toHaveLength(2000);
  const long = Array.from({ length: 20_000 }, (_, at) => `w${at}`.padEnd(40, 'x')).join(' ');
  expect(bodyWords(`<p>${long}</p>`).join('').length).toBeLessThanOrEqual(20_000);
});

function archiveOf(revisions: readonly string[], live: number) {
  const asked: number[] = [];
  const archive: Parameters<typeof storyWords>[0] = {
    head: async () => ({ head: { live: { revision: live } } }) as never,
    async revision(storyId, revision) {
      asked.push(revision);
      return aStory({ storyId, revision, body: `<p>${revisions[revision - 1]}</p>` });
    },
  };
  return { archive, asked };
}

test('a revision is read once, and the next one has other words', async () => {
  const { archive, asked } = archiveOf(['ferry', 'bridge'], 2);
  const wordsOf = storyWords(archive);
  expect(await wordsOf(aCard(1, { revision: 1 }))).toEqual(['ferry']);
  expect(await wordsOf(aCard(1, { revision: 1 }))).toEqual(['ferry']);
  expect(await wordsOf(aCard(1, { revision: 2 }))).toEqual(['bridge']);
  expect(asked).toEqual([1, 2]);
});

test('a card that does not say its revision has the words of the live one', async () => {
  const { archive } = archiveOf(['ferry', 'bridge'], 2);
  expect(await storyWords(archive)(aCard(1))).toEqual(['bridge']);
});
