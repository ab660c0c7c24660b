import { afterEach, beforeEach, expect, test } from 'vitest';
import { audit, readAudit } from '../../src/shared/audit.ts';
import { type TemporaryStores, temporaryStores } from '../support/temporary-archive.ts';

let stores: TemporaryStores;
beforeEach(async () => {
  stores = await temporaryStores();
});
afterEach(() => stores.remove());

const day = '2026-11-26';
const noted = (minute: number, deed: string, by = 'amira') =>
  audit(
    stores.archive.store,
    { by, deed, reason: '', about: { storyId: `s${minute}` } },
    { at: `${day}T10:${String(minute).padStart(2, '0')}:00.000Z`, id: `n${minute}` },
  );
const ask = (query: object) => readAudit(stores.archive.store, { day, limit: 100, ...query });
const deeds = async (query: object) => (await ask(query)).items.map(({ deed }) => deed);

test('a day’s deeds are read newest first, page by page', async () => {
  for (let minute = 0; minute < 7; minute += 1) await noted(minute, `deed.${minute}`);
  const first = await ask({ limit: 4 });
  expect(first.items.map(({ deed }) => deed)).toEqual(['deed.6', 'deed.5', 'deed.4', 'deed.3']);
  const second = await ask({ limit: 4, cursor: first.next ?? undefined });
  expect(second.items.map(({ deed }) => deed)).toEqual(['deed.2', 'deed.1', 'deed.0']);
  expect(second.next).toBeNull();
  expect(await deeds({ day: '2026-11-25' })).toEqual([]);
});

test('they are found by person, by kind and by story', async () => {
  await noted(1, 'story.release');
  await noted(2, 'story.reject', 'boris');
  await noted(3, 'storyteller');
  expect(await deeds({ by: 'boris' })).toEqual(['story.reject']);
  expect(await deeds({ deed: 'story' })).toEqual(['story.reject', 'story.release']);
  expect(await deeds({ storyId: 's3' })).toEqual(['storyteller']);
});

test('what is done over again is written down once', async () => {
  await noted(1, 'story.release');
  await noted(1, 'story.release');
  expect(await deeds({})).toEqual(['story.release']);
});
