import { parseArgs } from 'node:util';
import type { Story } from '../../src/shared/story.ts';
import { openSide } from '../images/side.ts';
import { percentile } from './figures.ts';
import { judgeStory, storyOf } from './judge.ts';
import { readRows } from './rows.ts';
import { hostile, ordinary, prose } from './texts.ts';

/**
 * How fast and lean moderation is: on texts made for it, or those of the paths given. The times are
 * of moderation alone, ingest is over by then: `ms` by the clock, `cpuMs` what the processor spent,
 * which other work on the machine moves less. Memory is the most that a process of the build ever
 * held, Node and all (40 MB by itself): one that judges articles only, and the same once it has
 * judged the hostile bodies, which production judges in threads. `tsx`, by which this program runs,
 * would add 40 MB of its own.
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { json: { type: 'boolean', default: false } },
});

const warmUp = 300;
const rounds = 300;
/** Characters judged of each kind of text, about. */
const judged = 3_000_000;
/** Of which the memory of a process is told. */
const articles = 1_000;

const storiesOf = (texts: readonly string[]): Story[] => texts.map((text) => storyOf(text, 'en'));

async function textsFrom(paths: readonly string[]): Promise<Record<string, string[]>> {
  if (paths.length === 0) {
    const made = Object.entries({ ...ordinary, ...hostile });
    return Object.fromEntries(made.map(([name, text]) => [name, [text]]));
  }
  const texts: string[] = [];
  for (const path of paths) {
    for await (const { text, html } of readRows(path)) texts.push(html ?? text ?? '');
  }
  return { documents: texts };
}

async function timesOf(stories: readonly Story[]) {
  const length = stories.reduce((sum, { submittedBody }) => sum + submittedBody.length, 0);
  const often = Math.max(1, Math.min(rounds, judged / length));
  const times: number[] = [];
  const before = process.cpuUsage();
  for (let round = 0; round < often; round += 1) {
    for (const story of stories) times.push((await judgeStory(story)).ms);
  }
  const { user, system } = process.cpuUsage(before);
  const cpuMs = (user + system) / 1_000 / times.length;
  return {
    n: times.length,
    msP50: percentile(times, 0.5),
    msP95: percentile(times, 0.95),
    msMax: percentile(times, 1),
    cpuMs,
    documentsPerSecondOfCore: 1_000 / cpuMs,
  };
}

/** In MB. */
async function residentOf(usual: readonly Story[], others: readonly Story[]) {
  const side = openSide([process.execPath, 'bench/moderation/resident.mjs']);
  try {
    for (const story of usual) await side.ask(JSON.stringify(story));
    const articlesOnly = side.memory('VmHWM');
    for (const story of others) await side.ask(JSON.stringify(story));
    return { articlesOnly, hostileToo: side.memory('VmHWM') };
  } finally {
    await side.close();
  }
}

const news = Array.from({ length: articles }, (_, seed) => prose(2_000 + 4 * seed, seed));
for (const story of storiesOf(news.slice(0, warmUp))) await judgeStory(story);
const figures: Record<string, Awaited<ReturnType<typeof timesOf>>> = {};
for (const [name, texts] of Object.entries(await textsFrom(positionals))) {
  figures[name] = await timesOf(storiesOf(texts));
}
const residentMb = await residentOf(storiesOf(news), storiesOf(Object.values(hostile)));
if (values.json) process.stdout.write(`${JSON.stringify({ figures, residentMb })}\n`);
else {
  const rounded = Object.entries(figures).map(([name, row]) => [name, roundedRow(row)]);
  console.table(Object.fromEntries(rounded));
  process.stdout.write(
    `resident MB, at most: ${residentMb.articlesOnly.toFixed(0)} judging articles, ` +
      `${residentMb.hostileToo.toFixed(0)} with hostile bodies of 1 MiB\n`,
  );
}

function roundedRow(row: Readonly<Record<string, number | null>>) {
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) => [name, Number((value ?? 0).toPrecision(3))]),
  );
}
