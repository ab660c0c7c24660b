import { expect, test } from 'vitest';
import { PictureMetadata } from '../../../src/shared/rights/picture-metadata.ts';

test('metadata always say whether the file tells a place', () => {
  expect(PictureMetadata.safeParse({ caption: 'A bridge' }).success).toBe(false);
  expect(PictureMetadata.safeParse({ caption: 'A bridge', gpsPresent: true }).success).toBe(true);
});
