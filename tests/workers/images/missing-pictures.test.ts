import { beforeAll, describe, expect, test } from 'vitest';
import type { Arrival } from '../../../src/queues/stage.ts';
import { images } from '../../../src/workers/images/images.ts';
import { renditions } from '../../../src/workers/images/renditions.ts';
import { sharp } from '../../../src/workers/images/tuned-sharp.ts';
import { UnusablePicture } from '../../../src/workers/images/unusable-picture.ts';
import { linked, openBench, neverAborted as signal, storyWith } from './support/stage.ts';

const url = 'https://news.example/a.jpg';
const late = 'https://news.example/late.jpg';
const page = 'https://news.example/login.jpg';
const notYet = new UnusablePicture('answered 404', { mayCome: true });

let picture: Buffer;
beforeAll(async () => {
  picture = await sharp({ create: { width: 800, height: 600, channels: 3, background: '#246' } })
    .jpeg()
    .toBuffer();
});

const came = Date.parse('2026-11-26T12:00:00.000Z');
const arrival: Arrival = {
  ...{ at: new Date(came).toISOString(), by: 'pipeline', isOvertaken: false, earlier: undefined },
};

/** Two pictures, one of which is late; `minutes` after the story came to the stage. */
async function lateBench(minutes = 0) {
  const web: Record<string, Buffer | Error> = { [url]: picture, [late]: notYet };
  const bench = await openBench(web);
  const tools = { ...bench.tools, now: () => came + minutes * 60_000 };
  return { ...bench, tools, web, story: storyWith([linked(url), linked(late)]) };
}

describe('a story whose picture is not there', () => {
  test.each([undefined, 'publish'])('goes on without it where its source says %s', async (says) => {
    const { tools, story } = await lateBench();
    const outcome = await images(
      { story, signal, arrival, missingPictures: says },
      ...[tools, true],
    );
    expect(outcome.verdict).toBe('ready');
    expect(outcome.because.at(-1)).toBe(
      'The picture at https://news.example/late.jpg answered 404. The story goes on without it; ' +
        'it is asked for again for a day.',
    );
    expect(outcome.result.missing).toMatchObject([{ id: late, awaitedSince: arrival.at }]);
  });

  test('is held where its source holds such stories, and goes on once a person lets it', async () => {
    const { tools, story } = await lateBench();
    const trip = { story, signal, missingPictures: 'hold' };
    const held = await images({ ...trip, arrival }, tools, true);
    expect(held.verdict).toBe('held');
    expect(held.because.join(' ')).toMatch(/late.jpg answered 404\. Its source holds stories/);
    const released = { ...arrival, by: 'person', earlier: held.result } as const;
    expect((await images({ ...trip, arrival: released }, tools, true)).verdict).toBe('ready');
  });

  test('waits as long as its source says, and then goes on', async () => {
    const wait = 'wait 10 minutes';
    const { story, ...bench } = await lateBench(2);
    const trip = { story, signal, arrival, missingPictures: wait };
    await expect(images(trip, bench.tools, true)).rejects.toMatchObject({
      name: 'Throttled',
      message: expect.stringContaining('waits until 2026-11-26T12:10:00.000Z'),
      retry: { afterMs: 120_000 },
    });
    const later = { ...bench.tools, now: () => came + 600_000 };
    expect((await images(trip, later, true)).verdict).toBe('ready');
  });

  test('that nobody will ever have is not waited for', async () => {
    const { tools } = await openBench({ [page]: Buffer.from('<html>log in</html>') });
    const trip = { story: storyWith([linked(page)]), signal, arrival };
    const outcome = await images(
      { ...trip, missingPictures: 'wait 10 minutes' },
      { ...tools, now: () => came },
      true,
    );
    expect(outcome.verdict).toBe('ready');
    expect(outcome.because.at(-1)).toContain('is not an image (text/html)');
    expect(outcome.result.missing[0]?.awaitedSince).toBeUndefined();
  });

  test('and that a newer pass has overtaken waits for nothing', async () => {
    const { tools, story } = await lateBench();
    const overtaken = { ...arrival, isOvertaken: true };
    const trip = { story, signal, arrival: overtaken, missingPictures: 'wait 10 minutes' };
    expect((await images(trip, tools, true)).verdict).toBe('ready');
  });

  test('asks nobody at the moment its embargo ends', async () => {
    const { tools, story, fetched } = await lateBench();
    const before = await images({ story, signal, arrival }, tools, true);
    fetched.length = 0;
    const due = { ...arrival, by: 'embargo', earlier: before.result } as const;
    const outcome = await images({ story, signal, arrival: due }, tools, true);
    expect(fetched).toEqual([]);
    expect(outcome.result.missing).toEqual(before.result.missing);
  });
});

describe('within one revision', () => {
  test('an original that is in the archive is never fetched again', async () => {
    const { tools, story, fetched } = await lateBench();
    const first = await images({ story, signal, arrival }, tools, true);
    fetched.length = 0;
    const republished = { ...arrival, by: 'person', earlier: first.result } as const;
    await images({ story, signal, arrival: republished }, tools, true);
    await renditions({ story, signal, earlier: first.result }, tools);
    expect(fetched).toEqual([late, late]);
  });

  test('what cannot be read is not tried again, what is late comes in and is told', async () => {
    const { tools, web, fetched } = await lateBench();
    web[page] = Buffer.from('<html>log in</html>');
    const story = storyWith([linked(page), linked(late)]);
    const { result: earlier } = await images({ story, signal, arrival }, tools, true);
    fetched.length = 0;
    web[late] = picture;
    const outcome = await renditions({ story, signal, earlier }, tools);
    expect(fetched).toEqual([late]);
    expect(outcome.because[0]).toBe('The picture at https://news.example/late.jpg has come.');
    expect(outcome.result.missing).toMatchObject([{ id: page }]);
  });
});

test('a late picture whose file asks for a person stays out of the page, and says why', async () => {
  const { tools, web, story } = await lateBench();
  const { result: earlier } = await images({ story, signal, arrival }, tools, true);
  const instructions = 'MANDATORY CREDIT';
  web[late] = await sharp(picture)
    .withXmp(
      '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">' +
        '<rdf:Description rdf:about="" xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/">' +
        `<photoshop:Instructions>${instructions}</photoshop:Instructions>` +
        '</rdf:Description></rdf:RDF></x:xmpmeta>',
    )
    .jpeg()
    .toBuffer();
  const { result } = await renditions({ story, signal, earlier }, tools);
  expect(result.images.map(({ id }) => id)).toEqual([url]);
  expect(result.missing).toEqual([
    {
      id: late,
      reason: expect.stringMatching(/has come\. Picture 2: its agency demands a credit/),
    },
  ]);
});
