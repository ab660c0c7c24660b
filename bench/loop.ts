/**
 * How long one body may hold up everybody else: the worst bodies of each format, sent to a door with
 * ingest behind it in one process, as `dateline up` has them.
 */
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import type { SubmissionStage } from '../src/queues/stage.ts';
import { open } from '../src/workers/ingest/index.ts';
import { doorAttacks } from '../tests/server/support/door-attacks.ts';
import { type HostileNewsroom, hostileNewsroom } from '../tests/server/support/hostile-newsroom.ts';
import { jsonAttacks } from '../tests/server/support/json-attacks.ts';
import { markupAttacks } from '../tests/server/support/markup-attacks.ts';
import { type WorstBody, worstBodies } from './worst-bodies.ts';

/** What no submission may hold the loop up for. */
const BOUND_MS = 50;

const { values } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    rounds: { type: 'string', default: '3' },
    only: { type: 'string', default: '' },
  },
});

interface Row {
  readonly what: string;
  readonly bytes: number;
  readonly status: number;
  /** Until the answer, and ingest with it, in ms. */
  readonly ms: number;
  /** Longest time in which the loop served nobody, in ms. */
  readonly blockedMs: number;
}

/** Newsrooms of their own for each round: what was submitted before is not read again. */
const rounds: Row[][] = [];
for (let round = 0; round < Number(values.rounds); round += 1) rounds.push(await measureAll());
const rows = (rounds[0] ?? []).map((_row, at) => least(rounds.flatMap((round) => round[at] ?? [])));
if (values.json) process.stdout.write(`${JSON.stringify({ boundMs: BOUND_MS, rows })}\n`);
else process.stdout.write(`${rows.map(line).join('\n')}\n`);
const over = rows.filter(({ blockedMs }) => blockedMs > BOUND_MS);
process.stderr.write(`${over.length} of ${rows.length} hold the loop up for over ${BOUND_MS} ms\n`);

/** What a body itself does, it does each time; other load on the machine only adds to it. */
function least(measured: readonly Row[]): Row {
  return measured.reduce((smallest, row) => (row.blockedMs < smallest.blockedMs ? row : smallest));
}

async function measureAll(): Promise<Row[]> {
  const hostile = await hostileNewsroom();
  const to = { hostile, ingest: (await open(hostile.newsroom.services)).submission };
  try {
    const measured: Row[] = [];
    await measure(to, { what: 'first thread', source: 'text', body: 'x'.repeat(100_000) });
    const chosen = worstBodies.filter(({ what }) => what.includes(values.only));
    for (const body of chosen) measured.push(await measure(to, body));
    measured.push(await measureHostile(hostile));
    return measured;
  } finally {
    await hostile.newsroom.close();
  }
}

interface To {
  readonly hostile: HostileNewsroom;
  readonly ingest: SubmissionStage;
}

async function measure({ hostile, ingest }: To, sending: WorstBody): Promise<Row> {
  const body = Buffer.from(sending.body);
  const bytes = body.length;
  await delay(20);
  const loop = monitorEventLoopDelay({ resolution: 1 });
  loop.enable();
  const began = performance.now();
  const answer = await hostile.send({ ...sending, body });
  if (answer.statusCode === 202) await ingestAll({ hostile, ingest });
  const ms = performance.now() - began;
  // So that a hold-up at the very end is seen too.
  await delay(5);
  loop.disable();
  return { what: sending.what, bytes, status: answer.statusCode, ms, blockedMs: loop.max / 1e6 };
}

async function ingestAll({ hostile, ingest }: To): Promise<void> {
  for (const { ticket } of hostile.newsroom.sent.splice(0)) {
    if (ticket.kind !== 'submission') continue;
    const ingested = await ingest(ticket, { waitMs: 0, attempt: 1 });
    await ingested?.conclude();
  }
}

/** All hostile submissions of the tests, one after the other. */
async function measureHostile(hostile: HostileNewsroom): Promise<Row> {
  const attacks = [...jsonAttacks, ...markupAttacks, ...doorAttacks];
  const loop = monitorEventLoopDelay({ resolution: 1 });
  let worst = { blockedMs: 0, what: '' };
  const began = performance.now();
  for (const attack of attacks) {
    const body = Buffer.from(attack.body ?? '');
    loop.reset();
    loop.enable();
    await hostile.send({ ...attack, body });
    await delay(2);
    loop.disable();
    const blockedMs = loop.max / 1e6;
    if (blockedMs > worst.blockedMs)
      worst = { blockedMs, what: `${attack.source}: ${attack.what}` };
  }
  const ms = performance.now() - began;
  const what = `${attacks.length} hostile submissions; longest: ${worst.what}`;
  return { what, bytes: 0, status: 0, ms, blockedMs: worst.blockedMs };
}

function line({ what, bytes, status, ms, blockedMs }: Row): string {
  const kb = `${Math.round(bytes / 1024)} kB`.padStart(10);
  return `${blockedMs.toFixed(0).padStart(5)} ms held up ${kb} ${status} ${ms.toFixed(0).padStart(6)} ms  ${what}`;
}
