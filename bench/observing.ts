/**
 * What watching costs a story: the metrics and log lines of one text story, as often as it takes to
 * measure them, beside the same calls to a meter and a log that do nothing.
 */
import { destination, type Logger, pino } from 'pino';
import { logOptions } from '../src/cli/log.ts';
import { stages } from '../src/queues/route.ts';
import { deafMeter, type Meter, openMeter } from '../src/shared/metrics/meter.ts';
import { openRunRecord } from '../src/workers/run-record.ts';

const STORIES = 20_000;
/** Calls to the stores by which a text story becomes live, fronts included. */
const STORE_CALLS = 60;
/** A batch is taken away once a second; at a hundred stories a second. */
const STORIES_A_BATCH = 100;

const ticket = { kind: 'story', storyId: 'a'.repeat(20), revision: 1, pass: 1 } as const;

function story(meter: Meter, log: Logger): void {
  for (const stage of stages) {
    const record = openRunRecord(stage, { ticket, waitMs: 3, attempt: 1, log, meter });
    record.trace({ trace: 'b'.repeat(32) });
    record.done('live');
  }
  for (let call = 0; call < STORE_CALLS; call += 1) {
    const code = call % 4 === 0 ? 'missing' : 'ok';
    const seconds = performance.now() % 0.01;
    meter.observe('storeDuration', { store: 'archive', op: 'get', code }, seconds);
  }
  meter.observe('timeToLive', { pictures: 'no', held: 'no' }, 0.3);
  for (const kind of ['home', 'section', 'tag', 'month', 'search', 'sitemap']) {
    meter.count('frontsAsked', { kind });
  }
}

/** Microseconds of CPU that a story takes. */
function measure(meter: Meter, log: Logger, take: () => unknown): number {
  const before = process.cpuUsage();
  for (let n = 0; n < STORIES; n += 1) {
    story(meter, log);
    if (n % STORIES_A_BATCH === 0) take();
  }
  const { user, system } = process.cpuUsage(before);
  return (user + system) / STORIES;
}

const keeping = openMeter();
const silent: Logger = pino({ level: 'silent' });
const spoken: Logger = pino(logOptions('info'), destination({ dest: '/dev/null', sync: true }));
const nothing = () => undefined;
const rounds = [0, 1, 2].map(() => ({
  neither: measure(deafMeter, silent, nothing),
  metrics: measure(keeping, silent, () => keeping.take()),
  both: measure(keeping, spoken, () => keeping.take()),
}));
const least = (of: (round: (typeof rounds)[number]) => number): number =>
  Math.min(...rounds.map(of));
const figures = {
  neither: least(({ neither }) => neither),
  metrics: least(({ metrics }) => metrics),
  metricsAndLog: least(({ both }) => both),
};
for (const [what, microseconds] of Object.entries(figures)) {
  process.stdout.write(`${what}: ${microseconds.toFixed(1)} µs of CPU a story\n`);
}
