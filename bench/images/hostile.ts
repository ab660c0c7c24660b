import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Measured } from '../row.ts';
import type { Bench } from './bench.ts';
import { openScript, Work } from './side.ts';

const Answer = Work.extend({ missing: z.array(z.string()) });

interface Outcome {
  readonly name: string;
  readonly crashed: boolean;
  readonly seconds: number;
  readonly megabytes: number;
  readonly made: boolean;
}

/** What files that mean harm cost, each in a process of its own. */
export async function measureHostile(bench: Bench): Promise<Measured> {
  const { hostile } = bench;
  if (hostile === undefined) return [{ what: 'hostile files', skipped: 'no --hostile FOLDER' }];
  const names = readdirSync(hostile).sort();
  const chosen = bench.quick ? names.filter((_, at) => at % 8 === 0) : names;
  const outcomes: Outcome[] = [];
  for (const [at, name] of chosen.entries()) {
    if (at % 10 === 0) bench.say(`hostile: ${at} of ${chosen.length}`);
    outcomes.push(await outcomeOf(bench, join(hostile, name), name));
  }
  const crashed = outcomes.filter((outcome) => outcome.crashed);
  const slowest = most(outcomes, ({ seconds }) => seconds);
  const largest = most(outcomes, ({ megabytes }) => megabytes);
  const refused = outcomes.filter(({ made }) => !made).length;
  return [
    {
      what: 'hostile files that crash the process',
      value: crashed.length,
      unit: '',
      goal: { atMost: 0 },
      note: `${refused} of ${outcomes.length} refused with a reason; ${crashed.map(({ name }) => name).join(' ')}`,
    },
    {
      what: 'worst CPU of one, whole ladder',
      value: slowest?.seconds ?? 0,
      unit: 's',
      goal: { atMost: 3 },
      note: slowest?.name ?? '',
    },
    {
      what: 'worst memory of one, Node and all',
      value: largest?.megabytes ?? 0,
      unit: 'MB',
      goal: { atMost: 300 },
      note: largest?.name ?? '',
    },
  ];
}

async function outcomeOf({ ram }: Bench, path: string, name: string): Promise<Outcome> {
  const sha256 = createHash('sha256').update(readFileSync(path)).digest('hex');
  const side = openScript('dateline', {}, ram);
  try {
    const asked = { make: 'ladder', pictures: [{ path, sha256 }], lanes: ['essential', 'all'] };
    const { cpuMs, missing } = Answer.parse(await side.ask(JSON.stringify(asked)));
    const megabytes = side.memory('VmHWM');
    return { name, crashed: false, seconds: cpuMs / 1000, megabytes, made: missing.length === 0 };
  } catch {
    return { name, crashed: true, seconds: 0, megabytes: 0, made: false };
  } finally {
    await side.close();
  }
}

const most = (outcomes: readonly Outcome[], by: (outcome: Outcome) => number) =>
  [...outcomes].sort((a, b) => by(b) - by(a))[0];
