import { mkdtemp, rename, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type DeclaredSources, watchDeclaredSources } from '../../src/shared/declared-sources.ts';
import { loadNewsroom } from '../../src/shared/load-newsroom.ts';

let folder: string;
let said: string[];
let declared: DeclaredSources;

beforeEach(async () => {
  vi.spyOn(performance, 'now').mockImplementation(() => realNow() + ahead);
  folder = await mkdtemp(join(tmpdir(), 'dateline-declared-'));
  said = [];
  await writeFile(join(folder, 'site.yaml'), 'name: P\nsections: [{ slug: world, name: World }]\n');
  await write('sources: [{ id: wire }]\n');
  declared = watchDeclaredSources({
    directory: folder,
    newsroom: await loadNewsroom(folder),
    log: { info: note, error: note },
  });
  expect(await ids()).toEqual(['wire']);
});
afterEach(async () => {
  vi.restoreAllMocks();
  await rm(folder, { recursive: true });
});

function note(about: unknown, line?: string): void {
  const err = typeof about === 'object' && about !== null && 'err' in about ? about.err : '';
  said.push(`${line} ${err}`);
}

let minutes = 0;
/** As an editor saves it, long enough ago to be whole. */
async function write(text: string): Promise<void> {
  const file = join(folder, 'sources.yaml');
  await writeFile(`${file}~`, text);
  minutes += 1;
  const at = new Date(Date.UTC(2026, 0, 1, 0, minutes));
  await utimes(`${file}~`, at, at);
  await rename(`${file}~`, file);
}

const ids = async () => (await declared()).map(({ id }) => id);
let ahead = 0;
const realNow = performance.now.bind(performance);
/** The file is looked at once a second: one has passed, for who watches it. */
async function aLookLater(): Promise<void> {
  ahead += 1050;
}

test('an edit takes effect without a restart', async () => {
  await write('sources: [{ id: wire }, { id: agency }]\n');
  await aLookLater();
  expect(await ids()).toEqual(['wire', 'agency']);
  expect(said).toEqual([expect.stringContaining('read again')]);
});

test('an edit with a fault is told once, with line and column, and the old file stands', async () => {
  await write('sources:\n  - id: wire\n    section: sprot\n');
  for (let look = 0; look < 2; look += 1) {
    await aLookLater();
    expect(await ids()).toEqual(['wire']);
  }
  expect(said).toEqual([
    expect.stringMatching(/stay as they were.*sources\.yaml:3:14 sources\[0\]\.section: .*sprot/s),
  ]);
  await write('sources: []\n');
  await aLookLater();
  expect(await ids()).toEqual([]);
});

test('a file that has gone declares what it declared', async () => {
  await rm(join(folder, 'sources.yaml'));
  await aLookLater();
  expect(await ids()).toEqual(['wire']);
  expect(said).toEqual([expect.stringContaining('it has gone')]);
});

test('a file that is being written is left until it is whole', async () => {
  await write('');
  vi.useFakeTimers({ toFake: ['Date'], now: Date.UTC(2026, 0, 1, 0, minutes) });
  await aLookLater();
  expect(await ids()).toEqual(['wire']);
  vi.advanceTimersByTime(1000);
  await aLookLater();
  expect(await ids()).toEqual([]);
  vi.useRealTimers();
});
