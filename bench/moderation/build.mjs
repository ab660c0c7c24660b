// Judges one story a line, by the build, and answers each with what that took: for who wants to know
// what newsrooms run. Plain JavaScript: `tsx` makes closures dearer, and holds 40 MB of its own.
import { createInterface } from 'node:readline';
import { policyFor } from '../../dist/shared/moderation-policy.js';
import { moderate, openModeration } from '../../dist/workers/moderation/moderate.js';

const policy = policyFor({ default: {}, sections: {} }, { section: 'news', source: undefined });
const tools = { ...openModeration([]), policy };

for await (const line of createInterface({ input: process.stdin })) {
  const story = JSON.parse(line);
  const before = process.cpuUsage();
  const began = performance.now();
  await moderate({ story }, tools);
  const ms = performance.now() - began;
  const { user, system } = process.cpuUsage(before);
  process.stdout.write(`${JSON.stringify({ ms, cpuMs: (user + system) / 1_000 })}\n`);
}
