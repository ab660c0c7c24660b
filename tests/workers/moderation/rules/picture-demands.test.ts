import { describe, expect, it } from 'vitest';
import type { StoryImage } from '../../../../src/shared/story.ts';
import { judgeBody } from '../support/judge-body.ts';

const body = '<p>The bridge over the river opened today, and many people came to see it.</p>';
const judge = (image: Partial<StoryImage>, more: object = {}) =>
  judgeBody(body, { story: { images: [{ id: 'i1', role: 'lead', ...image }], ...more } });

describe('a credit that an agency demands', () => {
  it('holds the story where none is known, and says at which picture', async () => {
    const { verdict, findings } = await judge({
      caption: 'The bridge at dawn. MANDATORY CREDIT',
      usageTerms: 'See contract',
    });
    expect(verdict).toBe('held');
    expect(findings).toEqual([
      expect.objectContaining({
        rule: 'mandatory-credit',
        field: '/images/0',
        excerpt: 'MANDATORY CREDIT',
        reason: 'Picture 1: its agency demands a credit, and none is known',
      }),
    ]);
  });

  it('holds the story where other words stand there', async () => {
    const { verdict, because } = await judge({
      caption: 'The bridge. MANDATORY CREDIT "AFP PHOTO / CCTV"',
      creditLine: 'Jane Roe/Reuters',
    });
    expect(verdict).toBe('held');
    expect(because.join()).toContain(
      'demands the credit “AFP PHOTO / CCTV”, not “Jane Roe/Reuters”',
    );
  });

  it.each([
    ['by the credit line', { caption: 'The bridge. MANDATORY CREDIT', creditLine: 'Kyodo News' }],
    ['by the caption', { caption: '(AP Photo/Kyodo News) JAPAN OUT, MANDATORY CREDIT' }],
    ['in its own words', { caption: 'The bridge. MANDATORY CREDIT "AFP PHOTO / CCTV"' }],
    [
      'in other order',
      { caption: 'The bridge. MANDATORY CREDIT "AFP PHOTO / CCTV"', creditLine: 'CCTV via AFP' },
    ],
  ])('lets it run where it is given %s', async (_, image) => {
    expect(await judge(image)).toMatchObject({ verdict: 'approved', findings: [] });
  });
});

describe('a picture', () => {
  const credited = { creditLine: 'Jane Roe/Agency' };

  it('that its agency has recalled holds the story, wherever that is said', async () => {
    for (const killed of [
      await judge({ ...credited, caption: 'MANDATORY KILL. The bridge.' }),
      await judge({ ...credited, usageTerms: 'MANDATORY KILL' }),
      await judge(credited, { editorialNote: 'MANDATORY KILL' }),
    ]) {
      expect(killed.verdict).toBe('held');
      expect(killed.because).toEqual(['Picture 1: its agency has recalled it']);
    }
  });

  it('of which only a part may be used in a country waits for a person, with the words', async () => {
    const { verdict, findings } = await judge({
      ...credited,
      caption: 'The bridge. Part no access Germany',
    });
    expect([verdict, findings[0]?.excerpt]).toEqual(['held', 'Part no access Germany']);
  });

  it('for editorial use, without sales, or not for a country, is news all the same', async () => {
    for (const caption of ['EDITORIAL USE ONLY', 'NO SALES. NO ARCHIVES', 'RUSSIA OUT']) {
      const judged = await judge({ ...credited, caption: `The bridge. ${caption}` });
      expect(judged).toMatchObject({ verdict: 'approved', findings: [] });
    }
  });
});
