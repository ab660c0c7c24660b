import { expect, test } from 'vitest';
import { stepLines, summaryLines } from '../../src/cli/print-story.ts';

const terminal = { colour: false } as never;
const hostile = 'Rain \u001B[2J\u202Efalls';

test('what strangers write into a story is no order to a terminal', () => {
  const step = {
    ...{ stage: 'moderation', verdict: 'held', at: '2026-11-26T10:00:00.000Z' },
    ...{ ms: 1, waitMs: 1, attempt: 1, revision: 1, pass: 1, because: [hostile] },
  };
  const story = {
    ...{ storyId: 'q2aauo432iqc3gtfhtwc', headline: hostile, state: 'held', revision: 1, pass: 1 },
    ...{ because: [], timeline: [], url: null },
  };
  const lines = [...stepLines(step, terminal), ...summaryLines(story, terminal)].join('\n');
  expect(lines.match(/Rain {2}\[2J falls/g)).toHaveLength(2);
  expect(lines).not.toMatch(/\p{Cf}|(?!\n)\p{Cc}/u);
});
