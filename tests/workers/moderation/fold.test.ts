import { describe, expect, it } from 'vitest';
import { type Folded, fold } from '../../../src/workers/moderation/fold.ts';
import fc from '../../support/fast-check.ts';

const written = ({ units, length }: Folded) => String.fromCharCode(...units.subarray(0, length));
const folded = (text: string) => written(fold(text));

/** Any code point, halves of characters too; the common ones more often. */
const anyCharacter = fc
  .oneof(fc.integer({ min: 0, max: 0x6ff }), fc.integer({ min: 0, max: 0x10ffff }))
  .map((code) => String.fromCodePoint(code));

describe('text made comparable', () => {
  it.each([
    ['Ⓢｌｏｔ', 'slot'],
    ['s\u200bl\u2060o\u00adt', 'slot'],
    ['a \u00a0\n b', 'a b'],
    ['e\u0301', 'é'],
    ['كتابي', 'کتابی'],
    ['كِتَاب', 'کتاب'],
    ['Σίσυφος', 'σίσυφοσ'],
    ['don’t – stop', "don't - stop"],
    ['İ', 'i̇'],
  ])('%s is read as %s', (text, expected) => {
    expect(folded(text)).toBe(expected);
  });

  it('knows where in the text each unit stands', () => {
    fc.assert(
      fc.property(fc.string({ unit: anyCharacter, maxLength: 20 }), (text) => {
        const { starts, ends, length } = fold(text);
        let before = 0;
        for (let at = 0; at < length; at += 1) {
          expect(starts[at]).toBeGreaterThanOrEqual(before);
          expect(ends[at]).toBeGreaterThan(starts[at] ?? 0);
          expect(ends[at]).toBeLessThanOrEqual(text.length);
          before = starts[at] ?? 0;
        }
      }),
    );
  });

  it('is kept apart from that of other texts', () => {
    const texts = fc.array(fc.string({ unit: anyCharacter, maxLength: 300 }), { maxLength: 400 });
    fc.assert(
      fc.property(texts, (all) => {
        const alone = all.map((text) => folded(text));
        const together = all.map((text) => fold(text));
        expect(together.map(written)).toEqual(alone);
      }),
      { numRuns: 20 },
    );
  });

  it('is read whole where it is longer than what is kept for short ones', () => {
    const long = 'Ａb​ c'.repeat(14_000);
    expect(folded(long)).toBe('ab c'.repeat(14_000));
  });

  it('reads letters that carry a thousand marks in time linear to them', () => {
    const began = process.cpuUsage();
    fold(`a${'\u0301'.repeat(500_000)}`);
    const { user, system } = process.cpuUsage(began);
    expect(user + system).toBeLessThan(5_000_000);
  });
});
