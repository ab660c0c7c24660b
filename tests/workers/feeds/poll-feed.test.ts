import { gzipSync } from 'node:zlib';
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import type { Submission } from '../../../src/queues/stage.ts';
import type { FeedState, FeedStates } from '../../../src/shared/feeds/feed-states.ts';
import { openThreads } from '../../../src/shared/threads/threads.ts';
import { openWebClient } from '../../../src/shared/web/web-client.ts';
import { type FeedSource, type PollTools, pollFeed } from '../../../src/workers/feeds/poll-feed.ts';
import { serve } from '../images/support/picture-server.ts';

const never = new AbortController().signal;
const START = Date.parse('2026-11-26T10:00:00Z');

const item = (id: string, text = 'The river fell.') =>
  `<item><guid>${id}</guid><title>${id} rises</title><description>${text}</description></item>`;
const rss = (...items: string[]) =>
  `<rss version="2.0"><channel><title>River</title>${items.join('')}</channel></rss>`;

/** What the feed's server answers now, and what it was asked. */
interface Answer {
  status?: number;
  headers?: Record<string, string>;
  body?: string | Buffer;
}
let answer: Answer;
let asked: Record<string, unknown>[];
let state: FeedState | undefined;
let seen: ReadonlySet<string>;
let kept: Submission[];
let warnings: string[];
let now: number;
let source: FeedSource;
let tools: PollTools;

beforeEach(async () => {
  [answer, asked, kept, warnings, now] = [{ body: rss(item('a'), item('b')) }, [], [], [], START];
  [state, seen] = [undefined, new Set()];
  const host = await serve((request, response) => {
    asked.push(request.headers);
    response.writeHead(answer.status ?? 200, answer.headers).end(answer.body);
  });
  const feed = { url: `http://${host}/feed`, everySeconds: 300, webSub: true };
  source = {
    ...{ id: 'river', format: 'rss', auth: 'bearer', trusted: false, feed },
    ...{ secrets: [], origin: 'added' },
  };
  const limits = {
    bytes: 5_242_880,
    redirects: 3,
    connect: 30_000,
    headers: 30_000,
    total: 30_000,
  };
  const web = openWebClient(limits, { allowPrivate: [host] });
  onTestFinished(() => web.close());
  const keys = new Set<string>();
  const threads = openThreads();
  onTestFinished(() => threads.close());
  tools = {
    ...{ web, threads },
    states: plainStates(),
    async take(submission) {
      const { submissionId } = submission.envelope;
      if (keys.has(submissionId)) return 'replayed';
      keys.add(submissionId);
      kept.push(submission);
      return 'new';
    },
    log: {
      info: () => undefined,
      warn: (about: object) => void warnings.push(JSON.stringify(about)),
    },
    now: () => new Date(now),
    pause: async () => 0,
  };
});

const plainStates = (): FeedStates => ({
  find: async () => state,
  seen: async () => seen,
  async keep(_source, next, marks) {
    state = next;
    if (marks !== undefined) seen = new Set(marks);
  },
  count: async () => {},
  counts: async () => ({}),
});

const poll = () => pollFeed(source, tools, never);
const stories = () => kept.map(({ envelope }) => envelope.externalId);
const later = (seconds: number) => {
  now += seconds * 1000;
};

describe('a feed that is polled', () => {
  test('brings each of its items as a submission, the oldest first', async () => {
    expect(await poll()).toBe('changed');
    expect(stories()).toEqual(['b', 'a']);
    expect(kept[0]).toMatchObject({ headline: 'b rises', envelope: { source: 'river' } });
    expect(state).toMatchObject({ failures: 0, because: null, notBefore: null });
  });

  test('brings nothing twice, though the server knows no conditions', async () => {
    await poll();
    expect(await poll()).toBe('unchanged');
    expect(stories()).toHaveLength(2);
    expect(state?.lastChanged).toBe(new Date(START).toISOString());
  });

  test('is asked by what it named itself by, and unchanged costs nothing', async () => {
    const headers = { etag: '"v1"', 'last-modified': 'Thu, 26 Nov 2026 09:00:00 GMT' };
    answer = { ...answer, headers };
    await poll();
    answer = { status: 304 };
    tools = { ...tools, take: () => Promise.reject(new Error('taken')) };
    expect(await poll()).toBe('unchanged');
    expect(asked[0]).not.toHaveProperty('if-none-match');
    expect(asked[1]).toMatchObject({
      ...{ 'if-none-match': '"v1"', 'if-modified-since': headers['last-modified'] },
    });
  });

  test('brings an item again once its text is another', async () => {
    await poll();
    answer = { body: rss(item('c'), item('a', 'The river rose.'), item('b')) };
    expect(await poll()).toBe('changed');
    expect(stories()).toEqual(['b', 'a', 'a', 'c']);
  });

  test('brings an item again that is what it was before its last change', async () => {
    await poll();
    answer = { body: rss(item('a', 'The river rose.'), item('b')) };
    await poll();
    answer = { body: rss(item('a'), item('b')) };
    expect(await poll()).toBe('changed');
    expect(stories()).toEqual(['b', 'a', 'a', 'a']);
  });

  test('is not read anew where Redis has lost what was seen: the keys answer', async () => {
    await poll();
    [state, seen] = [undefined, new Set()];
    expect(await poll()).toBe('unchanged');
    expect(stories()).toHaveLength(2);
  });

  test('may come packed, but only so far as it unpacks within bounds', async () => {
    const headers = { 'content-encoding': 'gzip' };
    answer = { headers, body: gzipSync(rss(item('a'))) };
    expect(await poll()).toBe('changed');
    answer = { headers, body: gzipSync(Buffer.alloc(6_000_000, 32)) };
    expect(await poll()).toBe('failed');
    expect(state?.because).toContain('unpacked');
  });

  test('loses one malformed item and none of the others; the log is told once', async () => {
    answer = { body: rss(item('a'), '<item><guid>x</guid></item>', item('b')) };
    expect(await poll()).toBe('changed');
    expect(await poll()).toBe('unchanged');
    expect(stories()).toEqual(['b', 'a']);
    expect(warnings).toHaveLength(1);
  });

  test('is read as new under other settings', async () => {
    answer = { ...answer, headers: { etag: '"v1"' } };
    await poll();
    source = { ...source, feed: { ...source.feed, everySeconds: 60 } };
    await poll();
    expect(asked[1]).not.toHaveProperty('if-none-match');
  });
});

describe('a feed that fails', () => {
  test('is asked ever more seldom, up to an hour, and told of once', async () => {
    answer = { status: 503 };
    const waits: number[] = [];
    for (let failure = 0; failure < 7; failure += 1) {
      expect(await poll()).toBe('failed');
      let waited = 0;
      for (; await isEarly(); waited += 60) later(60);
      waits.push(waited);
    }
    expect(waits).toEqual([300, 600, 1200, 2400, 3600, 3600, 3600]);
    expect(warnings).toEqual([expect.stringContaining('The feed answered 503.')]);
  });

  /** Asks nothing: the poll is left out or refused by the server. */
  async function isEarly(): Promise<boolean> {
    const before = state;
    const requests = asked.length;
    const verdict = await poll();
    if (verdict === 'early') expect(asked).toHaveLength(requests);
    state = before;
    return verdict === 'early';
  }

  test('says when to come back, and is not asked before', async () => {
    answer = { status: 429, headers: { 'retry-after': '7200' } };
    await poll();
    later(7199);
    expect(await poll()).toBe('early');
    later(1);
    expect(await poll()).toBe('failed');
  });

  test('is asked at its own pace once it is back', async () => {
    answer = { status: 503 };
    await poll();
    later(300);
    answer = { body: rss(item('a')) };
    expect(await poll()).toBe('changed');
    expect(state).toMatchObject({ failures: 0, because: null, notBefore: null });
  });

  test('is not waited for by a clock that was put back', async () => {
    answer = { status: 503 };
    await poll();
    later(-7200);
    expect(await poll()).toBe('failed');
  });

  test('is gone for good with 410, until its settings change', async () => {
    answer = { status: 410 };
    expect(await poll()).toBe('gone');
    later(100_000);
    expect(await poll()).toBe('gone');
    expect(asked).toHaveLength(1);
    source = { ...source, feed: { ...source.feed, everySeconds: 60 } };
    answer = { body: rss(item('a')) };
    expect(await poll()).toBe('changed');
  });

  test('fails where it is no feed, and where it is inside the house', async () => {
    answer = { body: '<html><body>Not here</body></html>' };
    expect(await poll()).toBe('failed');
    expect(state?.because).toContain('cannot be read');
    source = { ...source, feed: { ...source.feed, url: 'http://127.0.0.1:9/' } };
    expect(await poll()).toBe('failed');
    expect(state?.because).toContain('not a public address');
  });
});

test('a poll that could not keep what it read is as if it had not been', async () => {
  const { take } = tools;
  tools = { ...tools, take: () => Promise.reject(new Error('the archive is away')) };
  await expect(poll()).rejects.toThrow('the archive is away');
  expect(state).toBeUndefined();
  tools = { ...tools, take };
  expect(await poll()).toBe('changed');
});
