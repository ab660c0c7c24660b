import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { scoreCaptions } from '../../../bench/captions/score.ts';

const corpus = process.env.DATELINE_CORPUS;
const file = join(corpus ?? '', 'newsroom/captions/agency-captions.json');
const isThere = corpus !== undefined && existsSync(file);
if (!isThere)
  console.warn('Set DATELINE_CORPUS to read the agency captions; those tests are skipped.');

test.skipIf(!isThere)('95 of 100 real captions are read right', () => {
  const { rate, right, cases, wrong } = scoreCaptions(JSON.parse(readFileSync(file, 'utf8')));
  console.log(`${right} of ${cases} agency captions are read right (${(rate * 100).toFixed(1)} %)`);
  expect(rate, JSON.stringify(wrong, null, 1)).toBeGreaterThanOrEqual(0.95);
});

test('a reading of more than was written is wrong', () => {
  const caption = { id: 'a', text: 'A bridge. JAPAN OUT', expect: {} };
  expect(scoreCaptions({ positive: [caption], negative: [] })).toMatchObject({ right: 0, rate: 0 });
});
