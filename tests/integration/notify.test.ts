import { Redis } from 'ioredis';
import { Webhook } from 'standardwebhooks';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { keys } from '../../src/shared/archive/keys.ts';
import { auditOf } from '../support/audit-of.ts';
import { listKeys } from '../support/list-keys.ts';
import { patiently } from '../support/patiently.ts';
import { type Receiver, receiver, type Told } from '../support/receiver.ts';
import { type RunningNewsroom, runningNewsroom } from '../support/running-newsroom.ts';

let newsroom: RunningNewsroom;
let outside: Receiver;
let secret: string;
beforeAll(async () => {
  outside = await receiver();
  newsroom = await runningNewsroom({
    environment: { DATELINE_ALLOW_PRIVATE: '127.0.0.0/8' },
  });
  const events = ['story.live', 'story.held', 'story.rejected', 'story.withdrawn', 'story.failed'];
  const added = await post('/v1/subscribers', { id: 'search', url: outside.url, events });
  expect(added.status).toBe(201);
  secret = added.body.secret;
});
afterAll(async () => {
  await newsroom.close();
  await outside.close();
});

async function post(path: string, body: object = {}) {
  const answer = await newsroom.call(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  // biome-ignore lint/suspicious/noExplicitAny: each test names the fields that it reads.
  return { status: answer.status, body: (await answer.json()) as any };
}

const ask = async (path: string) => {
  // biome-ignore lint/suspicious/noExplicitAny: each test names the fields that it reads.
  return (await (await newsroom.call(path)).json()) as any;
};

const news = (externalId: string, changes: object = {}) => ({
  ...{ externalId, headline: `The river falls at ${externalId}` },
  body: '<p>The river fell overnight.</p>',
  ...changes,
});
const hidden =
  '<p style="display:none"><a href="https://x.example/">slot gacor</a></p><p>Rain.</p>';

/** Waits until the log has so many tries of what a story's pass was told by. */
const untilLogged = (storyId: string, tries: number, state = 'pending') =>
  patiently(async () => {
    const { items } = await ask('/v1/subscribers/search/deliveries');
    // biome-ignore lint/suspicious/noExplicitAny: each test names the fields that it reads.
    const found = items.find((item: any) => item.storyId === storyId);
    if (found === undefined || found.tries.length < tries) return 'is not written down';
    return found.state === state || found.tries.length > tries ? found : `is ${found.state}`;
  });

/** Waits until so much of a story has been told, and no more is open. */
const until = (storyId: string, count: number): Promise<Told[]> =>
  patiently(async () => {
    const told = outside.of(storyId);
    const open = await listKeys(newsroom.services.archive.store, keys.openPrefix);
    if (told.length < count) return `has told ${told.map(({ event }) => event.type)}`;
    return open.length > 0 ? `has ${open} open` : told;
  });

describe('a subscriber', () => {
  test('is told that a story is live, signed, without its text', async () => {
    const { storyId } = await newsroom.submit(news('live'));
    const [first] = await until(storyId, 1);
    const live = await newsroom.until(storyId, 'live');
    expect(first?.event).toEqual({
      type: 'story.live',
      timestamp: expect.stringMatching(/^\d{4}-.*Z$/),
      data: {
        ...{ storyId, source: 'demo', externalId: 'live', headline: 'The river falls at live' },
        ...{ state: 'live', revision: 1, pass: 1, url: live.url, because: expect.any(Array) },
      },
    });
    const { headers, body } = first ?? { headers: {}, body: Buffer.alloc(0) };
    expect(new Webhook(secret).verify(body, headers as Record<string, string>)).toBeTruthy();
    expect(outside.of(storyId)).toHaveLength(1);
  });

  test('is told what a person decides: held, then rejected, each in its pass', async () => {
    const { storyId } = await newsroom.submit(news('held', { body: hidden }));
    await newsroom.until(storyId, 'held');
    await until(storyId, 1);
    await post(`/v1/stories/${storyId}/reject`, { revision: 1, reason: 'spam' });
    const told = await until(storyId, 2);
    expect(told.map(({ event: { type, data } }) => [type, data.pass, data.url])).toEqual([
      ['story.held', 1, null],
      ['story.rejected', 2, null],
    ]);
    expect(told[1]?.event.data.because).toEqual(['spam (local admin)']);
  });

  test('is told where a story was that is withdrawn, and of a kill before its story', async () => {
    const { storyId } = await newsroom.submit(news('withdrawn'));
    const { url } = await newsroom.until(storyId, 'live');
    await post(`/v1/stories/${storyId}/withdraw`, { revision: 1, reason: 'a legal order' });
    const told = await until(storyId, 2);
    expect(told[1]?.event).toMatchObject({ type: 'story.withdrawn', data: { url, pass: 2 } });
    const kill = await newsroom.call('/hooks/demo/never-seen', { method: 'DELETE' });
    const killed = (await kill.json()) as { storyId: string };
    const [only] = await until(killed.storyId, 1);
    expect(only?.event).toMatchObject({
      type: 'story.withdrawn',
      data: { revision: 0, url: null },
    });
  });

  test('that fails is asked again under the same webhook-id, and the log says so', async () => {
    outside.answers.push(500);
    const { storyId } = await newsroom.submit(news('again'));
    const told = await until(storyId, 1);
    const id = String(told[0]?.headers['webhook-id']);
    const delivery = await untilLogged(storyId, 1);
    expect(delivery.webhookId).toBe(id);
    expect(delivery.tries[0]).toMatchObject({ status: 500, error: 'It answered 500.' });
    const [first, second] = await patiently(async () => {
      const both = outside.of(storyId);
      return both.length === 2 ? both : 'was told once';
    });
    expect(second?.headers['webhook-id']).toBe(first?.headers['webhook-id']);
    expect(second?.body.equals(first?.body ?? Buffer.alloc(0))).toBe(true);
    const logged = await patiently(async () => {
      const now = await ask(`/v1/subscribers/search/deliveries/${delivery.id}`);
      return now.state === 'delivered' ? now : `is ${now.state}`;
    });
    expect(logged.tries.map(({ status }: { status: number }) => status)).toEqual([500, 204]);
  });

  test('is told what Redis has forgotten', async () => {
    const client = new Redis(newsroom.redis.url.replace('unix:', ''));
    outside.answers.push({ status: 503, headers: { 'retry-after': '1' } });
    const { storyId } = await newsroom.submit(news('forgotten'));
    await until(storyId, 1);
    // Redis forgets what the log knows.
    await untilLogged(storyId, 1);
    await client.flushall();
    client.disconnect();
    await patiently(async () => (outside.of(storyId).length === 2 ? {} : 'was told once'));
    const { tries } = await untilLogged(storyId, 2, 'delivered');
    expect(tries.map(({ status }: { status: number }) => status)).toEqual([503, 204]);
  });

  test('that has not been told of a story when it is erased is told that it is gone, and no word of it', async () => {
    outside.refused.add('story.live');
    const news = { externalId: 'zephyrine-1', headline: 'Zephyrine named', body: '<p>Rain.</p>' };
    const { storyId } = await newsroom.submit(news);
    const { url } = await newsroom.until(storyId, 'live');
    await until(storyId, 1);
    const erase = () => post(`/v1/stories/${storyId}/erase`, { reason: 'a court' });
    await erase();
    await patiently(async () => ((await erase()).body.state === 'done' ? {} : 'is not erased'));
    const isLast = ({ event }: Told) => event.type === 'story.withdrawn';
    const last = await patiently(async () => outside.of(storyId).find(isLast) ?? 'is not told');
    outside.refused.clear();
    expect(last.event).toMatchObject({
      type: 'story.withdrawn',
      data: { storyId, state: 'withdrawn', url, pass: 2, headline: '', externalId: '' },
    });
    const { store } = newsroom.services.archive;
    for (const key of await listKeys(store, 'deliveries/')) {
      expect(String((await store.get(key))?.body)).not.toContain('Zephyrine');
    }
    // However often that it is live was tried before, it came through to nobody, and is forgotten.
    const { items } = await ask('/v1/subscribers/search/deliveries');
    const ofIt = items.filter((item: { storyId: string }) => item.storyId === storyId);
    expect(ofIt).toMatchObject([{ event: 'story.withdrawn' }]);
    expect(outside.of(storyId).filter(isLast)).toHaveLength(1);
  });

  test('signs with the old and the new secret after a rotation', async () => {
    const rotated = await post('/v1/subscribers/search/rotate');
    const { storyId } = await newsroom.submit(news('rotated'));
    const [told] = await until(storyId, 1);
    const headers = told?.headers as Record<string, string>;
    for (const known of [secret, rotated.body.secret]) {
      expect(new Webhook(known).verify(told?.body ?? '', headers)).toBeTruthy();
    }
    expect(JSON.stringify(await ask('/v1/subscribers'))).not.toContain('whsec_');
  });

  test('gets a test event, and a delivery again when asked for', async () => {
    const sent = await post('/v1/subscribers/search/test');
    expect([sent.status, sent.body.event]).toEqual([202, 'dateline.test']);
    const path = `/v1/subscribers/search/deliveries/${sent.body.id}`;
    const delivered = async () =>
      patiently(async () => {
        const now = await ask(path);
        return now.state === 'delivered' ? now : `is ${now.state}`;
      });
    await delivered();
    const before = outside.told.length;
    // It is pending again before this is answered.
    expect((await post(`${path}/replay`)).status).toBe(202);
    await delivered();
    expect(outside.told.length).toBe(before + 1);
    expect(outside.told.at(-1)?.headers['webhook-id']).toBe(sent.body.webhookId);
  });

  test('that answers 410 is told nothing more until it is enabled, then what it missed', async () => {
    outside.answers.push(410);
    const { storyId } = await newsroom.submit(news('gone'));
    await until(storyId, 1);
    const disabled = await patiently(async () => {
      const { items } = await ask('/v1/subscribers');
      return items[0].disabled ?? 'is told on';
    });
    expect(disabled.because).toContain('410');
    await patiently(async () => {
      const lines = await auditOf(newsroom.services.archive.store, 'subscriber.disable');
      return lines.length === 1 ? lines : `has ${lines.length} lines in the audit`;
    });
    // It is told nothing more before what it refused has failed.
    await untilLogged(storyId, 1, 'failed');
    const enabled = await post('/v1/subscribers/search/enable', { reason: 'mended' });
    expect(enabled.body.disabled).toBeNull();
    const replayed = await post('/v1/subscribers/search/replay', { since: '2026-01-01T00:00:00Z' });
    expect(replayed).toEqual({ status: 202, body: { sent: 1, more: false } });
    await patiently(async () => (outside.of(storyId).length === 2 ? {} : 'was told once'));
  });
});
