import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Webhook } from 'standardwebhooks';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { newWebhookSecret } from '../../src/shared/standard-webhooks.ts';
import { type FakeApi, fakeApi, type Seen } from './fake-api.ts';
import { type Ran, run } from './terminal.ts';

const storyId = 'q2aauo432iqc3gtfhtwc';
const received = { submissionId: 'sub', storyId, status: 'received' };

const entry = (stage: string, verdict: string, pass = 1) => ({
  stage,
  verdict,
  at: `2026-11-23T10:00:0${['ingest', 'moderation', 'publish'].indexOf(stage)}.000Z`,
  ms: 4,
  waitMs: 1,
  attempt: 1,
  revision: 1,
  pass,
  because: [],
});
const way = [
  entry('ingest', 'accepted'),
  entry('moderation', 'approved'),
  entry('publish', 'live'),
];

/** The desk as a newsroom would see it; a test changes it as it goes. */
interface Desk {
  submission: string;
  state: string;
  because: string[];
  timeline: ReturnType<typeof entry>[];
  receipt: object;
  /** What happens once a submission has arrived. */
  onSubmit: (stream: ServerResponse | undefined) => void;
  streams: boolean;
}

let folder: string;
let desk: Desk;
let api: FakeApi;
let stream: ServerResponse | undefined;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dl-'));
  desk = {
    submission: 'accepted',
    state: 'live',
    because: [],
    timeline: way,
    receipt: received,
    onSubmit: () => {},
    streams: true,
  };
  stream = undefined;
  api = await fakeApi(answer);
});
afterEach(async () => {
  await api.close();
  await rm(folder, { recursive: true });
});

function answer({ path }: Seen, response: ServerResponse): [number, object] | undefined {
  if (path.startsWith('/hooks/')) {
    desk.onSubmit(stream);
    return [202, desk.receipt];
  }
  if (path === '/v1/events') {
    if (!desk.streams) return [503, { title: 'No stream' }];
    stream = response.writeHead(200, { 'content-type': 'text/event-stream' });
    stream.write(': hello\n\n');
    return undefined;
  }
  if (path.startsWith('/v1/submissions/')) {
    return [200, { ...received, status: desk.submission, because: ['why'] }];
  }
  const url = desk.state === 'live' ? 'http://site/world/a/' : null;
  const { state, because, timeline } = desk;
  return [200, { storyId, headline: 'A', state, revision: 1, pass: 1, because, timeline, url }];
}

const submit = (words: string[], stdin = '{"headline":"A"}', environment = {}): Promise<Ran> =>
  run(['submit', '-', '--source', 'demo', ...words], {
    stdin,
    environment: { DATELINE_API_URL: api.url, DATELINE_API_TOKEN: 'dl_t', ...environment },
  });

const sent = (): Seen | undefined => api.seen.find(({ path }) => path === '/hooks/demo');

describe('what is sent', () => {
  it('is the file byte for byte, with the API token and a key of its own', async () => {
    const { code, out } = await submit(['--json'], '{ "headline": "A" }\n');
    expect(code).toBe(0);
    expect(JSON.parse(out.join(''))).toEqual(received);
    expect(sent()?.body).toBe('{ "headline": "A" }\n');
    expect(sent()?.headers.authorization).toBe('Bearer dl_t');
    expect(sent()?.headers['idempotency-key']).toMatch(/^msg_/);
  });

  it('is signed where the secret is known, and then carries no token', async () => {
    const secret = newWebhookSecret();
    await submit([], '{"headline":"Ä"}', { DATELINE_SOURCE_SECRET: secret });
    const { headers, body = '' } = sent() ?? {};
    const signed = Object.fromEntries(
      Object.entries(headers ?? {}).map(([name, value]) => [name, String(value)]),
    );
    expect(new Webhook(secret).verify(body, signed)).toEqual({ headline: 'Ä' });
    expect(headers?.authorization).toBeUndefined();
  });

  it('has the picture that is named in front of its others', async () => {
    await writeFile(join(folder, 'lead.jpg'), 'bytes');
    const story = '{"headline":"A","images":[{"url":"http://x/y.jpg","role":"inline"}]}';
    await submit(['--image', join(folder, 'lead.jpg')], story);
    expect(JSON.parse(sent()?.body ?? '').images).toEqual([
      { data: Buffer.from('bytes').toString('base64'), role: 'lead' },
      { url: 'http://x/y.jpg', role: 'inline' },
    ]);
  });

  it('has the pictures that lie beside the story', async () => {
    await writeFile(join(folder, 'boat.jpg'), 'bytes');
    await writeFile(
      join(folder, 'story.json'),
      '{"headline":"A","images":[{"file":"boat.jpg","caption":"A boat","role":"lead"}]}',
    );
    await run(['submit', join(folder, 'story.json'), '--source', 'demo'], {
      environment: { DATELINE_API_URL: api.url, DATELINE_API_TOKEN: 't' },
    });
    expect(JSON.parse(sent()?.body ?? '').images).toEqual([
      { data: Buffer.from('bytes').toString('base64'), caption: 'A boat', role: 'lead' },
    ]);
  });

  it.each(['../boat.jpg', '/etc/hostname', '..'])(
    'has no file of this machine that a story names elsewhere: %s',
    async (file) => {
      const story = join(folder, 'story.json');
      await writeFile(story, JSON.stringify({ headline: 'A', images: [{ file }] }));
      const { code } = await run(['submit', story, '--source', 'demo'], {
        environment: { DATELINE_API_URL: api.url, DATELINE_API_TOKEN: 't' },
      });
      expect(code).toBe(1);
      expect(api.seen).toEqual([]);
    },
  );
});

const asEvent = (step: object): string =>
  `id: 1\nevent: step\ndata: ${JSON.stringify({ ...step, storyId })}\n\n`;

describe('a file of several stories', () => {
  const errors = [{ pointer: '#/headline', detail: 'required; add it as string' }];
  const problem = {
    type: '/problems/invalid',
    title: 'Not so',
    status: 422,
    detail: 'Mend',
    errors,
  };
  const taken = { ...received, status: 'received' };

  it('is told story by story, and ends with 1 where one was refused', async () => {
    desk.receipt = { items: [taken, { status: 'refused', problem }] };
    const { code, out, err } = await submit([]);
    expect(out).toEqual([
      `received as story ${storyId}`,
      'refused: Not so: Mend',
      '  #/headline: required; add it as string',
    ]);
    expect([code, err]).toEqual([1, ['1 of 2 stories were refused.']]);
  });

  it('ends with 0 where all were taken, but is not waited for', async () => {
    desk.receipt = { items: [taken, taken] };
    expect((await submit([])).code).toBe(0);
    const { code, out, err } = await submit(['--wait']);
    expect([code, out.length, err[0]]).toEqual([1, 2, expect.stringContaining('are submitted')]);
  });
});

describe('waiting', () => {
  it('prints a line for each step as it passes, then the address', async () => {
    desk.state = 'rendering';
    desk.timeline = [];
    desk.onSubmit = (events) => {
      events?.write(asEvent({ ...way[0], storyId: 'another' }));
      for (const step of way.slice(0, 2)) events?.write(asEvent(step));
      setTimeout(() => {
        desk.state = 'live';
        // Whoever asks now is told so, before or after the stream has said it.
        desk.timeline = way;
        events?.write(asEvent(way[2] ?? {}));
      }, 100);
    };
    const { code, out } = await submit(['--wait']);
    expect(code).toBe(0);
    expect(out.map((line) => line.split(/\s+/).slice(1, 3).join(' '))).toEqual([
      'ingest accepted',
      'moderation approved',
      'publish live',
      '',
    ]);
    expect(out.at(-1)).toBe('http://site/world/a/');
  });

  it('as JSON prints a step a line, then the story', async () => {
    const { code, out } = await submit(['--wait', '--json']);
    expect(code).toBe(0);
    expect(out.slice(0, 3).map((line) => JSON.parse(line))).toEqual(way);
    expect(JSON.parse(out[3] ?? '')).toMatchObject({ storyId, state: 'live' });
  });

  it('asks instead when the stream is not to be had', async () => {
    desk.streams = false;
    const { code, out, err } = await submit(['--wait']);
    expect(code).toBe(0);
    expect(out).toHaveLength(4);
    expect(err).toEqual([expect.stringContaining('asking instead')]);
  });

  it('goes on when the stream breaks off in between', async () => {
    desk.state = 'moderating';
    desk.timeline = [];
    desk.onSubmit = (events) => {
      events?.write(asEvent(way[0] ?? {}), () => events.destroy());
      setTimeout(() => {
        desk.state = 'live';
        desk.timeline = way;
      }, 300);
    };
    const { code, out } = await submit(['--wait']);
    expect(code).toBe(0);
    expect(out).toHaveLength(4);
  });

  it.each(['held', 'rejected', 'failed'])(
    'fails for a story that is %s, with the reasons',
    async (state) => {
      desk.state = state;
      desk.because = ['It shouts', 'It hides a link'];
      const { code, err } = await submit(['--wait']);
      expect(code).toBe(1);
      expect(err).toEqual([`The story is ${state}.\n  It shouts\n  It hides a link`]);
    },
  );

  it('is content with a story under embargo, and says until when', async () => {
    desk.state = 'scheduled';
    desk.because = ['Under embargo until Friday.'];
    const { code, out } = await submit(['--wait']);
    expect(code).toBe(0);
    expect(out.at(-1)).toBe('scheduled: Under embargo until Friday.');
  });

  it('fails when no story could be made of the submission', async () => {
    desk.submission = 'failed';
    const { code, err } = await submit(['--wait']);
    expect([code, err]).toEqual([1, ['No story could be made of it\n  why']]);
  });

  it('is not misled by the last state of a story whose change has not been looked at', async () => {
    desk.submission = 'received';
    const { code, err } = await submit(['--wait', '--timeout', '0.6']);
    expect(code).toBe(1);
    expect(err).toEqual(['After 0.6 s the story has not been taken in yet.']);
  });

  it('ends when its time is up, and says where the story is', async () => {
    desk.state = 'imaging';
    const { code, err } = await submit(['--wait', '--timeout', '0.4']);
    expect([code, err]).toEqual([1, ['After 0.4 s the story is at "imaging".']]);
  });
});
