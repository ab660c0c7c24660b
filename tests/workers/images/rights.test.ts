import { expect, test } from 'vitest';
import { keys } from '../../../src/shared/archive/keys.ts';
import { readMetadata } from '../../../src/workers/images/metadata/read-metadata.ts';
import { prepareImages } from '../../../src/workers/images/prepare-images.ts';
import { markOf, rightsOf } from '../../../src/workers/images/rights.ts';
import { describedPhotograph } from './support/described-photograph.ts';
import { linked, neverAborted, openBench } from './support/stage.ts';

const url = 'https://news.example/picture.jpg';
const iptc = {
  40: Buffer.from('CHINA OUT'),
  80: Buffer.from('Zdeněk Novák'),
  116: Buffer.from('© 2026 Agency <b>"A&B"</b>'),
};

test('every rendition names whose it is, and none where or with what it was taken', async () => {
  const { store, tools } = await openBench({
    [url]: await describedPhotograph({ iptc, saysUtf8: true, exif: true }),
  });
  const words = {
    caption: 'A bridge. (Photo by Zdeněk Novák/AFP via Getty Images)',
    usageTerms: 'Editorial use only',
    altText: 'A boat below a bridge',
  };
  const options = { lane: 'all', lastAttempt: true, signal: neverAborted } as const;
  const { result } = await prepareImages([linked(url, words)], tools, options);
  const [image] = result.images;
  expect(image?.metadata).toMatchObject({ instructions: 'CHINA OUT', gpsPresent: true });
  expect(image?.renditions.length).toBeGreaterThan(10);
  for (const { file } of image?.renditions ?? []) {
    const stored = await store.get(keys.rendition(image?.sha256 ?? '', file));
    const body = stored?.body ?? Buffer.alloc(0);
    expect(await readMetadata(body)).toEqual({
      creditLine: 'Zdeněk Novák/AFP via Getty Images',
      byline: 'Zdeněk Novák',
      copyrightNotice: '© 2026 Agency <b>"A&B"</b>',
      usageTerms: 'Editorial use only',
      instructions: 'CHINA OUT',
      altText: 'A boat below a bridge',
      gpsPresent: false,
      unreadable: [],
    });
    for (const trace of ['SERIAL-4711', 'THUMBNAIL', 'Exif\0\0', 'Jane Exif', 'Photoshop 3.0']) {
      expect({ file, trace, found: body.includes(trace) }).toEqual({ file, trace, found: false });
    }
  }
});

test('other words are another file', () => {
  const image = linked(url);
  const marks = [
    {},
    { byline: 'Jane' },
    { copyrightNotice: 'Jane' },
    { webStatement: 'https://example.org/' },
    { altText: 'A bridge' },
    { dataMining: 'http://ns.useplus.org/ldf/vocab/DMI-PROHIBITED' },
  ].map((words) =>
    markOf(rightsOf({ image, metadata: { ...words, gpsPresent: false, unreadable: [] } })),
  );
  expect(marks[0]).toBe('');
  expect(new Set(marks).size).toBe(marks.length);
});

test('the terms of story and file are both kept', () => {
  const metadata = { usageTerms: 'No archive', gpsPresent: false, unreadable: [] };
  const image = linked(url, { usageTerms: 'Editorial use only' });
  expect(rightsOf({ image, metadata }).usageTerms).toBe('Editorial use only; No archive');
});
