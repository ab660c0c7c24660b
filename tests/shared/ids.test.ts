import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { isStoryId, isSubmissionId, storyIdFor, submissionIdFor } from '../../src/shared/ids.ts';
import fc from '../support/fast-check.ts';

test('a story’s id is what other programs make of its source and external id', () => {
  // printf 'demo\0flood-1' | sha256sum | xxd -r -p | base32, in lower case, cut at 20.
  const shell = "printf 'demo\\0flood-1' | openssl dgst -sha256 -binary | base32 | cut -c1-26";
  const expected = execFileSync('sh', ['-c', shell]).toString().trim().toLowerCase();
  expect(storyIdFor('demo', 'flood-1')).toBe(expected.slice(0, 20));
  expect(submissionIdFor('demo', 'flood-1')).toBe(expected);
});

test('ids are of their form, whatever they are made from', () => {
  fc.assert(
    fc.property(fc.string(), fc.string({ unit: 'grapheme' }), (source, name) => {
      expect(isStoryId(storyIdFor(source, name))).toBe(true);
      expect(isSubmissionId(submissionIdFor(source, name))).toBe(true);
    }),
  );
});
