import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { removeData, startUp } from '../tests/support/up-process.ts';
import { measureLadder } from './bare-ladder.ts';
import { type Floor, measureFloor, measureSharp } from './floor.ts';
import { measureRoute, type RouteFigures } from './route.ts';
import type { Spread } from './spread.ts';

/** A photograph of 12 megapixels in the corpus. */
const PHOTO = 'images/photos/p21_food_12mp_gps.jpg';

const { values } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    photo: { type: 'string' },
    /** A tenth of everything, to see that it runs. */
    short: { type: 'boolean', default: false },
  },
});

function photograph(): Buffer | undefined {
  const path = values.photo ?? join(process.env.DATELINE_CORPUS ?? '', PHOTO);
  if (existsSync(path)) return readFileSync(path);
  process.stderr.write('No photograph: give --photo PATH or DATELINE_CORPUS. Text only.\n');
  return undefined;
}

const say = (line: string): void => {
  process.stderr.write(`${line}\n`);
};

const photo = photograph();
const scale = values.short ? 0.1 : 1;
say('the floor: five queues that do nothing');
const floor = await measureFloor(100 * scale);
const sharpAlone = photo && {
  one: await measureSharp(photo, 10),
  ladder: await measureLadder(photo, Math.ceil(5 * scale)),
};
say('dateline up: three processes, directory stores');
const up = await startUp();
try {
  const figures = await measureRoute(up, {
    photo,
    rounds: 100 * scale,
    photos: Math.ceil(20 * scale),
    sustained: 1000 * scale,
  });
  if (values.json) process.stdout.write(`${JSON.stringify({ floor, sharpAlone, figures })}\n`);
  else process.stdout.write(`${table({ floor, sharpAlone, figures })}\n`);
} finally {
  await up.stop();
  await removeData(up.folder);
}

function table({
  floor: base,
  sharpAlone: bare,
  figures,
}: {
  floor: Floor;
  sharpAlone: { readonly one: Spread; readonly ladder: Spread } | undefined;
  figures: RouteFigures;
}): string {
  const rows: [string, string, string, string][] = [
    ['submit to readable (1 process for 4 stages, 1 for images, Redis)', 'median', 'p99', 'floor'],
    [
      'text, one at a time, ms',
      ms(figures.text.median),
      ms(figures.text.p99),
      ms(base.chain.median),
    ],
  ];
  if (figures.photo !== null) {
    const { essential, all } = figures.photo;
    const one = bare === undefined ? '' : `${ms(bare.one.median)} (one JPEG by sharp)`;
    const ladder =
      bare === undefined
        ? ''
        : `${ms(bare.ladder.median)} (all by sharp; x ${(all.median / bare.ladder.median).toFixed(2)})`;
    rows.push(['12 MP photograph, readable, ms', ms(essential.median), ms(essential.p99), one]);
    rows.push(['12 MP photograph, all renditions, ms', ms(all.median), ms(all.p99), ladder]);
  }
  rows.push(['100 text stories at once, ms', ms(figures.burstMs), '', ms(base.burstMs)]);
  rows.push(['text stories a second', ms(figures.storiesPerSecond), '', '']);
  rows.push(['CPU ms a story', ms(figures.cpuMsPerStory), '', ms(base.cpuMsPerStory)]);
  const { idle, peak } = figures.memoryMb;
  rows.push(['memory idle, peak, MB', ms(idle), ms(peak), '']);
  const widths = [0, 1, 2, 3].map((at) => Math.max(...rows.map((row) => (row[at] ?? '').length)));
  return rows
    .map((row) => row.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join('  '))
    .join('\n');
}

function ms(value: number): string {
  return value < 100 ? value.toFixed(1) : value.toFixed(0);
}
