import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { LRUCache } from 'lru-cache';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openDeliveries } from '../../../src/shared/deliveries/deliveries.ts';
import { type Delivery, deliveryNames } from '../../../src/shared/deliveries/delivery.ts';
import { Outage, Throttled } from '../../../src/shared/errors.ts';
import { openSeal } from '../../../src/shared/seal.ts';
import { openSubscribers } from '../../../src/shared/subscribers/subscriber-registry.ts';
import type { Subscribers } from '../../../src/shared/subscribers/subscribers.ts';
import { openWebClient } from '../../../src/shared/web/web-client.ts';
import { type DeliverTools, deliver, type Tried } from '../../../src/workers/notify/deliver.ts';
import { openTurns } from '../../../src/workers/notify/turns.ts';
import { quietLog } from '../../support/quiet-log.ts';
import { type TemporaryStores, temporaryStores } from '../../support/temporary-archive.ts';

let stores: TemporaryStores;
let server: Server;
let hits: number;
let respond: Parameters<typeof createServer>[1];
let subscribers: Subscribers;
let tools: DeliverTools;
let now: Date;
const disabled: string[] = [];
const DAY_MS = 86_400_000;

beforeEach(async () => {
  stores = await temporaryStores();
  hits = 0;
  disabled.length = 0;
  now = new Date();
  server = createServer((request, response) => {
    hits += 1;
    respond?.(request, response);
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  subscribers = openSubscribers({
    declared: async () => [],
    archive: stores.archive.store,
    seal: openSeal('a key of the tests, long enough'),
    log: quietLog,
  });
  tools = toolsWith(['127.0.0.0/8']);
  await subscribers.add({ id: 'search', url: address(), events: ['story.live'] });
});
afterEach(async () => {
  server.closeAllConnections();
  server.close();
  await tools.web.close();
  await stores.remove();
});

const address = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`;

/** @param total milliseconds for one try: short where nothing answers, and for nobody else */
function toolsWith(allowPrivate: readonly string[], total = 30_000): DeliverTools {
  const limits = { bytes: 1000, redirects: 0, connect: total, headers: total, total };
  return {
    web: openWebClient(limits, { allowPrivate }),
    ...{ subscribers, deliveries: openDeliveries(stores.archive.store), turns: openTurns() },
    ...{ now: () => now, log: quietLog, unwritten: new LRUCache<string, Tried>({ max: 10 }) },
    noteDisabled: async (id) => void disabled.push(id),
  };
}

const event = {
  ...{ subscriber: 'search', storyId: 'a'.repeat(20), pass: 3, event: 'story.live' as const },
  at: '2026-11-26T14:30:05.123Z',
};

async function planned(changes: Partial<Delivery> = {}): Promise<Delivery> {
  const delivery: Delivery = {
    ...{ schema: 1, ...event, ...deliveryNames(event), state: 'pending', next: null, tries: [] },
    ...{ made: now.toISOString(), because: null, body: '{"type":"story.live"}' },
    ...changes,
  };
  await tools.deliveries.plan(delivery);
  return delivery;
}

const attempt = ({ subscriber, id }: Delivery) =>
  deliver({ kind: 'delivery', subscriber, delivery: id }, tools, new AbortController().signal);
const found = ({ subscriber, id }: Delivery) => tools.deliveries.find(subscriber, id);

describe('what is delivered', () => {
  test('is in the log then, and told no second time', async () => {
    respond = (_request, response) => void response.writeHead(200).end('thanks');
    const delivery = await planned();
    expect(await attempt(delivery)).toBe('delivered');
    expect(await found(delivery)).toMatchObject({ state: 'delivered', tries: [{ status: 200 }] });
    expect(await tools.deliveries.plan(delivery)).toBe(false);
    expect([await attempt(delivery), hits]).toEqual(['gone', 1]);
  });

  test('while the archive takes nothing, is told once and written down when it does', async () => {
    respond = (_request, response) => void response.writeHead(200).end();
    const delivery = await planned();
    const { deliveries } = tools;
    const away = () => Promise.reject(new Outage('The disk is full'));
    tools = { ...tools, deliveries: { ...deliveries, finish: away } };
    await expect(attempt(delivery)).rejects.toThrow(Outage);
    await expect(attempt(delivery)).rejects.toThrow(Outage);
    tools = { ...tools, deliveries };
    expect([await attempt(delivery), hits]).toEqual(['delivered', 1]);
    expect(await found(delivery)).toMatchObject({ state: 'delivered', tries: [{ status: 200 }] });
  });

  test('may be answered by more than anybody wants to read', async () => {
    respond = (_request, response) => void response.writeHead(200).end('x'.repeat(5_000_000));
    expect(await attempt(await planned())).toBe('delivered');
  });

  test('is told under a name that the story, the pass and the event make', () => {
    const { webhookId } = deliveryNames(event);
    expect(webhookId).toMatch(/^msg_[0-9a-f]{24}$/);
    expect(deliveryNames({ ...event, at: '2026-11-27T00:00:00.000Z' }).webhookId).toBe(webhookId);
    expect(deliveryNames({ ...event, pass: 4 }).webhookId).not.toBe(webhookId);
    expect(deliveryNames({ ...event, subscriber: 'app' }).webhookId).not.toBe(webhookId);
  });
});

describe('what fails', () => {
  const failures = [
    ['a redirect', 302, { location: 'http://169.254.169.254/' }, 'It answered 302.'],
    ['a redirect of what was posted', 307, { location: '/elsewhere' }, 'more than 0 times'],
    ['an error', 500, {}, 'It answered 500.'],
    ['a refusal', 401, {}, 'It answered 401.'],
  ] as const;
  test.each(failures)(
    'by %s is tried again in five seconds',
    async (_what, status, headers, said) => {
      respond = (_request, response) => void response.writeHead(status, headers).end();
      const delivery = await planned();
      const error = await attempt(delivery).catch((thrown: unknown) => thrown);
      expect(error).toBeInstanceOf(Throttled);
      const kept = await found(delivery);
      expect(kept?.tries[0]?.error).toContain(said);
      const waits = Date.parse(kept?.next ?? '') - now.getTime();
      expect(waits).toBeGreaterThanOrEqual(5000);
      expect(waits).toBeLessThanOrEqual(5500);
      expect(hits).toBe(1);
      // Sent again too early, by whoever had lost it: it waits for its time.
      await expect(attempt(delivery)).rejects.toBeInstanceOf(Throttled);
      expect(hits).toBe(1);
    },
  );

  test('by silence is ended, and tried again', async () => {
    respond = () => undefined;
    await tools.web.close();
    tools = toolsWith(['127.0.0.0/8'], 300);
    const delivery = await planned();
    await expect(attempt(delivery)).rejects.toThrow(/took longer than 0.3 s|could not be fetched/);
    expect((await found(delivery))?.tries[0]?.status).toBeNull();
  });

  test('is not asked for at an address inside our walls', async () => {
    await tools.web.close();
    tools = toolsWith([]);
    const delivery = await planned();
    await expect(attempt(delivery)).rejects.toThrow('not a public address');
    expect(hits).toBe(0);
  });

  test('waits as long as the subscriber asks for', async () => {
    respond = (_request, response) => void response.writeHead(503, { 'retry-after': '3600' }).end();
    const delivery = await planned();
    await expect(attempt(delivery)).rejects.toBeInstanceOf(Throttled);
    const { next } = (await found(delivery)) ?? {};
    expect(Date.parse(next ?? '') - now.getTime()).toBe(3_600_000);
  });

  test('ten times is given up, and says why', async () => {
    respond = (_request, response) => void response.writeHead(500).end();
    const tries = Array.from({ length: 9 }, () => ({
      ...{ at: now.toISOString(), ms: 1, status: 500, error: 'It answered 500.' },
    }));
    const delivery = await planned({ tries });
    expect(await attempt(delivery)).toBe('failed');
    expect(await found(delivery)).toMatchObject({ state: 'failed', because: 'It answered 500.' });
    expect((await found(delivery))?.tries).toHaveLength(10);
  });
});

describe('a subscriber', () => {
  test('to whom nothing comes through for five days is told nothing more', async () => {
    respond = (_request, response) => void response.writeHead(500).end();
    await expect(attempt(await planned())).rejects.toBeInstanceOf(Throttled);
    expect((await subscribers.find('search'))?.failing).not.toBeNull();
    now = new Date(now.getTime() + 5 * DAY_MS + 60_000);
    const late = { ...event, pass: 4 };
    expect(await attempt(await planned(deliveryNames(late)))).toBe('failed');
    const { disabled: trouble } = (await subscribers.find('search')) ?? {};
    expect(trouble?.because).toContain('five days');
    expect(disabled).toEqual(['search']);
    expect(await subscribers.listeningFor('story.live')).toEqual([]);
  });

  test('that answers again is failing no more', async () => {
    respond = (_request, response) => void response.writeHead(hits === 1 ? 500 : 204).end();
    const delivery = await planned();
    await expect(attempt(delivery)).rejects.toBeInstanceOf(Throttled);
    now = new Date(now.getTime() + 6000);
    expect(await attempt(delivery)).toBe('delivered');
    expect((await subscribers.find('search'))?.failing).toBeNull();
  });

  test('that was removed gets nothing of what was meant for it', async () => {
    const delivery = await planned();
    await subscribers.remove('search');
    expect([await attempt(delivery), hits]).toEqual(['gone', 0]);
    expect(await found(delivery)).toBeUndefined();
  });
});
