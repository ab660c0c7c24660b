import { expect, test } from 'vitest';
import type { BlockedList } from '../../../src/shared/blocked-list.ts';
import { policyFor } from '../../../src/shared/moderation-policy.ts';
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
  ['المراهنات والمراهناتُ', 'المراهن*', ['المراهنات', 'والمراهناتُ']],
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

test.each([
  [
    'كازينو',
    ['الكازينو', 'وكازينو', 'والكازينو', 'بالكازينو', 'وبالكازينو', 'فللكازينو', 'كالكازينو'],
  ],
  ['المراهنات', ['والمراهنات', 'بالمراهنات', 'للمراهنات', 'وللمراهنات']],
  ['خمر', ['الخمر', 'والخمر', 'للخمر']],
])('an Arabic list finds %s behind the words that are joined to it', (term, words) => {
  for (const word of words) {
    expect(found(`قال ${word} اليوم`, { terms: [term] }, 'ar')).toEqual([word]);
  }
});

test.each([
  ['קזינו', ['הקזינו', 'בקזינו', 'והקזינו', 'ובקזינו', 'שהקזינו', 'לקזינו', 'מהקזינו', 'כשהקזינו']],
  ['סמים', ['הסמים', 'וסמים', 'לסמים', 'שבסמים']],
])('a Hebrew list finds %s behind the words that are joined to it', (term, words) => {
  for (const word of words) {
    expect(found(`אמר ${word} היום`, { terms: [term] }, 'he')).toEqual([word]);
  }
});

test.each([
  ['another word that ends like a short term', 'برهن الفريق', 'رهن', 'ar'],
  ['a part of a word behind what is no such word', 'مكازينو', 'كازينو', 'ar'],
  ['a part of a word that goes on', 'والكازينوهات', 'كازينو', 'ar'],
  ['a word of a language that joins none', 'بازی و ورزش', 'ازی', 'fa'],
  ['a word of such a language, however long', 'بکازینو', 'کازینو', 'fa'],
  ['another Hebrew word that ends like a short term', 'בסקר', 'סקר', 'he'],
])('a list leaves %s alone', (_, text, term, language) => {
  expect(found(text, { terms: [term] }, language)).toEqual([]);
});

test('a joined term with a star is found with any ending, and phrases too', () => {
  expect(found('والمراهنون هنا', { terms: ['مراهن*'] }, 'ar')).toEqual(['والمراهنون']);
  expect(found('وبالمراهنات الرياضية', { terms: ['مراهنات الرياضية'] }, 'ar')).toEqual([
    'وبالمراهنات الرياضية',
  ]);
});

test('an exception excuses a joined term, joined or with the article itself', () => {
  const list = { terms: ['كازينو'], exceptions: ['كازينو رويال', 'الكازينو القديم'] };
  const text = 'عُرض وكازينو رويال وبالكازينو القديم ثم أغلق الكازينو';
  expect(found(text, list, 'ar')).toEqual(['الكازينو']);
  const hebrew = { terms: ['קזינו'], exceptions: ['קזינו רויאל'] };
  expect(found('הסרט בקזינו רויאל, והקזינו נסגר', hebrew, 'he')).toEqual(['והקזינו']);
});
