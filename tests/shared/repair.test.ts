import { expect, test } from 'vitest';
import { placeAfter, type Repair, repaired, united } from '../../src/shared/repair.ts';
import fc from '../support/fast-check.ts';

const cut = (offset: number, length: number): Repair => ({ field: '/body', offset, length });

test('cuts that touch or overlap are one', () => {
  expect(united([cut(5, 3), cut(0, 2), cut(6, 4), cut(2, 1)])).toEqual([cut(0, 3), cut(5, 5)]);
});

test('words that are put in take the place of those cut out', () => {
  const place = { ...cut(4, 3), with: 'dog' };
  expect(repaired('the cat sat', [place, cut(7, 4)])).toBe('the dog');
});

test('a place inside a cut is gone; one around it shrinks; another field’s stays', () => {
  expect(placeAfter(cut(3, 2), [cut(2, 4)])).toBeNull();
  expect(placeAfter(cut(0, 10), [cut(2, 4)])).toEqual(cut(0, 6));
  expect(placeAfter({ ...cut(8, 2), field: '/headline' }, [cut(0, 4)])).toMatchObject({
    offset: 8,
  });
});

test('whatever is cut, a place elsewhere still holds the same words afterwards', () => {
  const pieces = fc.array(fc.record({ gap: fc.nat(8), length: fc.integer({ min: 1, max: 6 }) }));
  fc.assert(
    fc.property(pieces, fc.nat(60), fc.integer({ min: 1, max: 9 }), (steps, offset, length) => {
      const text = Array.from({ length: 400 }, (_, at) => String.fromCharCode(0x4e00 + at)).join(
        '',
      );
      let at = 0;
      const cuts = steps.slice(0, 20).map(({ gap, length: size }) => {
        const start = at + gap + 1;
        at = start + size;
        return cut(start, size);
      });
      const touches = cuts.some((c) => c.offset < offset + length && offset < c.offset + c.length);
      fc.pre(!touches);
      const place = placeAfter(cut(offset, length), cuts);
      const after = repaired(text, cuts);
      expect(after.slice(place?.offset, (place?.offset ?? 0) + (place?.length ?? 0))).toBe(
        text.slice(offset, offset + length),
      );
    }),
  );
});
