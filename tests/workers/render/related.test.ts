import { describe, expect, it } from 'vitest';
import type { Card } from '../../../src/shared/archive/publication.ts';
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

  it('knows a keyword in either spelling of Persian', () => {
    const persian = aStory({ keywords: ['کابل یک'], language: 'fa' });
    const arabic = aCard(1, { keywords: ['كابل يك'], language: 'fa', section: 'economy' });
    const found = chooseRelated(persian, [aCard(20, { language: 'fa' }), arabic]);
    expect(found.map(({ storyId }) => storyId)).toEqual(['story0001', 'story0020']);
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

  it.each<[string, Partial<Card>[], string[]]>([
    [
      'the same news told again by another source',
      [
        { headline: 'Flood warning lifted', keywords: ['flood'] },
        { headline: 'FLOOD WARNING: lifted!', keywords: ['flood'] },
        { headline: 'Farmers count what the flood left', keywords: ['flood'] },
      ],
      ['Farmers count what the flood left'],
    ],
    [
      'an update of a story that is offered already',
      [
        { headline: 'Minister opens the new dam in the north', keywords: ['flood'] },
        { headline: 'Minister opens the new dam in north', keywords: ['flood'] },
      ],
      ['Minister opens the new dam in north'],
    ],
  ])('leaves out %s', (_what, cards, headlines) => {
    const candidates = cards.map((card, at) => aCard(at + 1, { storyId: `s${at}`, ...card }));
    const found = chooseRelated(story, candidates).map(({ headline }) => headline);
    expect(found).toEqual(headlines);
  });

  it('does not offer four stories for one keyword where it has another', () => {
    const floods = ['Alpha', 'Beta', 'Gamma', 'Delta'].map((name, at) =>
      aCard(20 + at, { headline: `${name} rises`, keywords: ['flood'], section: 'economy' }),
    );
    const city = aCard(3, { headline: 'A tram for the city', keywords: ['kabul'] });
    expect(chosen(...floods, city).slice(0, 2)).toContain('story0003');
  });

  it('prefers last week to last year where nothing else speaks for either', () => {
    const old = aCard(1, { firstPublished: '2025-11-01T08:00:00.000Z', storyId: 'a' });
    expect(chosen(old, aCard(20), aCard(13))).toEqual(['story0020', 'story0013', 'a']);
  });

  it('is chosen alike whatever the order of the candidates', () => {
    const cards = [3, 3, 5, 6, 7, 8].map((n, at) => aCard(n, { storyId: `s${at}` }));
    expect(chosen(...cards)).toEqual(chosen(...cards.toReversed()));
  });
});
