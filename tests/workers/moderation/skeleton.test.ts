import { describe, expect, it } from 'vitest';
import { fold } from '../../../src/workers/moderation/fold.ts';
import { leetOf } from '../../../src/workers/moderation/leet.ts';
import {
  confusedWithCyrillic,
  confusedWithLatin,
} from '../../../src/workers/moderation/look-alikes-table.ts';
import { skeletonOf } from '../../../src/workers/moderation/skeleton.ts';
import fc from '../../support/fast-check.ts';

const written = ({ units, length }: { units: Uint16Array; length: number }) =>
  String.fromCharCode(...units.subarray(0, length));
const skeleton = (text: string) => written(skeletonOf(fold(text)));
const leet = (text: string) => {
  const folded = skeletonOf(fold(text));
  return written(leetOf(folded, { start: 0, end: folded.length }));
};

describe('disguised words', () => {
  it.each([
    ['Cyrillic letters in a Latin word', 'сhеар vіаgrа', 'cheap viagra'],
    ['a Latin word of nothing but Cyrillic letters', 'ѕех сосо', 'sex coco'],
    ['Armenian letters in a Latin word', 'саsiոօ', 'casino'],
    ['Lisu and Cherokee capitals in a Latin word', 'ꓚAꓢINꓳ Ꮪlot', 'casino slot'],
    ['Coptic letters in a Latin word', 'ⲥasinⲟ', 'casino'],
    ['Latin letters in a Russian word', 'Пpeдлaгaю', 'предлагаю'],
    ['Latin capitals in a Russian word', 'KAЗИHO', 'казино'],
    ['letters apart', 's l o t', 'slot'],
    ['dots between letters', 't.o.g.e.l', 'togel'],
    ['words of letters apart', 's l o t  g a c o r', 'slot gacor'],
    ['words of dotted letters, a blank between', 'h-k s.l.o.t', 'hk slot'],
    ['a name with its number apart', 'A L E X I S 1 7', 'alexis17'],
    ['letters in black squares', '🅢🅛🅞🅣', 'slot'],
    ['letters underlined one by one', 'P\u035fU\u035fL\u035fA\u035fU', 'pulau'],
    ['digits in frames', '4️⃣D', '4d'],
  ])('of %s are read as meant', (_, text, expected) => {
    expect(skeleton(text)).toBe(expected);
  });

  it.each([
    'Россия продлила договор с Афганистаном',
    'و افغانستان کې د یوې چاودنې',
    'Ο πρωθυπουργός είπε',
    'an a to b',
    'Wi-Fi и Bluetooth',
    'a dose of 5 μSv and 3 μg',
    'וGoogle הודיעה',
    'በFacebook ገጹ',
    'J. R. Smith said',
  ])('are not found in %s', (text) => {
    expect(skeletonOf(fold(text)).changes).toEqual([]);
  });

  it('are undone by a table of letters that text keeps when it is folded', () => {
    for (const [latin, alike] of Object.entries(confusedWithLatin)) {
      expect(latin).toMatch(/^[a-z]$/);
      for (const letter of alike) expect(written(fold(letter))).toBe(letter);
    }
    for (const letter of Object.values(confusedWithCyrillic)) {
      expect(letter).toMatch(/^\p{Script=Cyrillic}$/u);
    }
  });

  it.each([
    ['c4s1no', 'casino'],
    ['0n11ne', 'oniine'],
    ['slot', 'siot'],
    ['$lot', 'siot'],
    ['2026', '2026'],
  ])('with digits for letters, %s, are read as %s', (text, expected) => {
    expect(leet(text)).toBe(expected);
  });

  it('keep their places in the text, whatever it is', () => {
    const letter = fc.constantFrom(...'aаs. -b1\u200b5о𝐚 \n'.split(''));
    fc.assert(
      fc.property(fc.string({ unit: letter, maxLength: 40 }), (text) => {
        const { starts, ends, length, changes } = skeletonOf(fold(text));
        for (let at = 0; at < length; at += 1) {
          expect(ends[at]).toBeGreaterThanOrEqual(starts[at] ?? 0);
          expect(ends[at]).toBeLessThanOrEqual(text.length);
          if (at > 0) expect(starts[at]).toBeGreaterThanOrEqual(starts[at - 1] ?? 0);
        }
        for (const { start, end } of changes) {
          expect(start).toBeLessThan(end);
          expect(end).toBeLessThanOrEqual(length);
        }
      }),
    );
  });
});
