import { describe, expect, it } from 'vitest';
import { chooseRelated } from '../../../src/workers/render/related.ts';
import { aStory } from '../../support/story-samples.ts';
import { aCard } from './support/render-samples.ts';

const story = aStory({ keywords: ['Flood', 'Kabul'], section: 'world' });
const chosen = (...cards: ReturnType<typeof aCard>[]) =>
  chooseRelated(story, cards).map(({ storyId }) => storyId);

describe('"Check also"', () => {
  it('prefers a story that shares a keyword, however it is written, to a newer one', () => {
    const old = aCard(1, { keywords: ['ｆＬＯＯＤ '], section: 'economy' });
    expect(chosen(aCard(20), old)).toEqual(['story0001', 'story0020']);
  });

  it('prefers a rare keyword to one that every story has', () => {
    const common = [10, 11, 12, 13].map((n) => aCard(n, { keywords: ['kabul'] }));
    expect(chosen(...common, aCard(1, { keywords: ['flood'] }))[0]).toBe('story0001');
  });

  it('prefers its section, then the newest', () => {
    const other = aCard(25, { section: 'economy' });
    expect(chosen(aCard(2), other, aCard(3))).toEqual(['story0003', 'story0002', 'story0025']);
  });

  it('never offers the story itself, nor one in another language, nor more than four', () => {
    const self = aCard(1, { storyId: story.storyId, keywords: ['flood'] });
    const persian = aCard(2, { language: 'fa', keywords: ['flood'] });
    expect(chosen(self, persian)).toEqual([]);
    expect(chosen(...[3, 4, 5, 6, 7, 8].map((n) => aCard(n)))).toHaveLength(4);
  });

  it('is chosen alike whatever the order of the candidates', () => {
    const cards = [3, 3, 5, 6, 7, 8].map((n, at) => aCard(n, { storyId: `s${at}` }));
    expect(chosen(...cards)).toEqual(chosen(...cards.toReversed()));
  });
});
