/**
 * How long each room of the desk takes to its first byte beside a full archive: stories that are live,
 * held and failed, each with its head, its documents and its place on the desk. `npm run bench:rooms`.
 */
import { parseArgs } from 'node:util';
import type { EndState } from '../../src/shared/archive/documents.ts';
import { openPass } from '../../src/shared/archive/open-pass.ts';
import { endPass } from '../../src/shared/archive/passes.ts';
import { storyIdFor } from '../../src/shared/ids.ts';
import { type RunningNewsroom, runningNewsroom } from '../../tests/support/running-newsroom.ts';
import { anOpening } from '../../tests/support/story-samples.ts';
import { spread } from '../spread.ts';

const { values } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    stories: { type: 'string', default: '5000' },
    rounds: { type: 'string', default: '9' },
  },
});
const AT_ONCE = 32;
const stories = Number(values.stories);
const causes = ['No such template', 'The picture has no pixels', 'The store answered nonsense'];

/** Of ten stories six are live, two held, two failed. */
const stateOf = (n: number): EndState =>
  n % 10 < 6 ? 'live' : n % 10 < 8 ? 'held' : ('failed' as const);

async function keep({ services }: RunningNewsroom, n: number): Promise<void> {
  const { archive, desk } = services;
  const externalId = `story-${n}`;
  const storyId = storyIdFor('demo', externalId);
  const about = { source: 'demo', externalId, headline: `The council meets for the ${n}th time` };
  const opened = await openPass(archive, storyId, () => anOpening({ storyId, ...about }));
  if ('stop' in opened) return;
  const state = stateOf(n);
  const because = state === 'failed' ? [`render gave up: ${causes[n % 3]}: ${n}`] : ['So it is.'];
  const { stage: _, ...step } = opened.document;
  const stage = state === 'live' ? 'publish' : state === 'held' ? 'moderation' : 'render';
  const document = { ...step, stage, verdict: state, because };
  await archive.putStage(document);
  await endPass(archive, document, { state, because });
  await archive.store.delete(`open/${storyId}.1`);
  const entry = { ...document, findings: undefined, result: undefined };
  await desk.record({ storyId, revision: 1, pass: 1, state, about, entry });
}

/** Milliseconds until the first byte of the answer has come. */
async function firstByte(newsroom: RunningNewsroom, path: string): Promise<number> {
  const began = performance.now();
  const answer = await newsroom.call(path);
  const ms = performance.now() - began;
  if (answer.status !== 200) throw new Error(`${path} answers ${answer.status}`);
  await answer.text();
  return ms;
}

const newsroom = await runningNewsroom();
try {
  for (let n = 0; n < stories; n += AT_ONCE) {
    const some = Array.from({ length: Math.min(AT_ONCE, stories - n) }, (_, at) => n + at);
    await Promise.all(some.map((one) => keep(newsroom, one)));
  }
  const held = storyIdFor('demo', 'story-6');
  const paths = [
    '/desk',
    '/desk/stories',
    '/desk/stories?state=failed&order=oldest',
    '/desk/stories?q=council',
    '/desk/stories?q=nobody+wrote+this',
    '/desk/stories?q=story-17',
    `/desk/stories/${held}`,
    '/desk/review',
    `/desk/review/${held}`,
    '/desk/failures',
    '/desk/bulk?action=withdraw&state=live',
    '/desk/bulk?action=remoderate&q=council',
    '/desk/sources',
    '/desk/fronts',
    '/desk/lists',
    '/desk/system',
    '/desk/audit',
    '/metrics',
  ];
  const rows = [];
  for (const path of paths) {
    const taken: number[] = [];
    for (let round = 0; round < Number(values.rounds); round += 1) {
      taken.push(await firstByte(newsroom, path));
    }
    const { median, p99 } = spread(taken);
    rows.push({ path: path.replace(held, ':id'), median, most: p99 });
  }
  if (values.json) process.stdout.write(`${JSON.stringify({ stories, rows })}\n`);
  else {
    for (const { path, median, most } of rows) {
      const figures = `${median.toFixed(0).padStart(5)} ms, at most ${most.toFixed(0)} ms`;
      process.stdout.write(`${path.padEnd(42)} ${figures}\n`);
    }
  }
} finally {
  await newsroom.close();
}
