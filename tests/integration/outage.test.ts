import { setTimeout as wait } from 'node:timers/promises';
import type { Job } from 'bullmq';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { openQueues, type Queues } from '../../src/queues/queues.ts';
import { Setback } from '../../src/queues/setback.ts';
import { connectRedis } from '../../src/shared/redis.ts';
import { patiently } from '../support/patiently.ts';
import { quietLog } from '../support/quiet-log.ts';
import { type RunningNewsroom, runningNewsroom } from '../support/running-newsroom.ts';
import { type S3Server, startS3Server } from '../support/s3-server.ts';
import '../support/s3-keys.ts';

/** Seconds; `npm run test:outage` has a long one. */
const LONG = z.coerce.number().positive().optional().parse(process.env.DATELINE_OUTAGE);
const AWAY_MS = (LONG ?? 2.5) * 1000;
const STORIES = LONG === undefined ? 5 : 200;

type Place = 'archive' | 'site';
let stores: Record<Place, S3Server>;
let newsroom: RunningNewsroom;
let queues: Queues;
let letGo: () => Promise<void>;
beforeAll(async () => {
  stores = {
    archive: await startS3Server({ buckets: ['archive'] }),
    site: await startS3Server({ buckets: ['site'] }),
  };
  newsroom = await runningNewsroom({
    environment: {
      DATELINE_ARCHIVE_URL: stores.archive.url('archive'),
      DATELINE_SITE_URL: stores.site.url('site'),
      DATELINE_DOOR_RATE: '10000/10000',
    },
  });
  const client = connectRedis(newsroom.redis.url, { profile: 'hasty', log: quietLog });
  queues = openQueues(client);
  letGo = async () => {
    await queues.close();
    client.disconnect();
  };
});
afterAll(async () => {
  await letGo();
  await newsroom.close();
  await stores.archive.close();
  await stores.site.close();
});

interface Way {
  readonly leave: (store: S3Server) => Promise<void>;
  readonly comeBack: (store: S3Server) => Promise<void>;
}

const faulty = (fault: 'slowDown' | 'hang', requests: number) => async (store: S3Server) => {
  store.faults[fault] = requests;
};

/** How a store is away, and comes back. */
const ways = {
  'answers 503': {
    leave: faulty('slowDown', Number.POSITIVE_INFINITY),
    comeBack: faulty('slowDown', 0),
  },
  'is not there': { leave: (store) => store.stop(), comeBack: (store) => store.again() },
  'answers nothing': {
    leave: faulty('hang', Number.POSITIVE_INFINITY),
    comeBack: faulty('hang', 0),
  },
} as const satisfies Readonly<Record<string, Way>>;

/** Stages before which stories wait for the store to leave, and how the desk calls that. */
const stateBefore = { moderation: 'moderating', publish: 'publishing' } as const;
type Stage = keyof typeof stateBefore;

const queueOf = (stage: Stage) => {
  const queue = queues.all.get(stage);
  if (queue === undefined) throw new RangeError(`no queue ${stage}`);
  return queue;
};

/** Stories that have come as far as a stage, which is not worked before `begin` is called. */
async function storiesBefore(stage: Stage, name: string) {
  const queue = queueOf(stage);
  await queue.pause();
  const sent = await Promise.all(
    Array.from({ length: STORIES }, (_, at) =>
      newsroom.submit({
        externalId: `${name} ${at}`,
        headline: `Report ${at} of a ${name}`,
        body: `<p>A plain report, number ${at} of a ${name}.</p>`,
      }),
    ),
  );
  await patiently(async () => {
    const { [stateBefore[stage]]: waiting = 0 } = await newsroom.services.desk.counts();
    return waiting === STORIES ? {} : `has ${waiting} of ${STORIES} stories`;
  });
  return { storyIds: sent.map(({ storyId }) => storyId), begin: () => queue.resume() };
}

/** Why a story waits at a stage for what is away, once one does. */
async function outageAt(stage: Stage): Promise<Setback> {
  return patiently(async () => {
    const jobs: readonly (Job | undefined)[] = await queueOf(stage).getJobs(['delayed']);
    const stories = jobs.filter((job) => job?.name === 'story');
    const setbacks = stories.flatMap((job) => Setback.safeParse(job?.progress).data ?? []);
    return setbacks.find(({ kind }) => kind === 'away') ?? `waits for ${setbacks[0]?.because}`;
  });
}

/** Each story is live, has never failed, and has been published in one go. */
async function expectAllLive(storyIds: readonly string[]): Promise<void> {
  for (const storyId of storyIds) {
    const { revision, pass, timeline } = await newsroom.until(storyId, 'live', 'failed');
    const published = timeline.filter(({ stage }) => stage === 'publish');
    expect(published).toMatchObject([{ verdict: 'live' }]);
    expect([revision, pass, timeline.filter(({ verdict }) => verdict === 'failed')]).toEqual([
      1,
      1,
      [],
    ]);
  }
  const { live, ...others } = await newsroom.services.desk.counts();
  expect(others).toEqual({});
}

/** Whoever looks while the store is away is told the truth. */
async function expectTold(place: Place, storyIds: readonly string[]): Promise<void> {
  const ready = await (await newsroom.call('/readyz')).json();
  expect(ready).toMatchObject({ status: place === 'site' ? 'degraded' : 'down', [place]: 'away' });
  if (place === 'archive') return;
  await patiently(async () => {
    const standings = await Promise.all(
      storyIds.map(async (id) => (await newsroom.call(`/v1/stories/${id}/standing`)).text()),
    );
    const isTold = standings.some((standing) => /has waited .*The store is away/.test(standing));
    return isTold ? {} : `says ${standings[0]}`;
  });
}

const cases: readonly (readonly [Place, keyof typeof ways, Stage])[] =
  LONG === undefined
    ? [
        ['site', 'answers 503', 'publish'],
        ['archive', 'is not there', 'moderation'],
      ]
    : (['site', 'archive'] as const).flatMap((place) =>
        (Object.keys(ways) as (keyof typeof ways)[]).map(
          (way) => [place, way, place === 'site' ? 'publish' : 'moderation'] as const,
        ),
      );

test.each(cases)(
  'while the store of the %s %s, stories wait and say why; then all go live',
  async (place, way, stage) => {
    const store = stores[place];
    const { storyIds, begin } = await storiesBefore(stage, `${place} that ${way}`);
    const { live: liveBefore = 0 } = await newsroom.services.desk.counts();
    const asked = store.requests.length;
    await ways[way].leave(store);
    await begin();
    const left = performance.now();
    const setback = await outageAt(stage);
    const toldAfter = performance.now() - left;
    await wait(Math.max(0, AWAY_MS - toldAfter));
    await expectTold(place, storyIds);
    const meanwhile = await newsroom.services.desk.counts();
    const requests = store.requests.length - asked;
    await ways[way].comeBack(store);
    const back = performance.now();
    tell({ place, way, setback, toldAfterMs: toldAfter, meanwhile, requests });
    await patiently(async () => {
      const { live = 0, failed = 0 } = await newsroom.services.desk.counts();
      return live + failed === liveBefore + STORIES ? {} : `has ${live} live and ${failed} failed`;
    });
    tell({
      after: await newsroom.services.desk.counts(),
      drainedAfterMs: performance.now() - back,
    });
    await expectAllLive(storyIds);
    expect(setback.because).toContain(store.url(place).split('?')[0]);
  },
  LONG === undefined ? undefined : 600_000,
);

/** Figures of the long form. */
function tell(figures: object): void {
  if (LONG !== undefined) console.log(JSON.stringify(figures));
}
