import { expect, test } from 'vitest';
import { conflictsOf } from '../../../src/shared/rights/conflicts.ts';

const read = { gpsPresent: false, unreadable: [] };

test('a credit that its file does not know is told', () => {
  expect(
    conflictsOf({ creditLine: 'John Roe/Reuters' }, { ...read, creditLine: 'Jane Doe/AFP' }),
  ).toEqual(['is credited to “John Roe/Reuters”, though its file says “Jane Doe/AFP”']);
});

test.each([
  [{ creditLine: 'AFP' }, { ...read, creditLine: 'Jane Doe/AFP' }],
  [{ caption: 'A bridge. (Photo by Jane Doe/AFP)' }, { ...read, creditLine: 'AFP' }],
  [{}, { ...read, creditLine: 'AFP' }],
  [{ creditLine: 'AFP' }, undefined],
])('no conflict: %j and %j', (image, metadata) => {
  expect(conflictsOf(image, metadata)).toEqual([]);
});

test('a part of the file that cannot be read is told', () => {
  expect(conflictsOf({}, { gpsPresent: false, unreadable: ['xmp'] })).toEqual([
    'has XMP in its file that cannot be read',
  ]);
});
