import { expect, test } from 'vitest';
import { PictureMetadata } from '../../../src/shared/rights/picture-metadata.ts';
import { PictureRights, RightsField } from '../../../src/shared/rights/picture-rights.ts';
import { readPictureRights } from '../../../src/shared/rights/read-picture-rights.ts';

const context = { transmitted: '2026-11-26T12:00:00Z' };

test('a restriction in any text counts', () => {
  const rights = readPictureRights(
    [
      { field: 'caption', text: 'FILE PHOTO: A bridge. EDITORIAL USE ONLY.' },
      { field: 'usageTerms', text: 'NO RESALES' },
    ],
    context,
  );
  expect(PictureRights.parse(rights)).toEqual(rights);
  expect(rights).toMatchObject({
    filePhoto: true,
    restrictions: { editorialOnly: true, noSales: true, noArchive: false },
  });
});

test('metadata are text and a claim about the place', () => {
  expect(RightsField.options).toContain('instructions');
  expect(PictureMetadata.parse({ caption: 'A bridge', gpsPresent: false })).toBeDefined();
});
