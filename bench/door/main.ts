import { parseArgs } from 'node:util';
import { type Repeats, repeat } from './repeats.ts';
import { mapSamples, type Tally, tryAttacks } from './samples.ts';
import { measureThroughput, type Throughput } from './throughput.ts';

const { values } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    /** Of each round; there are three for each store and each side. */
    seconds: { type: 'string', default: '2' },
    /** Folder for a CPU profile of the door; directory store only, and nothing else. */
    profile: { type: 'string' },
  },
});
const seconds = Number(values.seconds);
if (!(seconds > 0)) throw new Error('--seconds: give a number above 0');

const say = (line: string): void => {
  process.stderr.write(`${line}\n`);
};
const { profile } = values;
say('real samples, hostile inputs');
const samples = mapSamples(process.env.DATELINE_CORPUS);
// First of all: some are signed for a moment counted from the start of this program.
const hostile = await tryAttacks();
say('the door and a bare route in turn, on a directory');
const directory = await measureThroughput({ store: 'directory', seconds, profile });
if (profile !== undefined) {
  say(throughputRow('directory', directory).join('  '));
  process.exit();
}
say('the same on an S3-protocol server');
const s3 = await measureThroughput({ store: 's3', seconds, profile });
say('one webhook 1,000 times at once, dateline up');
const repeats = await repeat(1000);
if (values.json) {
  process.stdout.write(`${JSON.stringify({ directory, s3, repeats, samples, hostile })}\n`);
} else process.stdout.write(`${table().join('\n')}\n`);

function throughputRow(name: string, { door, bare, ratio }: Throughput): string[] {
  const one = ({ perSecond, median, p99 }: Throughput['door']): string[] => [
    ...[perSecond.toFixed(0), median.toFixed(1), p99.toFixed(1)],
  ];
  return [name, ...one(door), ...one(bare), ratio.toFixed(2)];
}

function table(): string[] {
  const rows = [
    ['text story of 6 kB', 'door /s', 'median', 'p99 ms', 'bare /s', 'median', 'p99 ms', 'ratio'],
    throughputRow('directory', directory),
    throughputRow('S3 protocol', s3),
  ];
  const widths = rows[0]?.map((_, at) => Math.max(...rows.map((row) => row[at]?.length ?? 0)));
  return [
    ...rows.map((row) => row.map((cell, at) => cell.padEnd(widths?.[at] ?? 0)).join('  ')),
    repeatsLine(repeats),
    samples === null
      ? 'samples: no corpus (DATELINE_CORPUS)'
      : tallyLine('samples mapped', samples),
    tallyLine('hostile inputs handled', hostile),
  ];
}

function repeatsLine({ sent, answers, submissions, stories }: Repeats): string {
  const kinds = Object.entries(answers).map(([kind, count]) => `${kind}: ${count}`);
  return `${sent} repeats: ${kinds.join(', ')}; submissions ${submissions}, revisions ${stories}`;
}

function tallyLine(name: string, { tried, done, rest }: Tally): string {
  return [`${name}: ${done} / ${tried}`, ...rest.map((line) => `  not: ${line}`)].join('\n');
}
