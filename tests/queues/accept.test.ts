import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { KeyTaken, openAccept } from '../../src/queues/accept.ts';
import type { Submission } from '../../src/queues/stage.ts';
import { openArchive } from '../../src/shared/archive/archive.ts';
import { envelopeOf, hashOf } from '../../src/shared/archive/envelope.ts';
import { keys } from '../../src/shared/archive/keys.ts';
import type { ObjectStore } from '../../src/shared/object-store/object-store.ts';
import { listKeys } from '../support/list-keys.ts';
import { quietLog } from '../support/quiet-log.ts';
import { type TemporaryStores, temporaryStores } from '../support/temporary-archive.ts';

let stores: TemporaryStores;
beforeEach(async () => {
  stores = await temporaryStores();
});
afterEach(() => stores.remove());

function submission(text = 'one'): Submission {
  const body = Buffer.from(text);
  const envelope = envelopeOf({
    ...{ source: 'wire', externalId: 'flood', key: 'k1', action: 'submit', bodyHash: hashOf(body) },
    ...{ contentType: 'text/plain', received: new Date('2026-11-22T10:00:00Z'), requestId: 'r' },
  });
  return { envelope, body, headline: 'Flood', urgency: undefined };
}

/** A door on an archive; Redis is away, so that nothing but the archive is told. */
function door(store: ObjectStore = stores.archive.store) {
  const archive = openArchive(store);
  // Neither is asked while Redis is away.
  const never = {} as never;
  return openAccept({
    services: { archive, desk: never },
    queues: never,
    redis: { status: 'reconnecting' },
  });
}

const inbox = () => listKeys(stores.archive.store, keys.inboxPrefix);

/** As ingest ends: the permanent key, then the inbox object goes. */
async function ingested({ envelope }: Submission): Promise<void> {
  const { submissionId, storyId, bodyHash, received } = envelope;
  const record = { submissionId, storyId, bodyHash, received, status: 'accepted' as const };
  await stores.reopened().putKey('wire', { schema: 1, ...record, because: [] });
  await stores.archive.store.delete(keys.inbox(submissionId));
}

test('a repeat is known as one: in the inbox, once it is ingested, and by another door', async () => {
  const accept = door();
  expect(await accept(submission(), quietLog)).toBe('new');
  expect(await accept(submission(), quietLog)).toBe('replayed');
  expect(await door()(submission(), quietLog)).toBe('replayed');
  await ingested(submission());
  expect(await accept(submission(), quietLog)).toBe('replayed');
  expect(await door()(submission(), quietLog)).toBe('replayed');
  expect(await inbox()).toEqual([]);
});

test('another body under the same key is refused, whoever is asked', async () => {
  const accept = door();
  await accept(submission(), quietLog);
  await expect(accept(submission('two'), quietLog)).rejects.toThrow(KeyTaken);
  await expect(door()(submission('two'), quietLog)).rejects.toThrow(KeyTaken);
});

test('a repeat that is put after the first was ingested, and looked before, is known as one', async () => {
  let isHeldUp = false;
  const { store } = stores.archive;
  const put: ObjectStore['put'] = async (...values) => {
    // The look at the keys, begun at the same moment, has come to its end by then.
    if (isHeldUp) {
      await new Promise((resolve) => setTimeout(resolve, 50));
      await ingested(submission());
    }
    return store.put(...values);
  };
  const accept = door(
    new Proxy(store, {
      get: (target, name: keyof ObjectStore) => (name === 'put' ? put : target[name].bind(target)),
    }),
  );
  const second = (async () => {
    isHeldUp = true;
    return accept(submission(), quietLog);
  })();
  isHeldUp = false;
  expect(await accept(submission(), quietLog)).toBe('new');
  expect(await second).toBe('replayed');
  expect(await inbox()).toEqual([]);
});

test('a story that is sent again before its first copy is acknowledged stays in the inbox', async () => {
  const { store } = stores.archive;
  let letPut = () => {};
  const isRepeated = new Promise<void>((resolve) => {
    letPut = resolve;
  });
  // It lies in the inbox, for all to see, before whoever put it hears of that.
  const put: ObjectStore['put'] = async (...values) => {
    const etag = await store.put(...values);
    await isRepeated;
    return etag;
  };
  const accept = door(
    new Proxy(store, {
      get: (target, name: keyof ObjectStore) => (name === 'put' ? put : target[name].bind(target)),
    }),
  );
  const first = accept(submission(), quietLog);
  await vi.waitFor(async () => expect(await inbox()).toHaveLength(1));
  expect(await accept(submission(), quietLog)).toBe('replayed');
  letPut();
  expect(await first).toBe('new');
  expect(await inbox()).toHaveLength(1);
});
