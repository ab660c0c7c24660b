import { expect, test } from 'vitest';
import { policyFor } from '../../../../src/shared/moderation-policy.ts';
import { featureBits } from '../../../../src/workers/moderation/classifier/features.ts';
import { nothingLearnt } from '../../../../src/workers/moderation/classifier/learn.ts';
import type { Model } from '../../../../src/workers/moderation/classifier/model.ts';
import { readStory } from '../../../../src/workers/moderation/manuscript.ts';
import { readsLikeSpam } from '../../../../src/workers/moderation/rules/reads-like-spam.ts';
import { aStory } from '../../../support/story-samples.ts';

const scale = { slope: 1, shift: 0 };
const size = 1 << featureBits;
/** Finds every text as much like spam: with these log-odds. */
const model = (logOdds: number): Model => ({
  ...{ version: '1', weights: new Int8Array(size), scale: 1, bias: logOdds },
  ...{ calibration: { latin: scale, other: scale }, familiar: new Uint8Array(size / 8) },
});
const policy = policyFor({ default: {}, sections: {} }, { section: 'news', source: undefined });

function weightOf(body: string, logOdds: number): number {
  const rule = readsLikeSpam(model(logOdds), nothingLearnt);
  const findings = rule.find(readStory(aStory({ body, submittedBody: body })), policy);
  return findings.reduce((sum, { weight }) => sum + weight, 0);
}

/** Whether the wording alone holds a story with this body. */
const holds = (body: string, logOdds: number): boolean => weightOf(body, logOdds) >= 1;
const long = (characters: number): string => 'Words of a text. '.repeat(characters / 17);

test.each([
  ['of a few words', 'Good stuff', 0.75],
  ['as long as a brief that speaks to nobody', long(220), 1.75],
  ['of an article that speaks to nobody', long(2_000), 1.75],
  ['that tells of its writer', `${long(220)}We sell words.`, 0.95],
])('a text %s is held on strong evidence alone', (_, body, notEnough) => {
  expect(holds(body, notEnough)).toBe(false);
  expect(holds(body, notEnough + 0.1)).toBe(true);
});

test('a comment that tells of its writer is held on less', () => {
  expect(holds('My comment on it, somewhat short, as comments are', 0.35)).toBe(true);
});

test('what addresses its reader is held on less, the more so a long letter', () => {
  const letter = (characters: number) => `Dear reader, you will like it. ${long(characters)}`;
  expect(holds(letter(200), 0.4)).toBe(false);
  expect(holds(letter(200), 0.5)).toBe(true);
  expect(holds(letter(1_000), 0.3)).toBe(true);
  expect(holds(long(1_000), 0.3)).toBe(false);
});

test('what is held on less weighs no more for that', () => {
  const [comment, brief] = [`My view. ${long(51)}`, long(220)].map((body) => weightOf(body, 2));
  expect(comment).toBe(brief);
});
