import diagnostics from 'node:diagnostics_channel';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { Webhook } from 'standardwebhooks';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type RunningNewsroom, runningNewsroom } from '../support/running-newsroom.ts';

const secret = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;

/** Both services in one: what they are asked, and what they answer to a text that says a word. */
interface Services {
  readonly url: string;
  readonly asked: { path: string; headers: IncomingHttpHeaders; body: string }[];
  close(): void;
}

async function outside(): Promise<Services> {
  const asked: Services['asked'] = [];
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const piece of request) body += String(piece);
    const { url: path = '', headers } = request;
    asked.push({ path, headers, body });
    const text = decodeURIComponent(body.replaceAll('+', ' '));
    if (text.includes('says nothing')) return;
    if (path === '/akismet') response.end(String(text.includes('for Akismet')));
    else response.end(JSON.stringify({ findings: text.includes('for the house') ? [wire] : [] }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    ...{ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked },
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}

const wire = { action: 'hold', reason: 'The house has seen this before', offset: 3, length: 6 };

describe('a newsroom that asks two services outside', () => {
  let services: Services;
  let newsroom: RunningNewsroom;
  beforeAll(async () => {
    services = await outside();
    newsroom = await runningNewsroom({
      environment: { DATELINE_ALLOW_PRIVATE: new URL(services.url).host },
      site: `
moderation:
  hooks:
    - { name: house, url: "${services.url}/house", secret: "${secret}" }
    - { kind: akismet, name: akismet, url: "${services.url}/akismet", key: "a key" }
`,
    });
  });
  afterAll(async () => {
    await newsroom.close();
    services.close();
  });

  const submit = async (externalId: string, words: string) => {
    const body = `<p>Report ${words}, of the day.</p>`;
    const story = { externalId, headline: `The bridge opens (${externalId})`, body };
    return (await newsroom.submit(story)).storyId;
  };
  const askedOf = (path: string, words: string) =>
    services.asked.filter(({ path: at, body }) => at === path && body.includes(words));

  test('a story that neither objects to goes live; each was asked once', async () => {
    const storyId = await submit('plain', 'plainword');
    await newsroom.until(storyId, 'live');
    const [house, ...again] = askedOf('/house', 'plainword');
    expect(again).toEqual([]);
    expect(askedOf('/akismet', 'plainword')).toHaveLength(1);
    expect(JSON.parse(house?.body ?? '')).toMatchObject({
      storyId,
      body: expect.stringContaining('plainword'),
    });
  });

  test('the question is signed as by Standard Webhooks, and one altered on its way is told', async () => {
    await newsroom.until(await submit('signed', 'signedword'), 'live');
    const [question] = askedOf('/house', 'signedword');
    const headers = Object.fromEntries(
      ['webhook-id', 'webhook-timestamp', 'webhook-signature'].map((name) => [
        name,
        String(question?.headers[name]),
      ]),
    );
    const { body = '' } = question ?? {};
    expect(new Webhook(secret).verify(body, headers)).toMatchObject({ source: 'demo' });
    expect(() => new Webhook(secret).verify(body.replace('signed', 'forged'), headers)).toThrow();
  });

  test('the finding of either holds the story, in its place and with its reason', async () => {
    const house = await newsroom.until(await submit('house', 'for the house'), 'held');
    expect(house.findings).toMatchObject([
      { rule: 'hook:house', excerpt: 'Report', reason: wire.reason },
    ]);
    expect(house.because).toEqual([wire.reason]);
    const akismet = await newsroom.until(await submit('akismet', 'for Akismet'), 'held');
    expect(akismet.because.join()).toContain('akismet takes it for spam');
  });

  test('where one does not answer in time the story is held, saying who and why', async () => {
    const story = await newsroom.until(await submit('silent', 'says nothing'), 'held');
    expect(story.findings.map(({ rule }) => rule).sort()).toEqual(['hook:akismet', 'hook:house']);
    expect(story.because.join()).toMatch(/house was asked for an opinion and gave none: .+/);
  });
});

describe('a newsroom that asks nobody', () => {
  test('sends nothing of a story anywhere but to its own stores and Redis', async () => {
    const called: string[] = [];
    const watch = (message: unknown) => {
      const { socket } = message as { socket: Socket };
      // A socket in the file system has no port.
      socket.on('connectionAttempt', (host: string, port?: number) =>
        called.push(port === undefined ? host : `${host}:${port}`),
      );
    };
    diagnostics.subscribe('net.client.socket', watch);
    const newsroom = await runningNewsroom();
    try {
      const link = '<a href="http://127.0.0.1:9/collect">more</a>';
      const body = `<p>A report that no one else should read, with ${link}.</p>`;
      const { storyId } = await newsroom.submit({ externalId: 'own', headline: 'Ours', body });
      await newsroom.until(storyId, 'live');
      const { http, site, redis } = newsroom;
      const own = [new URL(http).host, new URL(site).host, redis.url.replace(/^unix:/, '')];
      expect(called.filter((host) => !own.includes(host))).toEqual([]);
      expect(called.length).toBeGreaterThan(0);
    } finally {
      diagnostics.unsubscribe('net.client.socket', watch);
      await newsroom.close();
    }
  });
});
