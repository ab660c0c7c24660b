import { expect, test } from 'vitest';
import { ImagesResult } from '../../../src/shared/archive/pictures.ts';
import { MediaRecord } from '../../../src/workers/images/media-record.ts';

const rendition = {
  file: 'w640-q75.webp',
  contentType: 'image/webp',
  width: 640,
  height: 427,
  bytes: 9_000,
  use: 'picture',
};
const facts = {
  sha256: 'a'.repeat(64),
  width: 6000,
  height: 4000,
  placeholder: 'data:image/webp;base64,AAAA',
  dominant: '#336699',
  renditions: [rendition],
};

test('a record of the first version is read as a still photograph, not yet looked at', () => {
  const first = { schema: 1, mediaType: 'image/jpeg', transparent: false, ...facts };
  expect(MediaRecord.parse(first)).toEqual({
    ...first,
    kind: 'photograph',
    frames: 1,
    leftOut: [],
  });
});

test('a picture that was prepared before there were hashes has none', () => {
  const first = { id: 'i1', rightsClass: '', ...facts };
  const result = ImagesResult.parse({ images: [first], missing: [], complete: true });
  expect(result.images).toMatchObject([{ ...first, perceptualHash: null }]);
});
