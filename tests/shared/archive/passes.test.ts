import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Archive } from '../../../src/shared/archive/archive.ts';
import type { Head } from '../../../src/shared/archive/documents.ts';
import { keys } from '../../../src/shared/archive/keys.ts';
import { type Opened, openPass } from '../../../src/shared/archive/open-pass.ts';
import { closePass, endPass, lastDocument } from '../../../src/shared/archive/passes.ts';
import { listKeys } from '../../support/list-keys.ts';
import { anOpening, STORY_ID } from '../../support/story-samples.ts';
import { type TemporaryStores, temporaryStores } from '../../support/temporary-archive.ts';

let stores: TemporaryStores;
beforeEach(async () => {
  stores = await temporaryStores();
});
afterEach(() => stores.remove());

async function open(decide = (head: Head | undefined) => nextOpening(head)): Promise<Opened> {
  const opened = await openPass<object>(stores.archive, STORY_ID, decide);
  if ('stop' in opened) throw new Error('stopped');
  return opened;
}

/** A further revision on top of whatever head there is. */
const nextOpening = (head: Head | undefined) => {
  const opening = anOpening();
  return { ...opening, head: { ...opening.head, ...head } };
};

test('a first submission opens revision 1 in pass 1, with its marker', async () => {
  const { head, document } = await open();
  expect([head.revision, head.pass, head.ended]).toEqual([1, 1, null]);
  expect(document.verdict).toBe('accepted');
  expect(await stores.archive.store.head(keys.open(STORY_ID, 1))).toBeDefined();
  expect((await stores.reopened().revision(STORY_ID, 1)).headline).toBe('Flood warning lifted');
});

test('eight submissions at once become eight passes in one order, none lost', async () => {
  const opened = await Promise.all(Array.from({ length: 8 }, () => open()));
  const passes = opened.map(({ head }) => head.pass);
  expect(new Set(passes).size).toBe(8);
  const head = (await stores.reopened().head(STORY_ID))?.head;
  expect(head?.pass).toBe(Math.max(...passes));
  for (const { head: each } of opened) {
    expect((await stores.archive.revision(STORY_ID, each.revision)).revision).toBe(each.revision);
  }
});

test('a pass number that a dead process burnt is skipped', async () => {
  const { revision: _, ...story } = await stores.archive
    .putRevision({ ...anOpening().story, revision: 1 } as never)
    .then(() => stores.archive.revision(STORY_ID, 1));
  expect(story.storyId).toBe(STORY_ID);
  const { head } = await open();
  expect([head.revision, head.pass]).toEqual([2, 2]);
});

function event() {
  let happen = (): void => {};
  const happened = new Promise<void>((resolve) => {
    happen = resolve;
  });
  return { happen: () => happen(), happened };
}

const unlessBusy = (head: Head | undefined) =>
  head?.ended === null ? { stop: {} } : nextOpening(head);

test('of eight that would open a pass where none is under way one does', async () => {
  const { document } = await open();
  await endPass(stores.archive, document, { state: 'live', because: [] });
  const opened = await Promise.all(
    Array.from({ length: 8 }, () => openPass<object>(stores.archive, STORY_ID, unlessBusy)),
  );
  expect(opened.filter((one) => !('stop' in one))).toHaveLength(1);
});

test('whoever finds a number taken waits for who took it, and burns none', async () => {
  const { document } = await open();
  await endPass(stores.archive, document, { state: 'live', because: [] });
  await closePass(stores.archive, document);
  const marked = event();
  const goOn = event();
  const slow: Archive = {
    ...stores.archive,
    async swapHead(...swap) {
      marked.happen();
      await goOn.happened;
      return stores.archive.swapHead(...swap);
    },
  };
  const first = openPass<object>(slow, STORY_ID, unlessBusy);
  await marked.happened;
  const second = openPass<object>(stores.archive, STORY_ID, unlessBusy);
  setTimeout(goOn.happen, 50);
  expect(await first).toMatchObject({ head: { pass: 2 } });
  expect(await second).toEqual({ stop: {} });
  expect(await listKeys(stores.archive.store, keys.openPrefix)).toEqual([keys.open(STORY_ID, 2)]);
});

test('a decision that no longer fits opens nothing', async () => {
  await open();
  const stopped = await openPass(stores.archive, STORY_ID, () => ({ stop: { why: 'too late' } }));
  expect(stopped).toEqual({ stop: { why: 'too late' } });
  expect((await stores.archive.head(STORY_ID))?.head.pass).toBe(1);
});

test('the end of a pass is in the head before its marker goes', async () => {
  const { document } = await open();
  await endPass(stores.archive, document, { state: 'held', because: ['A hidden link.'] });
  expect(await stores.archive.store.head(keys.open(STORY_ID, 1))).toBeDefined();
  await closePass(stores.archive, document);
  expect(await stores.archive.store.head(keys.open(STORY_ID, 1))).toBeUndefined();
  expect((await stores.archive.head(STORY_ID))?.head.ended?.state).toBe('held');
});

test('a pass that was overtaken cannot end the newer one', async () => {
  const first = await open();
  await open();
  const head = await endPass(stores.archive, first.document, { state: 'live', because: [] });
  expect([head.pass, head.ended]).toEqual([2, null]);
});

test('ending a pass twice keeps the first ending', async () => {
  const { document } = await open();
  await endPass(stores.archive, document, { state: 'live', because: ['first'] });
  const again = await endPass(stores.archive, document, { state: 'failed', because: ['second'] });
  expect(again.ended?.state).toBe('live');
});

test('an open pass whose opening document a power cut took is known by its marker', async () => {
  const { document } = await open();
  await stores.archive.store.delete(keys.stage(STORY_ID, 1, 'ingest'));
  const archive = stores.reopened();
  expect(await lastDocument(archive, document)).toEqual(document);
  expect(await stores.reopened().stage(STORY_ID, 1, 'ingest')).toEqual(document);
});
