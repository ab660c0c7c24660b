import { Redis } from 'ioredis';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { redisCatalogue } from '../../../src/shared/catalogue/redis-catalogue.ts';
import { type PrivateRedis, privateRedis } from '../../support/private-redis.ts';
import { type TemporaryStores, temporaryStores } from '../../support/temporary-archive.ts';
import { Killed, openPressRoom, type PressRoom } from './support/press-room.ts';

const [flood, bridge] = ['floodstoryfloodstory', 'bridgestorybridgesto'];
/** One original: a rendition both stories use, and one for the credit line of each. */
const shared = '_media/0a/w640-q75.webp';
const floods = '_media/0a/w640-q75-aaaaaaaa.webp';
const bridges = '_media/0a/w640-q75-bbbbbbbb.webp';
/** The same original under another class of rights. */
const elsewhere = '_media/x-ru/0b/w640-q75.webp';
const all = [shared, floods, bridges, elsewhere];

let server: PrivateRedis;
let client: Redis;
let stores: TemporaryStores;
let room: PressRoom;
beforeAll(async () => {
  server = await privateRedis();
  client = new Redis(server.url.slice('unix:'.length));
});
beforeEach(async () => {
  stores = await temporaryStores();
  room = await openPressRoom({ stores, catalogue: await emptiedCatalogue() });
});
afterEach(() => stores.remove());
afterAll(async () => {
  client.disconnect();
  await server.close();
});

async function emptiedCatalogue() {
  await client.flushall();
  const catalogue = redisCatalogue(client);
  await (await catalogue.startRebuild())?.finish();
  return catalogue;
}

test('a withdrawn story takes its own renditions along and leaves those of the other', async () => {
  await room.publish(flood, [shared, floods]);
  await room.publish(bridge, [shared, bridges]);
  await room.publish(flood, null);
  expect(await room.readable(...all)).toEqual([shared, bridges]);
  await room.publish(bridge, null);
  expect(await room.readable(...all)).toEqual([]);
});

test('a revision without the picture lets go of it; the last one takes it off the site', async () => {
  await room.publish(flood, [shared]);
  await room.publish(bridge, [shared]);
  await room.publish(flood, []);
  expect(await room.readable(...all)).toEqual([shared]);
  await room.publish(bridge, []);
  expect(await room.readable(...all)).toEqual([]);
});

test('a change of rights moves the picture to another address, and the old one goes', async () => {
  await room.publish(flood, [shared]);
  await room.publish(flood, [elsewhere]);
  expect(await room.readable(...all)).toEqual([elsewhere]);
});

test('killed at any change, a withdrawal leaves the other story whole and nothing of its own', async () => {
  await everyKill(async (cut) => {
    await room.publish(flood, [shared, floods]);
    await room.publish(bridge, [shared, bridges]);
    await cut((dying) => dying.publish(flood, null));
    expect(await room.readable(...all)).toEqual([shared, bridges]);
  });
});

test('killed at any change, a revision with other rights leaves nothing under the old address', async () => {
  await everyKill(async (cut) => {
    await room.publish(flood, [shared, floods]);
    await room.publish(bridge, [shared]);
    await cut((dying) => dying.publish(flood, [elsewhere]));
    expect(await room.readable(...all)).toEqual([shared, elsewhere]);
  });
});

test('a picture that a killed withdrawal had deleted is put back for who took it up meanwhile', async () => {
  await room.publish(flood, [shared]);
  const dying = await openPressRoom({
    stores,
    catalogue: redisCatalogue(client),
    beforeChange: cutAfter('delete _media'),
  });
  await expect(dying.publish(flood, null)).rejects.toThrow(Killed);
  expect(await room.readable(shared)).toEqual([]);
  // Its renditions were there when this story looked.
  await redisCatalogue(client).addMediaUses(bridge, [shared]);
  await room.publish(flood, null);
  expect(await room.readable(shared)).toEqual([shared]);
});

/** Dies at the first change after one that begins so. */
function cutAfter(beginning: string): (what: string) => void {
  let isDue = false;
  return (what) => {
    if (isDue) throw new Killed(what);
    isDue = what.startsWith(beginning);
  };
}

type Cut = (work: (dying: PressRoom) => Promise<void>) => Promise<void>;

/** Runs a course of events again and again, killed one change later each time, until it is through. */
async function everyKill(course: (cut: Cut) => Promise<void>): Promise<void> {
  let isThrough = false;
  let kills = 0;
  for (; !isThrough; kills += 1) {
    await stores.remove();
    stores = await temporaryStores();
    const catalogue = await emptiedCatalogue();
    room = await openPressRoom({ stores, catalogue });
    await course(async (work) => {
      let left = kills;
      const beforeChange = (what: string) => {
        left -= 1;
        if (left < 0) throw new Killed(what);
      };
      try {
        await work(await openPressRoom({ stores, catalogue, beforeChange }));
        isThrough = true;
      } catch (error) {
        if (!(error instanceof Killed)) throw error;
        // Another process takes its job up.
        await work(await openPressRoom({ stores, catalogue }));
      }
    });
  }
  expect(kills).toBeGreaterThan(10);
}
