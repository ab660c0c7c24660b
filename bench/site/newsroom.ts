import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Redis } from 'ioredis';
import { Agent, request } from 'undici';
import type { Catalogue } from '../../src/shared/catalogue/catalogue.ts';
import { redisCatalogue } from '../../src/shared/catalogue/redis-catalogue.ts';
import type { ObjectStore } from '../../src/shared/object-store/object-store.ts';
import { openStore } from '../../src/shared/object-store/open-store.ts';
import { connectRedis } from '../../src/shared/redis.ts';
import { quietLog } from '../../tests/support/quiet-log.ts';
import { startS3Server } from '../../tests/support/s3-server.ts';
import { startUp, type UpProcess } from '../../tests/support/up-process.ts';
import { cpuSeconds } from '../processes.ts';
import type { SiteBench } from './bench.ts';
import { type BenchStory, pageSize, sections } from './stories.ts';

/** Trusted: its stories say when they were first published. */
export const SOURCE = 'bench';
const SENDERS = 32;
const LOOK_MS = 10;
/** The lowest counts: something may still be at work in the others. */
const IDLE_LOOKS = 3;
const IDLE_MS = 4000;

/** `dateline up` with a site of the bench's shape. */
export interface BenchNewsroom {
  readonly up: UpProcess;
  readonly catalogue: Catalogue;
  readonly site: ObjectStore;
  readonly redis: Redis;
  submit(story: BenchStory, dated?: 'as told' | 'now'): Promise<void>;
  submitAll(stories: readonly BenchStory[], dated?: 'as told' | 'now'): Promise<void>;
  /** Waits until so many stories are live. */
  untilLive(stories: number): Promise<void>;
  /** Waits until none of these fronts is dirty. */
  untilClean(isAwaited: (front: string) => boolean): Promise<void>;
  /** CPU seconds of all processes so far, Redis too. */
  cpu(): number;
  /** CPU seconds that it takes in a second of doing nothing. */
  idle(): Promise<number>;
  close(): Promise<void>;
}

export async function openNewsroom({ folder, store }: SiteBench): Promise<BenchNewsroom> {
  const config = join(folder, 'newsroom');
  const data = join(folder, 'data');
  await mkdir(config, { recursive: true });
  await writeFile(join(config, 'site.yaml'), JSON.stringify(siteSettings()));
  const server = store === 's3' ? await startS3Server({ buckets: ['archive', 'site'] }) : undefined;
  const siteUrl = server?.url('site') ?? `file://${join(data, 'site')}`;
  const s3 = server && {
    DATELINE_ARCHIVE_URL: server.url('archive'),
    DATELINE_SITE_URL: siteUrl,
    DATELINE_SECRET_KEY: 'a key of the bench, long enough',
  };
  if (server) Object.assign(process.env, credentials);
  const environment = { DATELINE_CONFIG: config, DATELINE_CANARY: 'off', ...PLACE, ...s3 };
  const up = await startUp({ folder: data, environment });
  await addSource(up);
  const agent = new Agent({ connections: SENDERS, pipelining: 1 });
  const redis = connectRedis(up.redisUrl, { profile: 'patient', log: quietLog });
  const catalogue = redisCatalogue(redis);
  const cpu = (): number => cpuSeconds(up);

  /** Comes again where the door is busy, as a source does. */
  async function submit(story: BenchStory, dated: 'as told' | 'now' = 'as told'): Promise<void> {
    const body = JSON.stringify(submissionOf(story, dated));
    for (;;) {
      const answer = await request(`${up.http}/hooks/${SOURCE}`, {
        method: 'POST',
        dispatcher: agent,
        headers: { 'content-type': 'application/json', authorization: `Bearer ${up.token}` },
        body,
      });
      const text = await answer.body.text();
      if (answer.statusCode === 202) return;
      const later = Number(answer.headers['retry-after'] ?? Number.NaN);
      if (Number.isNaN(later)) throw new Error(`${answer.statusCode} ${text}`);
      await wait(later * 1000);
    }
  }

  return {
    ...{ up, catalogue, redis, submit, cpu },
    site: openStore(siteUrl),
    async submitAll(stories, dated) {
      const waiting = [...stories];
      const send = async (): Promise<void> => {
        for (let story = waiting.shift(); story; story = waiting.shift()) {
          await submit(story, dated);
        }
      };
      await Promise.all(Array.from({ length: SENDERS }, send));
    },
    async untilLive(stories) {
      while (((await redis.zcard(HOME)) as number) < stories) await wait(LOOK_MS);
    },
    async untilClean(isAwaited) {
      while ((await catalogue.dirtyFronts()).some(isAwaited)) await wait(LOOK_MS);
    },
    async idle() {
      const looks: number[] = [];
      for (let look = 0; look < IDLE_LOOKS; look += 1) {
        const before = cpu();
        await wait(IDLE_MS);
        looks.push(((cpu() - before) * 1000) / IDLE_MS);
      }
      return Math.min(...looks);
    },
    async close() {
      redis.disconnect();
      await agent.close();
      await up.stop();
      await server?.close();
    },
  };
}

/** Lists all live stories. */
const HOME = 'dateline:{catalogue}:front:home';

/** Pages name it: the same whatever port is free. */
const PLACE = { DATELINE_PUBLIC_URL: 'https://bench.example' };

const credentials = { AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test' };

/** `site.yaml`, of which JSON is a part. */
export const siteSettings = () => ({
  name: 'The Bench Courier',
  pageSize,
  sections: Array.from({ length: sections }, (_, at) => ({
    slug: `section-${at}`,
    name: `Section ${at}`,
  })),
});

function submissionOf(story: BenchStory, dated: 'as told' | 'now') {
  const { number, topics, author, published, slug, headline, description, section, body } = story;
  return {
    ...{ externalId: `story-${number}`, slug, headline, description, section, body },
    keywords: topics,
    authors: [{ name: author }],
    ...(dated === 'as told' && { firstPublished: published }),
  };
}

async function addSource({ http, token }: UpProcess): Promise<void> {
  const rateLimit = { perSecond: 100_000, burst: 100_000 };
  const answer = await request(`${http}/v1/sources`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ id: SOURCE, format: 'dateline', trusted: true, rateLimit }),
  });
  if (answer.statusCode !== 201) throw new Error(await answer.body.text());
  await answer.body.dump();
}
