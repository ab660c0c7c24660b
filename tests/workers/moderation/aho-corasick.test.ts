import { describe, expect, it } from 'vitest';
import { AhoCorasick } from '../../../src/workers/moderation/aho-corasick.ts';
import fc from '../../support/fast-check.ts';

const units = (text: string) => Uint16Array.from(text, (letter) => letter.charCodeAt(0));

function scan(patterns: readonly string[], text: string): string[] {
  const found: string[] = [];
  new AhoCorasick(patterns.map(units)).scan(
    units(text),
    { start: 0, end: text.length },
    (pattern, start, end) => {
      found.push(`${start} ${end} ${patterns[pattern]}`);
      return true;
    },
  );
  return found.sort();
}

describe('searching many terms at once', () => {
  it('finds every one that searching them singly finds', () => {
    const letters = fc.constantFrom('a', 'b', 'c');
    const text = fc.string({ unit: letters, maxLength: 60 });
    const word = fc
      .integer({ min: 1, max: 4 })
      .chain((minLength) => fc.string({ unit: letters, minLength, maxLength: 8 }));
    fc.assert(
      fc.property(fc.uniqueArray(word, { maxLength: 8 }), text, (patterns, where) => {
        const singly = patterns.flatMap((pattern) =>
          Array.from({ length: where.length }, (_, at) => at)
            .filter((at) => where.startsWith(pattern, at))
            .map((at) => `${at} ${at + pattern.length} ${pattern}`),
        );
        expect(scan(patterns, where)).toEqual(singly.sort());
      }),
    );
  });

  it('ends when it is told to', () => {
    let calls = 0;
    new AhoCorasick([units('a')]).scan(units('aaaa'), { start: 0, end: 4 }, () => {
      calls += 1;
      return false;
    });
    expect(calls).toBe(1);
  });
});
