import { expect, test } from 'vitest';
import { differencePart } from '../../../src/server/desk/story/difference-part.ts';
import type { Story } from '../../../src/shared/story.ts';
import { aStory } from '../../support/story-samples.ts';

const told = (before: Partial<Story>, after: Partial<Story>): string =>
  differencePart(aStory(before), aStory({ revision: 2, ...after })).text;

const picture = { id: 'one', url: 'https://a.example/b.jpg', role: 'lead' } as const;
const link = (href: string) => ({ body: `<p>The <a href="${href}">river</a> fell.</p>` });
const ad = { text: 'situs toto slot', links: ['https://slot.example/'], offset: 0, length: 90 };

test.each<[string, Partial<Story>, Partial<Story>, string]>([
  [
    'the caption of a picture',
    { images: [{ ...picture, caption: 'A bridge' }] },
    { images: [{ ...picture, caption: 'A dam' }] },
    '<h3>Pictures</h3>',
  ],
  ['a link under the same words', link('https://a.example/'), link('https://b.example/'), 'Links'],
  ['an embargo', {}, { embargoed: '2026-11-22T18:00:00Z' }, '<h3>Not before</h3>'],
  ['a correction', {}, { corrections: [{ at: '', text: 'It rose.' }] }, '<ins>It rose.</ins>'],
  [
    'a hidden advertisement that a reviewer cut out',
    { removed: [{ ...ad, kind: 'hidden', how: 'left:-9999px' }] },
    {},
    '<del>situs toto slot · https://slot.example/ · left:-9999px</del>',
  ],
])('%s is a difference between two revisions', (_, before, after, words) => {
  expect(told(before, after)).toContain(words);
});

test('revisions that differ in nothing that counts are called the same', () => {
  expect(told({}, { body: '<p >The river fell overnight.</p>' })).toContain('are the same');
});

test('two texts that have nothing in common are compared in bounded time, and said to be so', () => {
  const words = (seed: number) =>
    Array.from({ length: 6000 }, (_, at) => `w${(at * seed) % 9973}`).join(' ');
  const long = (seed: number) => ({
    body: `<p>${words(seed)}</p>`,
    description: words(seed + 1),
    keywords: [words(seed + 2)],
  });
  expect(told(long(7), long(5003))).toContain('too little in common');
});
