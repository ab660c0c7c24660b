/**
 * What watching costs a story on its whole route: batches of text stories through one newsroom, every
 * other one with metrics off, with timeline, counts and events off, or with both. CPU of the newsroom's
 * process (door, five stages, edge) and of its Redis; the ratio is that of batches side by side.
 */
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { Redis } from 'ioredis';
import { deafMeter } from '../src/shared/metrics/meter.ts';
import { type RunningNewsroom, runningNewsroom } from '../tests/support/running-newsroom.ts';
import { textStory } from './route.ts';
import { spread } from './spread.ts';

const { values } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    stories: { type: 'string', default: '40' },
    rounds: { type: 'string', default: '8' },
  },
});
const LOOK_EVERY_MS = 100;
/** The editions of fronts that follow a batch belong to it. */
const AFTERWARDS_MS = 2000;

const variants = ['all', 'no metrics', 'no events', 'neither'] as const;
type Variant = (typeof variants)[number];

/** Turns off parts of a running newsroom by what they do, so that nothing else differs. */
function switches({ services }: RunningNewsroom): (variant: Variant) => void {
  const { meter, desk } = services;
  const measuring = { count: meter.count, observe: meter.observe, latest: meter.latest };
  const record = desk.record.bind(desk);
  const recordUntold: typeof record = ({ entry: _, ...step }) => record(step);
  return (variant) => {
    const isMeasured = variant === 'all' || variant === 'no events';
    const isTold = variant === 'all' || variant === 'no metrics';
    Object.assign(meter, isMeasured ? measuring : deafMeter);
    desk.record = isTold ? record : recordUntold;
  };
}

const newsroom = await runningNewsroom();
const redis = new Redis(newsroom.redis.url.replace(/^unix:/, ''));
try {
  const turn = switches(newsroom);
  const perStory = new Map<Variant, { ms: number; redisMs: number }[]>();
  await batch('warm');
  for (let round = 0; round < Number(values.rounds); round += 1) {
    // Each variant stands in each place: the newsroom grows while it is measured.
    for (let at = 0; at < variants.length; at += 1) {
      const variant = variants[(at + round) % variants.length] ?? 'all';
      turn(variant);
      const figures = await batch(`${round} ${variant}`);
      perStory.set(variant, [...(perStory.get(variant) ?? []), figures]);
    }
  }
  turn('all');
  const rows = variants.map((variant) => rowOf(variant, perStory));
  if (values.json) process.stdout.write(`${JSON.stringify({ rows })}\n`);
  else for (const row of rows) process.stdout.write(`${line(row)}\n`);
} finally {
  redis.disconnect();
  await newsroom.close();
}

/** Milliseconds of CPU a story, fronts included. */
async function batch(name: string): Promise<{ ms: number; redisMs: number }> {
  const count = Number(values.stories);
  const before = { own: process.cpuUsage(), redis: await redisSeconds() };
  const sent = [];
  for (let at = 0; at < count; at += 1) {
    sent.push(await submit(textStory(`${name} ${at}`)));
  }
  for (const { storyId } of sent) {
    while ((await newsroom.services.archive.head(storyId))?.head.ended === null) {
      await delay(LOOK_EVERY_MS);
    }
  }
  await delay(AFTERWARDS_MS);
  const { user, system } = process.cpuUsage(before.own);
  const redisMs = ((await redisSeconds()) - before.redis) * 1000;
  return { ms: (user + system) / 1000 / count, redisMs: redisMs / count };
}

/** As a source does that is told to come back later. */
async function submit(story: object): Promise<{ storyId: string }> {
  for (;;) {
    const answer = await newsroom.call('/hooks/demo', {
      ...{ method: 'POST', headers: { 'content-type': 'application/json' } },
      body: JSON.stringify(story),
    });
    if (answer.status === 202) return Object(await answer.json());
    if (answer.status !== 503) throw new Error(await answer.text());
    await delay(LOOK_EVERY_MS);
  }
}

async function redisSeconds(): Promise<number> {
  const text = await redis.info('cpu');
  const of = (name: string): number => Number(new RegExp(`^${name}:(\\S+)`, 'm').exec(text)?.[1]);
  return of('used_cpu_user') + of('used_cpu_sys');
}

function rowOf(
  variant: Variant,
  perStory: ReadonlyMap<Variant, readonly { ms: number; redisMs: number }[]>,
) {
  const own = perStory.get(variant) ?? [];
  const all = perStory.get('all') ?? [];
  const ratios = own.map(({ ms, redisMs }, at) => {
    const whole = all[at];
    return whole === undefined ? Number.NaN : (whole.ms + whole.redisMs) / (ms + redisMs);
  });
  return {
    variant,
    ms: spread(own.map(({ ms }) => ms)).median,
    redisMs: spread(own.map(({ redisMs }) => redisMs)).median,
    allTo: spread(ratios).median,
  };
}

function line({ variant, ms, redisMs, allTo }: ReturnType<typeof rowOf>): string {
  return `${variant.padEnd(10)} ${ms.toFixed(2).padStart(7)} ms of CPU a story, Redis ${redisMs.toFixed(2)} ms; all : this ${allTo.toFixed(3)}`;
}
