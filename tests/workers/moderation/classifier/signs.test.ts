import { describe, expect, it } from 'vitest';
import { readFeatures } from '../../../../src/workers/moderation/classifier/features.ts';
import { signsOf } from '../../../../src/workers/moderation/classifier/signs.ts';
import { Passage } from '../../../../src/workers/moderation/passage.ts';

const signsIn = (text: string): string[] => signsOf(text, text.toLowerCase());

describe('signs of promotion', () => {
  it.each([
    ['fancy letters', 'main di 𝐌𝐄𝐆𝐀 saja'],
    ['fancy letters', 'main di Ⓜega saja'],
    ['mixed scripts', 'slоt online'],
    ['letters apart', 'main s l o t di sini'],
    ['letters apart', 'main s.l-o_t di sini'],
    ['letters apart', 'main 𝐬 𝐥 𝐨 𝐭 di sini'],
    ['invisible letters', 'sl\u200bot'],
    ['address', 'see https://here'],
    ['address', 'see www.here'],
    ['address', 'see here.com'],
    ['messenger', 'ask on WhatsApp'],
    ['handle', 'ask @seller today'],
    ['mail', 'ask seller@shop.test today'],
    ['telephone', 'ask +62 812-3456-789'],
    ['short number', 'text 87121'],
    ['money', 'win $ 5'],
    ['exclamation', 'win now!'],
    ['exclamations', 'who wins??!'],
    ['emoji', 'win 🎁 now'],
    ['emoji', 'win ☎ now'],
    ['star', 'win ★ now'],
    ['star', 'win 🔥 now'],
    ['shouting', 'you can WIN MONEY'],
    ['shouting', 'you can 𝐖𝐈𝐍𝐒'],
    ['dotted', 'wait...'],
    ['dotted', 'wait…'],
    ['arrow', 'here >> there'],
    ['arrow', 'here 👉 there'],
    ['name with number', 'play pasti88 now'],
    ['name of four digits', 'play kyt4d now'],
    ['name of betting', 'play indototo now'],
    ['name of betting', 'play slotbet123 now'],
  ])('are found: %s in “%s”', (sign, text) => {
    expect(signsIn(text)).toContain(sign);
  });

  it('are none of news', () => {
    const news = 'The council met in a U.S. town on Tuesday, J. R. Smith said. The vote is at 8.';
    expect(signsIn(news)).toEqual([]);
  });

  it('are counted', () => {
    expect(signsIn('we! win! it! all!')).toEqual([
      'exclamation',
      'exclamation, often',
      'exclamation, dense',
    ]);
  });
});

describe('what the classifier sees of words', () => {
  const rangesIn = (text: string): [number, number][] => {
    const ranges: [number, number][] = [];
    readFeatures(Passage.of('/body', text).skeleton, (_, start, end) => ranges.push([start, end]));
    return ranges;
  };

  it('is the word, the pair, and three and four letters with the edges, in their order', () => {
    expect(rangesIn('a wins').slice(0, 2)).toEqual([
      [0, 1],
      [0, 1],
    ]);
    expect(rangesIn('a wins').slice(2)).toEqual([
      [2, 6],
      [0, 6],
      [2, 4],
      [2, 5],
      [2, 5],
      [2, 6],
      [3, 6],
      [3, 6],
      [4, 6],
    ]);
  });
});
