import { request as httpRequest } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { openLoad } from '../../src/server/door/load.ts';
import { knockAs, type SmallNewsroom, smallNewsroom, storyJson } from './small-newsroom.ts';

const MIB = 1024 * 1024;

describe('what a process bears', () => {
  const sample = { lagMs: 0, memory: 100, heapShare: 0.1 };
  const bounds = { maxBodies: 1000, maxLagMs: 100, maxMemory: undefined };
  let now = sample;
  const open = (changes: Partial<typeof bounds> | { maxMemory: number } = {}) =>
    openLoad({ ...bounds, ...changes }, { mostMemory: 500, sample: () => now, close() {} });
  const later = (samples = 1) => vi.advanceTimersByTime(500 * samples);

  beforeEach(() => {
    now = sample;
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  });
  afterEach(() => void vi.useRealTimers());

  test('one long turn of the event loop is no trouble; a row of them is, until they are over', () => {
    const load = open();
    now = { ...sample, lagMs: 180 };
    later();
    expect(load.strainWith(0)).toBeUndefined();
    later();
    expect(load.strainWith(0)).toBe('loop');
    now = sample;
    later();
    expect(load.strainWith(0)).toBeUndefined();
    load.close();
  });

  test.each([
    ['memory that the system would not give', {}, { memory: 501 }],
    ['memory beyond the setting', { maxMemory: 200 }, { memory: 201 }],
    ['a heap that is nearly full', {}, { heapShare: 0.95 }],
  ])('%s is too much', (_what, settings, vitals) => {
    const load = open(settings);
    now = { ...sample, ...vitals };
    expect(load.strainWith(0)).toBeUndefined();
    later();
    expect(load.strainWith(0)).toBe('memory');
    now = sample;
    later();
    expect(load.strainWith(0)).toBeUndefined();
    load.close();
  });

  test('bodies count until they are let go, and once', () => {
    const load = open();
    const [one, two] = [load.hold(), load.hold()];
    one.add(400);
    one.add(200);
    two.add(300);
    expect([load.held(), load.strainWith(100), load.strainWith(101)]).toEqual([
      ...[900, undefined, 'bodies'],
    ]);
    one.letGo();
    one.letGo();
    expect([load.held(), load.strainWith(101)]).toEqual([300, undefined]);
    load.close();
  });
});

describe('a door under strain', () => {
  let newsroom: SmallNewsroom;
  let address: { host: string; port: number };
  beforeEach(async () => {
    newsroom = await smallNewsroom(undefined, { DATELINE_DOOR_MAX_BODIES: '2' });
    await newsroom.app.listen({ host: '127.0.0.1', port: 0 });
    const { port } = newsroom.app.server.address() as AddressInfo;
    address = { host: '127.0.0.1', port };
  });
  afterEach(() => newsroom.close());

  const metric = async (name: string): Promise<number> => {
    const { body } = await newsroom.ask('/metrics');
    return Number(body.match(new RegExp(`^${name} (\\S+)$`, 'm'))?.[1] ?? 0);
  };
  const held = () => metric('dateline_door_body_bytes');
  const shed = () => metric('dateline_door_shed_total\\{reason="bodies"\\}');

  /** A large body of the wire: all but its end is sent until `finish`. */
  function slowly(id: string, bytes: number, headers: Record<string, string> = {}) {
    const padding = storyJson({ externalId: id }).padEnd(bytes, ' ');
    const knock = knockAs(newsroom.secret, padding, { id });
    const request = httpRequest({
      ...address,
      ...{ method: 'POST', path: '/hooks/wire' },
      headers: { ...knock.headers, 'content-length': String(bytes), ...headers },
    });
    const answer = new Promise<{ status: number; body: string; retryAfter?: string }>(
      (resolve, reject) => {
        request.once('error', reject);
        request.once('response', async (response) => {
          resolve({
            status: response.statusCode ?? 0,
            body: await text(response),
            ...(response.headers['retry-after'] && { retryAfter: response.headers['retry-after'] }),
          });
        });
      },
    );
    request.write(padding.slice(0, -10));
    return { answer, request, finish: () => request.end(padding.slice(-10)) };
  }

  test('refuses bodies beyond its bound unread, answers others, and recovers', async () => {
    const first = slowly('large-1', 1.5 * MIB);
    await expect.poll(held).toBe(1.5 * MIB - 10);
    const second = slowly('large-2', MIB);
    const refused = await second.answer;
    expect(refused).toMatchObject({ status: 503, retryAfter: '5' });
    expect(JSON.parse(refused.body)).toMatchObject({ type: '/problems/unavailable' });
    expect(await shed()).toBe(1);
    second.request.destroy();

    expect((await newsroom.knock(storyJson(), { id: 'small' })).statusCode).toBe(202);
    expect((await newsroom.ask('/healthz')).statusCode).toBe(200);
    expect((await newsroom.ask('/v1/stories')).statusCode).toBe(200);

    first.finish();
    expect((await first.answer).status).toBe(202);
    await expect.poll(held).toBe(0);
    const again = slowly('large-2', MIB);
    again.finish();
    expect((await again.answer).status).toBe(202);
    expect(await shed()).toBe(1);
  });

  test('forgets the bodies of senders who hang up', async () => {
    const gone = slowly('gone', MIB);
    gone.answer.catch(() => undefined);
    await expect.poll(held).toBe(MIB - 10);
    gone.request.destroy();
    await expect.poll(held).toBe(0);
  });

  test('who announces much and sends nothing takes nobody’s room', async () => {
    const silent = Array.from({ length: 4 }, () =>
      httpRequest({
        ...address,
        ...{ method: 'POST', path: '/hooks/wire' },
        headers: { 'content-type': 'application/json', 'content-length': String(2 * MIB) },
      }),
    );
    for (const one of silent) {
      one.on('error', () => undefined);
      one.flushHeaders();
    }
    const large = slowly('large', MIB);
    large.finish();
    expect((await large.answer).status).toBe(202);
    for (const one of silent) one.destroy();
  });

  test('many large bodies at once never hold more than the bound, and each has an answer', async () => {
    const bodies = Array.from({ length: 8 }, (_, at) => slowly(`burst-${at}`, MIB));
    for (const { finish } of bodies) finish();
    const answers = await Promise.all(bodies.map(({ answer }) => answer));
    const count = (status: number) => answers.filter((one) => one.status === status).length;
    expect(count(202) + count(503)).toBe(8);
    expect(count(202)).toBeGreaterThan(0);
    await expect.poll(held).toBe(0);
  });

  test('a body of unknown length is refused as soon as it is too much', async () => {
    const knock = knockAs(newsroom.secret, storyJson(), { id: 'chunked' });
    const request = httpRequest({
      ...address,
      ...{ method: 'POST', path: '/hooks/wire' },
      headers: { ...knock.headers, 'transfer-encoding': 'chunked' },
    });
    const status = new Promise((resolve, reject) => {
      request.once('response', (response) => resolve(response.resume().statusCode));
      request.once('error', reject);
    });
    for (let sent = 0; sent < 3; sent += 1) request.write(Buffer.alloc(MIB, ' '));
    expect(await status).toBe(503);
    request.destroy();
    await expect.poll(held).toBe(0);
  });
});

test('a busy door refuses at once while the desk goes on answering', async () => {
  const newsroom = await smallNewsroom(undefined, { DATELINE_DOOR_MAX_MEMORY: '1' });
  let knocks = 0;
  const refusal = async () => {
    knocks += 1;
    const { statusCode, headers } = await newsroom.knock(storyJson(), { id: `msg_${knocks}` });
    return [statusCode, headers['retry-after']];
  };
  await expect.poll(refusal).toEqual([503, '5']);
  expect((await newsroom.ask('/healthz')).statusCode).toBe(200);
  expect((await newsroom.ask('/v1/stories')).statusCode).toBe(200);
  await newsroom.close();
});

test('all sources together are held to the rate of the settings', async () => {
  const newsroom = await smallNewsroom(undefined, { DATELINE_DOOR_RATE: '0.001/2' });
  const began = performance.now();
  const knocks = ['one', 'two', 'three'].map((id) => newsroom.knock(storyJson(), { id }));
  const answers = await Promise.all(knocks);
  expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([202, 202, 429]);
  const refused = answers.find(({ statusCode }) => statusCode === 429);
  const retryAfter = Number(refused?.headers['retry-after']);
  expect(retryAfter).toBeLessThanOrEqual(1000);
  expect(retryAfter).toBeGreaterThanOrEqual(1000 - (performance.now() - began) / 1000);
  await newsroom.close();
});

test('a story is accepted within two seconds while Redis hangs', async () => {
  const newsroom = await smallNewsroom();
  const asked = new Promise<void>((resolve) => {
    newsroom.desk.record = () => {
      resolve();
      return new Promise(() => {});
    };
  });
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  try {
    const answer = newsroom.knock(storyJson());
    await asked;
    await vi.advanceTimersByTimeAsync(1999);
    expect((await answer).statusCode).toBe(202);
  } finally {
    vi.useRealTimers();
  }
  await newsroom.close();
});
