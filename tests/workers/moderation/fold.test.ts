import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fold } from '../../../src/workers/moderation/fold.ts';

const folded = (text: string) => {
  const { units, length } = fold(text);
  return String.fromCharCode(...units.subarray(0, length));
};

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

  it('reads letters that carry a thousand marks in time linear to them', () => {
    const began = performance.now();
    fold(`a${'\u0301'.repeat(500_000)}`);
    expect(performance.now() - began).toBeLessThan(5_000);
  }, 20_000);
});
