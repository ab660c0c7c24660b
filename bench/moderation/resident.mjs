// Judges one story a line, by the build, and answers each with its verdict: for who wants to know
// what the process holds. Plain JavaScript, so that nothing is in it but what newsrooms run.
import { createInterface } from 'node:readline';
import { policyFor } from '../../dist/shared/moderation-policy.js';
import { moderate, openModeration } from '../../dist/workers/moderation/moderate.js';

const policy = policyFor({ default: {}, sections: {} }, { section: 'news', source: undefined });
const tools = { ...openModeration([]), policy };

for await (const line of createInterface({ input: process.stdin })) {
  const { verdict } = await moderate({ story: JSON.parse(line) }, tools);
  process.stdout.write(`${JSON.stringify(verdict)}\n`);
}
