import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { Unavailable } from '../../../src/shared/errors.ts';
import { FailedRequest } from '../../../src/shared/web/failed-request.ts';
import { openWebClient } from '../../../src/shared/web/web-client.ts';
import { ping } from '../../../src/workers/hubs/ping.ts';

const asked: URLSearchParams[] = [];
let answer = 204;
const hub = createServer((request, response) => {
  void text(request).then((body) => {
    asked.push(new URLSearchParams(body));
    response.writeHead(answer).end();
  });
});
const limits = { bytes: 1000, redirects: 3, connect: 30_000, headers: 30_000, total: 30_000 };
let host = '';
const clients: { close(): Promise<void> }[] = [];

beforeAll(async () => {
  await new Promise<void>((resolve) => hub.listen(0, '127.0.0.1', resolve));
  host = `127.0.0.1:${z.object({ port: z.int() }).parse(hub.address()).port}`;
});
beforeEach(() => {
  asked.length = 0;
  answer = 204;
});
afterAll(async () => {
  await Promise.all(clients.map((client) => client.close()));
  hub.closeAllConnections();
  hub.close();
});

function tell(front: string, { allowPrivate = [host], hasHub = true } = {}): Promise<string> {
  const web = openWebClient(limits, { allowPrivate });
  clients.push(web);
  const feeds = { content: 'summary', ...(hasHub && { hub: `http://${host}/` }) } as const;
  const tools = { site: { feeds }, publicUrl: 'https://news.example', web };
  return ping(front, tools, new AbortController().signal);
}

describe('the hub', () => {
  it('is told of every feed of the front', async () => {
    expect(await tell('section/world')).toBe('told');
    expect(asked.map((form) => form.get('hub.topic'))).toEqual([
      'https://news.example/world/feed.xml',
      'https://news.example/world/atom.xml',
      'https://news.example/world/feed.json',
    ]);
    for (const form of asked) {
      expect(form.get('hub.mode')).toBe('publish');
      expect(form.get('hub.url')).toBe(form.get('hub.topic'));
    }
  });

  it('is not told of fronts whose feeds do not name it, nor where there is none', async () => {
    expect(await tell('tag/rivers')).toBe('gone');
    expect(await tell('home', { hasHub: false })).toBe('gone');
    expect(asked).toEqual([]);
  });

  it('is told again where it is down for the moment, and not where it refuses', async () => {
    answer = 503;
    await expect(tell('home')).rejects.toThrow(Unavailable);
    answer = 400;
    await expect(tell('home')).rejects.toThrow(FailedRequest);
  });

  it('may not be a host within, unless that is allowed', async () => {
    await expect(tell('home', { allowPrivate: [] })).rejects.toThrow(FailedRequest);
    expect(asked).toEqual([]);
  });
});
