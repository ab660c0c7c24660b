import { expect, test } from 'vitest';
import { frontTag, mediaTag, storyTag } from '../../src/shared/cache-tags.ts';
import fc from '../support/fast-check.ts';

test('tags read like what they are of', () => {
  expect(storyTag('abc')).toBe('s-abc');
  expect(frontTag('section/world')).toBe('l-section-world');
  expect(mediaTag('_media/x-cz-sk/0a0b/w640.webp')).toBe('m-0a0b');
});

test('every vendor takes the tag of any front, and no two fronts share one by their case', () => {
  const name = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 300 });
  fc.assert(
    fc.property(name, name, (one, other) => {
      const [first, second] = [frontTag(`tag/${one}`), frontTag(`tag/${other}`)];
      expect(first).toMatch(/^l-[a-z0-9._-]{1,100}$/);
      const areApart = one.replaceAll('/', '-') !== other.replaceAll('/', '-');
      if (areApart) expect(first).not.toBe(second);
    }),
  );
});
