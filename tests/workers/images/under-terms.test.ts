import { expect, test } from 'vitest';
import { PictureMetadata } from '../../../src/shared/rights/picture-metadata.ts';
import type { StoryImage } from '../../../src/shared/story.ts';
import { underTerms } from '../../../src/workers/images/under-terms.ts';
import { anImage } from '../render/support/render-samples.ts';
import { storyWith } from './support/stage.ts';

const publisher = { name: 'The Test Post', pictures: { noArchiveDays: 30 } };

/** What comes of a picture whose file says this. */
function found(fileSays: Partial<PictureMetadata>, image: Partial<StoryImage> = {}) {
  const metadata = PictureMetadata.parse({ gpsPresent: false, ...fileSays });
  const story = storyWith([{ id: 'i1', role: 'lead', ...image }]);
  const images = [anImage('i1', { metadata, arrived: '2026-11-20T00:00:00.000Z' })];
  const { result, ...said } = underTerms(
    { images, missing: [], complete: true },
    { story, publisher },
  );
  return { ...said, image: result.images[0] };
}

test('a credit that only the file knows stands at the picture', () => {
  const { image, objections } = found(
    { creditLine: 'Jane Roe/Agency', instructions: 'MANDATORY CREDIT' },
    { caption: 'The bridge' },
  );
  expect(objections).toEqual([]);
  expect(image?.words).toEqual({ caption: 'The bridge', creditLine: 'Jane Roe/Agency' });
});

test('a credit that the file demands and nobody knows is for a person', () => {
  const { objections } = found({ instructions: 'MANDATORY CREDIT' });
  expect(objections).toEqual([
    'Picture 1: its agency demands a credit, and none is known; so its file says.',
  ]);
});

test('a recall, or words that a person must weigh, are found in the file', () => {
  expect(found({ instructions: 'MANDATORY KILL' }).objections.join()).toContain('recalled');
  const part = found({ usageTerms: 'Part no access Germany' });
  expect(part.objections.join()).toContain('“Part no access Germany”');
});

test('what the story said itself has been judged by moderation', () => {
  const { objections } = found(
    { instructions: 'MANDATORY KILL' },
    { usageTerms: 'MANDATORY KILL', creditLine: 'Jane Roe' },
  );
  expect(objections).toEqual([]);
});

test('what the file restricts is in the address, the terms and the timeline', () => {
  const { image, remarks } = found(
    { instructions: 'RUSSIA OUT. NO ARCHIVES. NO SALES' },
    { creditLine: 'Jane Roe' },
  );
  expect(image?.rightsClass).toBe('x-ru');
  expect(image?.terms).toMatchObject({ inFeeds: false, until: '2026-12-20T00:00:00.000Z' });
  expect(remarks).toEqual([
    'Picture 1 is not for readers in RU.',
    'Picture 1 may be shown until 2026-12-20T00:00:00.000Z.',
    'Picture 1 is not handed on: it stays out of feeds.',
  ]);
});
