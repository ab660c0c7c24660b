import { expect, test } from 'vitest';
import { readFeatures } from '../../../../src/workers/moderation/classifier/features.ts';
import { endOfMarkup } from '../../../../src/workers/moderation/classifier/written-markup.ts';
import { fold } from '../../../../src/workers/moderation/fold.ts';

const skipped = (text: string): number => {
  const { units, length } = fold(text);
  return endOfMarkup(units, 0, length);
};

function wordsOf(text: string): string[] {
  const folded = fold(text);
  const seen = new Set<string>();
  readFeatures(folded, (_, start, end) => {
    seen.add(text.slice(folded.starts[start], folded.ends[end - 1]));
  });
  return [...seen];
}

test.each([
  '<a href="http://quotes.example/full?ticker=ABC.N">',
  '&lt;a href="http://quotes.example/full?ticker=ABC.N"&gt;',
  '</font>',
  '<br/>',
  '&#39;',
  '&quot;',
])('of a feed that escaped its markup twice, %s is no wording', (markup) => {
  expect(skipped(`${markup} said`)).toBe(markup.length);
});

test.each(['< 5 percent', '<buy pills now>', '<a', 'R&D; ', '&', '& more'])(
  '%s is text',
  (text) => {
    expect(skipped(text)).toBe(0);
  },
);

test('a tag without an end is text', () => {
  expect(skipped(`<a href="${'x'.repeat(2_000)}">`)).toBe(0);
});

test('what stands between the tags is read', () => {
  const words = wordsOf('Maker of lamps <a href="http://quotes.example/ABC">ABC.N</a> gains');
  expect(words).toContain('gains');
  expect(words).toContain('ABC');
  expect(words).not.toContain('quotes');
  expect(words).not.toContain('href');
});
