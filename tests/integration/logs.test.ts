import { pino } from 'pino';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { logOptions } from '../../src/cli/log.ts';
import { stages } from '../../src/queues/route.ts';
import { type RunningNewsroom, runningNewsroom } from '../support/running-newsroom.ts';

/** Words of stories and of senders that no line may hold. */
const PLANTED = 'Zanzibarquokka';
const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736';
const lines: string[] = [];
let newsroom: RunningNewsroom;

beforeAll(async () => {
  const log = pino(logOptions('trace'), { write: (line: string) => void lines.push(line) });
  newsroom = await runningNewsroom({ log });
});
afterAll(() => newsroom.close());

const told = (): Record<string, unknown>[] => lines.map((line) => JSON.parse(line));

async function send(story: object, headers: Record<string, string> = {}): Promise<string> {
  const answer = await newsroom.call('/hooks/demo', {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(story),
  });
  return ((await answer.json()) as { storyId: string }).storyId;
}

const story = (externalId: string, changes: object = {}) => ({
  externalId,
  headline: `A quiet day at ${PLANTED}`,
  body: `<p>The ${PLANTED} river fell overnight, and the bridge is open again to everybody.</p>`,
  keywords: [PLANTED],
  ...changes,
});

test('a story can be followed through all stages by its trace', async () => {
  const picture = await sharp({
    create: { width: 640, height: 480, channels: 3, background: '#678' },
  })
    .jpeg()
    .toBuffer();
  const storyId = await send(
    story('traced', {
      images: [{ data: picture.toString('base64'), caption: PLANTED, altText: PLANTED }],
    }),
    { traceparent: `00-${TRACE}-00f067aa0ba902b7-01`, 'x-api-key': PLANTED },
  );
  await newsroom.until(storyId, 'live');
  const first = ({ pass, stage }: Record<string, unknown>): boolean =>
    pass === 1 ? stage !== 'renditions' : stage === 'ingest';
  const ended = () => told().filter((line) => line.msg === 'done' && line.trace === TRACE);
  // One stage may begin before the record of the one before is closed.
  const stagesTold = () =>
    ended()
      .filter(first)
      .map(({ stage }) => stage);
  await expect.poll(() => stagesTold().sort()).toEqual([...stages].sort());
  for (const line of ended().filter(first)) {
    expect(line).toMatchObject({ level: 'info', story: storyId, revision: 1 });
    expect(line).toEqual(
      expect.objectContaining({
        ...{ ms: expect.any(Number), waitMs: expect.any(Number) },
        // Publish comes back where fronts must let go of something first.
        attempt: expect.any(Number),
      }),
    );
  }
  const begun = told().filter(({ msg, story: id }) => msg === 'begins' && id === storyId);
  expect(begun.every(({ level }) => level === 'debug')).toBe(true);
});

test('a story without a valid trace is given one of its own', async () => {
  const given = ['00-00000000000000000000000000000000-00f067aa0ba902b7-01', 'nonsense', undefined];
  const traces = await Promise.all(
    given.map(async (traceparent, at) => {
      const storyId = await send(story(`untraced-${at}`), traceparent ? { traceparent } : {});
      await newsroom.until(storyId, 'live', 'held');
      return told().find(({ story: id, trace }) => id === storyId && trace !== undefined)?.trace;
    }),
  );
  for (const trace of traces) expect(trace).toMatch(/^(?!0{32})[0-9a-f]{32}$/);
  expect(new Set(traces).size).toBe(traces.length);
});

test('no line holds what a story says or what a sender keeps secret, errors included', async () => {
  // Refused at the door, unreadable in ingest, held, and a picture that cannot be had.
  await send({ ...story('refused'), headline: { [PLANTED]: PLANTED } });
  const images = [{ url: `http://127.0.0.1:9/${PLANTED}.jpg` }];
  await newsroom.until(await send(story('pictureless', { images })), 'live', 'held');
  await newsroom.call(`/hooks/demo?token=${PLANTED}`, {
    method: 'POST',
    body: PLANTED,
    headers: { authorization: `Bearer ${PLANTED}`, cookie: `dateline_session=${PLANTED}` },
  });
  const error = Object.assign(new Error('refused', { cause: new Error('below') }), {
    config: { headers: { authorization: PLANTED } },
    response: { body: PLANTED },
  });
  newsroom.services.log.error({ err: error }, 'as a library throws it');
  const held = await send(story('held', { headline: `BUY ${PLANTED} CASINO BONUS NOW!!!` }));
  await newsroom.until(held, 'held', 'rejected', 'live');
  const all = lines.join('');
  expect(all).toContain('as a library throws it');
  expect(all).toContain('below');
  expect(lines.filter((line) => line.includes(PLANTED))).toEqual([]);
  expect(all).not.toContain(newsroom.token);
});
