import { expect, test } from 'vitest';
import { policyFor } from '../../../src/shared/moderation-policy.ts';
import type { BlockedList } from '../../../src/shared/newsroom.ts';
import { readStory } from '../../../src/workers/moderation/manuscript.ts';
import { blockedTerms } from '../../../src/workers/moderation/rules/blocked-terms.ts';
import { aStory } from '../../support/story-samples.ts';

const policy = policyFor({ default: {}, sections: {} }, { section: 'world', source: undefined });

const found = (text: string, list: Partial<BlockedList>, language = 'en'): string[] => {
  const story = aStory({ submittedBody: text, body: text, language, headline: 'x' });
  return blockedTerms([{ name: 'Ours', action: 'hold', terms: [], ...list }])
    .find(readStory(story), policy)
    .map(({ offset, length }) => text.slice(offset, offset + length));
};

test.each([
  ['Two casinos and a casino.', 'casino*', ['casinos', 'casino']],
  ['Реклама казиномании и казино.', 'казино*', ['казиномании', 'казино']],
  ['سایت شرط‌بندی‌ها بسته شد', 'شرط‌بند*', ['شرط‌بندی‌ها']],
  ['المراهنات والمراهناتُ', 'المراهن*', ['المراهنات']],
  ['Bahislerimizden', 'bahis*', ['Bahislerimizden']],
  ['A precasino and a cas.', 'casino*', []],
])('%s holds %s as whole words with any ending', (text, term, places) => {
  expect(found(text, { terms: [term] })).toEqual(places);
});

test('a term without a star is found without endings alone', () => {
  expect(found('casinos, casino', { terms: ['casino'] })).toEqual(['casino']);
});

test('an exception of the list excuses the term inside it, and nowhere else', () => {
  const list = { terms: ['casino'], exceptions: ['Casino Royale', 'Monte Casino'] };
  expect(found('Casino Royale is shown; the casino is shut.', list)).toEqual(['casino']);
});

test('a list for a language leaves stories in others alone', () => {
  const list = { terms: ['gift'], language: 'de' };
  expect(found('Gift im Fluss', list, 'de-AT')).toEqual(['Gift']);
  expect(found('A gift for the town', list, 'en')).toEqual([]);
});
