import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openQueues, type Queues } from '../../src/queues/queues.ts';
import { queueNames } from '../../src/queues/route.ts';
import { type RunningServer, startServer } from '../../src/server/start.ts';
import type { StepEvent } from '../../src/shared/desk/desk.ts';
import { Unavailable } from '../../src/shared/errors.ts';
import { connectRedis } from '../../src/shared/redis.ts';
import { type PrivateRedis, privateRedis } from '../support/private-redis.ts';
import { checkMetrics, hasPromtool } from '../support/promtool.ts';
import { quietLog } from '../support/quiet-log.ts';
import {
  ADMIN,
  knockAs,
  quietSystem,
  type SmallNewsroom,
  smallNewsroom,
  storyJson,
} from './small-newsroom.ts';

let newsroom: SmallNewsroom;
beforeEach(async () => {
  newsroom = await smallNewsroom();
});
afterEach(() => newsroom.close());

const step = (n: number): StepEvent => ({
  id: `${n}-0`,
  data: {
    ...{ storyId: 'aaaaaaaaaaaaaaaaaaaa', stage: 'render', verdict: 'rendered', ms: 12, waitMs: 3 },
    ...{ at: new Date(Date.now() + 1000).toISOString(), attempt: 1, revision: 1, pass: n },
    because: [],
  },
});

describe('readiness', () => {
  const ready = async () => {
    const answer = await newsroom.app.inject('/readyz');
    return { code: answer.statusCode, ...answer.json() };
  };

  test('is whole when all is there', async () => {
    expect(await ready()).toEqual({
      code: 200,
      status: 'ok',
      archive: 'ok',
      redis: 'ok',
      site: 'ok',
      because: [],
    });
  });

  test('is degraded, but ready, without Redis', async () => {
    newsroom.redis.status = 'reconnecting';
    expect(await ready()).toMatchObject({ code: 200, status: 'degraded', redis: 'away' });
  });

  test('is degraded when Redis hangs', async () => {
    newsroom.redis.ping = () => new Promise(() => {});
    expect(await ready()).toMatchObject({ code: 200, status: 'degraded', redis: 'away' });
  });

  test('is gone without the archive', async () => {
    newsroom.faults.put = async () => {
      throw new Unavailable('disk full');
    };
    expect(await ready()).toMatchObject({ code: 503, status: 'down', archive: 'away' });
  });
});

describe('a submission that waits in the inbox', () => {
  const ago = (seconds: number) => new Date(Date.now() - seconds * 1000).toISOString();
  const account = (seconds: number) => ({
    at: new Date().toISOString(),
    submissions: { count: 1, oldest: ago(seconds) },
    passes: { count: 2, oldest: ago(5) },
  });
  const metric = async (name: string) => {
    const { body } = await newsroom.ask('/metrics');
    return Number(new RegExp(`^${name} (\\S+)$`, 'm').exec(body)?.[1]);
  };

  test('is seen in the metrics, as the sweeper tells it', async () => {
    await newsroom.desk.noteOpenWork(account(40));
    expect(await metric('dateline_inbox_oldest_seconds')).toBeGreaterThanOrEqual(40);
    expect(await metric('dateline_open_pass_oldest_seconds')).toBeGreaterThanOrEqual(5);
    expect(await metric('dateline_unpublished\\{kind="pass"\\}')).toBe(2);
  });

  test('for more than a minute degrades readiness, with a sentence', async () => {
    await newsroom.desk.noteOpenWork(account(75));
    await newsroom.ask('/metrics');
    const answer = await newsroom.app.inject('/readyz');
    expect([answer.statusCode, answer.json().status]).toEqual([200, 'degraded']);
    const [because] = answer.json().because;
    const waited = /^The oldest submission has waited (\d+) s in the inbox/.exec(because)?.[1];
    expect(Number(waited)).toBeGreaterThanOrEqual(75);
  });

  test('is looked for in the archive where the sweeper has been silent', async () => {
    await newsroom.desk.noteOpenWork({ ...account(75), at: ago(31) });
    await newsroom.knock(storyJson());
    expect(await metric('dateline_unpublished\\{kind="submission"\\}')).toBe(1);
    expect(await metric('dateline_inbox_oldest_seconds')).toBeLessThan(60);
    expect((await newsroom.app.inject('/readyz')).json().status).toBe('ok');
  });
});

describe('metrics', () => {
  test('are in a form that Prometheus takes', async () => {
    await newsroom.knock(storyJson());
    await newsroom.knock(storyJson());
    await newsroom.knock('{');
    const answer = await newsroom.ask('/metrics');
    expect(answer.headers['content-type']).toMatch(/^text\/plain; version=0\.0\.4/);
    expect(answer.body.endsWith('\n')).toBe(true);
    expect(answer.body).toContain('dateline_submissions_total{result="accepted"} 1');
    expect(answer.body).toContain('dateline_submissions_total{result="replayed"} 1');
    expect(answer.body).toContain('dateline_submissions_total{result="400"} 1');
    expect(answer.body).toContain('dateline_unpublished{kind="submission"} 1');
    expect(answer.body).toContain('dateline_stories{state="live"} 2');
    expect(answer.body).toContain('dateline_dependency_up{dependency="archive"} 1');
    expect(answer.body).toMatch(/^dateline_event_loop_lag_seconds\{statistic="p99"\} \d/m);
    expect(answer.body).not.toMatch(/flood-1|aaaaaaaaaaaaaaaaaaaa/);
    lint(answer.body);
  });

  test('tell the age of what is stuck while Redis is away', async () => {
    newsroom.redis.status = 'end';
    const began = Date.now();
    await newsroom.knock(storyJson());
    await new Promise((resolve) => setTimeout(resolve, 60));
    const { body } = await newsroom.ask('/metrics');
    const age = Number(/^dateline_oldest_unpublished_age_seconds (\S+)$/m.exec(body)?.[1]);
    expect(age).toBeGreaterThanOrEqual(0.05);
    // The time of a file is that of the kernel's last tick.
    expect(age).toBeLessThanOrEqual((Date.now() - began) / 1000 + 0.1);
    expect(body).toContain('dateline_dependency_up{dependency="redis"} 0');
    expect(body).not.toContain('dateline_stories{');
  });
});

/** With promtool where there is one; its rules on names in any case. */
function lint(text: string): void {
  for (const [, name = '', kind] of text.matchAll(/^# TYPE (\S+) (\S+)$/gm)) {
    expect(name).toMatch(/^dateline_[a-z_]+$/);
    expect(name.endsWith('_total')).toBe(kind === 'counter');
    expect(name).not.toMatch(/_(count|sum|bucket|ms|milliseconds)$/);
  }
  if (hasPromtool()) checkMetrics(text);
}

describe('the description', () => {
  test('is OpenAPI 3.1 and names every route and every problem', async () => {
    const { openapi, paths, components } = (await newsroom.app.inject('/openapi.json')).json();
    expect(openapi).toBe('3.1.0');
    expect(Object.keys(paths).sort()).toEqual(
      [
        ...['/healthz', '/readyz', '/metrics', '/openapi.json', '/docs', '/sign-in'],
        ...['/hooks/{source}', '/hooks/{source}/batch', '/hooks/{source}/{externalId}'],
        ...[
          '/v1/events',
          '/v1/sources',
          '/v1/sources/{id}',
          '/v1/sources/{id}/rotate',
          '/v1/tokens',
          '/v1/tokens/{name}',
          '/v1/audit',
          '/v1/flow',
          '/v1/subscribers',
          '/v1/subscribers/{id}',
          '/v1/subscribers/{id}/deliveries',
          '/v1/subscribers/{id}/deliveries/{delivery}',
          '/v1/subscribers/{id}/deliveries/{delivery}/replay',
          '/v1/subscribers/{id}/disable',
          '/v1/subscribers/{id}/enable',
          '/v1/subscribers/{id}/replay',
          '/v1/subscribers/{id}/rotate',
          '/v1/subscribers/{id}/test',
          '/v1/users',
          '/v1/users/{name}',
          '/v1/users/{name}/invite',
        ],
        ...['/v1/stories', '/v1/stories/{id}', '/v1/submissions/{id}'],
        ...[
          ...['release', 'reject', 'withdraw', 'republish', 'remoderate', 'claim', 'review'],
          ...['retry', 'discard', 'standing', 'rollback'],
        ].map((action) => `/v1/stories/{id}/${action}`),
        ...['/v1/failures', '/v1/bulks', '/v1/bulks/dry-run', '/v1/bulks/{id}'],
        ...['/v1/bulks/{id}/abort', '/v1/republication', '/v1/stories/{id}/erase'],
        ...['/v1/lists', '/v1/lists/{name}', '/v1/lists/{name}/terms', '/v1/lists/test'],
        ...['/v1/moderation/dry-run', '/v1/stories/remoderate'],
        ...['/v1/moderation/lessons', '/v1/moderation/lessons/forget'],
        ...['/v1/sources/{id}/pause', '/v1/sources/{id}/resume'],
      ].sort(),
    );
    for (const methods of Object.values<Record<string, object>>(paths)) {
      for (const route of Object.values(methods)) {
        expect(route).toMatchObject({ summary: expect.any(String), tags: [expect.any(String)] });
      }
    }
    const types = components.schemas.Problem.properties.type.enum;
    expect(types).toContain('/problems/idempotency-key-reused');
    expect(new Set(types).size).toBe(types.length);
    expect(JSON.stringify(paths['/hooks/{source}'])).toContain('#/components/schemas/');
  });

  test('every reference in it leads somewhere', async () => {
    const described = (await newsroom.app.inject('/openapi.json')).json();
    const names = Object.keys(described.components.schemas);
    for (const [, name] of JSON.stringify(described).matchAll(
      /"#\/components\/schemas\/([^"]+)"/g,
    )) {
      expect(names).toContain(name);
    }
  });
});

describe('logs', () => {
  test('hold neither bodies nor secrets', async () => {
    const lines: string[] = [];
    const log = pino({ level: 'trace' }, { write: (line: string) => void lines.push(line) });
    const server = await startServer({
      ...{ services: { ...newsroom.services, log }, redis: newsroom.redis },
      ...{ queues: openNothing(), bootstrapToken: ADMIN, system: quietSystem },
    });
    const signIn = (await server.signInUrl()) ?? '';
    const send = (story: string) => {
      const { payload, headers } = knockAs(newsroom.secret, story);
      return fetch(`${server.url}/hooks/wire`, {
        ...{ method: 'POST', body: String(payload), headers: headers as Record<string, string> },
      });
    };
    await send(storyJson({ headline: 'CANARY headline' }));
    await send(storyJson({ headline: 7, body: 'CANARY body' }));
    await fetch(signIn, { redirect: 'manual' });
    await fetch(`${server.url}/v1/tokens`, { headers: { authorization: `Bearer ${ADMIN}` } });
    await server.close();
    const all = lines.join('');
    expect(all).toContain('submissionId');
    expect(all).not.toMatch(/CANARY|whsec_|v1,|webhook-signature|stack/);
    expect(all).not.toContain(ADMIN);
    expect(all).not.toContain(signIn.split('code=')[1]);
  });
});

const openNothing = (): Queues => ({
  send: async () => {},
  sendFront: async () => {},
  remove: async () => true,
  waiting: async () => 0,
  resend: async () => false,
  ask: async () => '',
  state: async () => 'gone',
  all: new Map(),
  close: async () => {},
});

describe('over the wire', () => {
  let server: RunningServer;
  beforeEach(async () => {
    server = await startServer({
      ...{ services: newsroom.services, redis: newsroom.redis },
      ...{ queues: openNothing(), bootstrapToken: ADMIN, system: quietSystem },
    });
  });
  afterEach(() => server.close());

  const watch = async (headers: Record<string, string> = {}) => {
    const stop = new AbortController();
    const answer = await fetch(`${server.url}/v1/events`, {
      headers: { authorization: `Bearer ${ADMIN}`, ...headers },
      signal: stop.signal,
    });
    const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader();
    let text = '';
    return {
      answer,
      /** Reads on until the stream has said it. */
      async until(words: string) {
        text = text.slice(-100_000);
        while (!text.includes(words)) {
          const { value, done } = (await reader?.read()) ?? { done: true };
          if (done) break;
          text += value;
        }
        return text;
      },
      stop: () => stop.abort(),
    };
  };

  test('steps come as they happen, to all who watch', async () => {
    const [one, two] = await Promise.all([watch(), watch()]);
    expect(one.answer.headers.get('content-type')).toMatch(/^text\/event-stream/);
    expect(one.answer.headers.get('cache-control')).toBe('no-cache, no-transform');
    expect(one.answer.headers.get('x-accel-buffering')).toBe('no');
    newsroom.desk.tell(step(1));
    newsroom.desk.tell(step(2));
    for (const watcher of [one, two]) {
      const text = await watcher.until('"pass":2');
      expect(text).toContain('id: 1-0\nevent: step\ndata: {"storyId":"aaaaaaaaaaaaaaaaaaaa"');
      watcher.stop();
    }
  });

  test('who comes back with Last-Event-ID misses nothing', async () => {
    const first = await watch();
    for (const n of [1, 2, 3]) newsroom.desk.tell(step(n));
    await first.until('id: 3-0');
    first.stop();
    const back = await watch({ 'last-event-id': '1-0' });
    const text = await back.until('id: 3-0');
    expect(text).toContain('id: 2-0');
    expect(text).not.toContain('id: 1-0');
    back.stop();
  });

  const rawWatcher = async () => {
    const socket = connect(Number(new URL(server.url).port), '127.0.0.1');
    socket.on('error', () => {
      // Hung up on.
    });
    socket.write(`GET /v1/events HTTP/1.1\r\nhost: x\r\nauthorization: Bearer ${ADMIN}\r\n\r\n`);
    const [head] = await once(socket, 'data');
    return { socket, head: String(head) };
  };

  test('who does not read is let go, and the others lose nothing', async () => {
    const [slow, quick] = await Promise.all([rawWatcher(), watch()]);
    slow.socket.pause();
    const because = ['x'.repeat(20_000)];
    for (let n = 1; n <= 1500; n += 1) {
      newsroom.desk.tell({ ...step(n), data: { ...step(n).data, because } });
      await quick.until(`id: ${n}-0`);
    }
    slow.socket.resume();
    await once(slow.socket, 'close');
    expect(slow.socket.bytesRead).toBeLessThan(1500 * 20_000);
    quick.stop();
  });

  test('five hundred may watch at once; the next is asked to come back (503)', async () => {
    const watchers = await Promise.all(Array.from({ length: 500 }, rawWatcher));
    expect(watchers.every(({ head }) => head.startsWith('HTTP/1.1 200 '))).toBe(true);
    const late = await rawWatcher();
    expect(late.head).toMatch(/^HTTP\/1\.1 503 /);
    for (const { socket } of [...watchers, late]) socket.destroy();
  });

  test('a stop ends the streams', async () => {
    const watcher = await watch();
    await watcher.until('retry');
    // It would wait for them for ever.
    await server.close();
    expect(await watcher.until('never said')).not.toContain('never said');
  });

  test('26 MiB in small pieces are refused while they come (413)', async () => {
    const { headers } = knockAs(newsroom.secret, 'x');
    const socket = connect(Number(new URL(server.url).port), '127.0.0.1');
    await once(socket, 'connect');
    const lines = Object.entries({ ...headers, 'transfer-encoding': 'chunked', host: 'x' });
    socket.write(
      `POST /hooks/wire HTTP/1.1\r\n${lines.map(([k, v]) => `${k}: ${v}\r\n`).join('')}\r\n`,
    );
    let answer = '';
    socket.on('data', (data) => (answer += data));
    socket.on('error', () => {
      // It hangs up while we still send.
    });
    const chunk = `100000\r\n${' '.repeat(1024 * 1024)}\r\n`;
    const gone = new Promise((resolve) => socket.on('close', resolve));
    for (let sent = 0; sent < 40 && answer === ''; sent += 1) {
      const written = new Promise((resolve) => socket.write(chunk, resolve));
      await Promise.race([written, gone]);
    }
    await gone;
    expect(answer).toMatch(/^HTTP\/1\.1 413 /);
  });

  test('the sign-in link is there until it has been used', async () => {
    const link = (await server.signInUrl()) ?? '';
    expect(link).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/sign-in\?code=[\w-]{43}$/);
    expect((await fetch(link, { redirect: 'manual' })).status).toBe(303);
    expect(await server.signInUrl()).toBeNull();
  });
});

describe('the dashboards', () => {
  let redis: PrivateRedis;
  let folder: string;
  beforeEach(async () => {
    redis = await privateRedis();
    folder = await mkdtemp(join(tmpdir(), 'dateline-server-'));
  });
  afterEach(async () => {
    await redis.close();
    await rm(folder, { recursive: true, force: true });
  });

  test('show the queues and change nothing', async () => {
    const client = connectRedis(redis.url, { profile: 'patient', log: quietLog });
    const queues = openQueues(client);
    await queues.send('ingest', { kind: 'submission', submissionId: 'a' });
    const board = await smallNewsroom(queues);
    try {
      const page = await board.ask('/queues');
      expect(page.statusCode).toBe(200);
      expect(page.headers['content-security-policy']).toContain("default-src 'none'");
      expect(page.body).toContain('Dateline');
      expect(page.body).not.toContain('googleapis');
      const script = /src="(static\/js\/main[^"]+)"/.exec(page.body)?.[1];
      expect((await board.ask(`/queues/${script}`)).statusCode).toBe(200);
      const shown = await board.ask('/queues/api/queues');
      expect(shown.json().queues).toHaveLength(queueNames.length);
      expect(shown.json().queues).toContainEqual(
        expect.objectContaining({
          readOnlyMode: true,
          counts: expect.objectContaining({ prioritized: 1 }),
        }),
      );
      for (const verb of ['pause', 'empty', 'obliterate', 'clean/completed']) {
        const url = `/queues/api/queues/${encodeURIComponent('{ingest}')}/${verb}`;
        const changed = await board.ask(url, { method: 'PUT', payload: {} });
        expect([403, 404, 405]).toContain(changed.statusCode);
      }
      expect(await queues.state('ingest', { kind: 'submission', submissionId: 'a' })).toBe(
        'waiting',
      );
      const { body } = await board.ask('/metrics');
      expect(body).toContain('dateline_queue_jobs{queue="ingest",state="prioritized"} 1');
    } finally {
      await board.close();
      await queues.close();
      client.disconnect();
    }
  });
});
