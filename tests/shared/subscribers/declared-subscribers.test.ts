import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Site } from '../../../src/shared/newsroom.ts';
import { watchDeclaredSubscribers } from '../../../src/shared/subscribers/declared-subscribers.ts';
import { quietLog } from '../../support/quiet-log.ts';

const site = Site.parse({ name: 'The Test', sections: [{ slug: 'world', name: 'World' }] });
let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'dateline-subscribers-'));
});
afterEach(() => rm(directory, { recursive: true }));

const write = (text: string) => writeFile(join(directory, 'subscribers.yaml'), text);
const partner = 'subscribers: [{ id: partner, url: https://p.example/, events: [story.live] }]\n';
const watching = () => watchDeclaredSubscribers({ directory, site, standing: [], log: quietLog });

test('of many who ask at once for the first time each is told who is declared', async () => {
  await write(partner);
  const declared = watching();
  const answers = await Promise.all([declared(), declared(), declared()]);
  expect(answers.map((all) => all.map(({ id }) => id))).toEqual(Array(3).fill(['partner']));
});

test('an edit is taken up; one with faults, and a file that is being written, change nothing', async () => {
  await write(partner);
  const declared = watching();
  expect(await declared()).toHaveLength(1);
  await write('subscribers: [{ id: partner }]\n# in the middle of it');
  expect(await declared()).toHaveLength(1);
  await write('subscribers: []\n');
  expect(await declared()).toEqual([]);
});
