import { once } from 'node:events';
import { appendFile, cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Logger } from 'pino';
import { openQueues, type Queues } from '../../src/queues/queues.ts';
import { stages } from '../../src/queues/route.ts';
import { type Canary, type Pace, startCanary } from '../../src/server/canary/canary.ts';
import { startEdge } from '../../src/server/edge.ts';
import { startServer } from '../../src/server/start.ts';
import { openSystemView } from '../../src/server/system-view.ts';
import { redisPurgeFigures } from '../../src/shared/cdn/purge-figures.ts';
import { readConfig } from '../../src/shared/config.ts';
import { redisDesk } from '../../src/shared/desk/redis-desk.ts';
import { redisReviewDesk } from '../../src/shared/desk/redis-review-desk.ts';
import { redisFeeds } from '../../src/shared/feeds/redis-feeds.ts';
import { openStore } from '../../src/shared/object-store/open-store.ts';
import { openServices } from '../../src/shared/open-services.ts';
import { connectRedis } from '../../src/shared/redis.ts';
import type { Services } from '../../src/shared/services.ts';
import { startWorkers } from '../../src/workers/start.ts';
import { PATIENCE_MS, patiently } from './patiently.ts';
import { type PrivateRedis, privateRedis } from './private-redis.ts';
import { quietLog } from './quiet-log.ts';

/** A whole newsroom in this process: all stages, server and edge, on stores and a Redis of its own. */
export interface RunningNewsroom {
  readonly http: string;
  readonly site: string;
  readonly token: string;
  /** Signs one browser in. */
  readonly signIn: string;
  readonly services: Services;
  readonly redis: PrivateRedis;
  readonly folder: string;
  /** A canary that flies at this pace, until it is closed. */
  canary(pace: Pace, sent?: Queues): Canary;
  /** Any request of the API, with the admin's token. */
  call(path: string, init?: RequestInit): Promise<Response>;
  submit(story: object, source?: string): Promise<{ submissionId: string; storyId: string }>;
  /** Waits until the story is in one of the states, by archive and desk; returns it. */
  until(storyId: string, ...states: string[]): Promise<StoryAnswer>;
  /** Waits until the page answers with the status, and gives its text. */
  page(path: string, status?: number): Promise<string>;
  close(): Promise<void>;
}

export interface StoryAnswer {
  readonly storyId: string;
  readonly externalId: string;
  readonly headline: string;
  readonly state: string;
  readonly revision: number;
  readonly pass: number;
  readonly because: string[];
  readonly findings: { rule: string; reason: string; excerpt: string }[];
  readonly timeline: { stage: string; verdict: string; because: string[]; at: string }[];
  readonly url: string | null;
  readonly live: { revision: number; url: string; at: string } | null;
}

const TOKEN = 'dl_token-of-the-tests-and-of-nothing-else';
const SECRET_KEY = 'a key of the tests, long enough';
/** Milliseconds: everything runs in this one process, which refuses nobody for being busy. */
const NEVER_LATE = '600000';

export interface NewsroomOptions {
  /** Folder of its `site.yaml` and `sources.yaml`. @default that of the tests */
  readonly newsroom?: string;
  /** How long `until` and `page` wait. @default two minutes */
  readonly patienceMs?: number;
  /** Further settings, e.g. stores or private addresses that may be fetched from. */
  readonly environment?: Readonly<Record<string, string>>;
  /** YAML at the end of `site.yaml`. */
  readonly site?: string;
  /** Done before anything is opened. */
  readonly prepare?: () => Promise<void>;
  /** @default one that says nothing */
  readonly log?: Logger;
}

export async function runningNewsroom({
  newsroom = 'tests/support/newsroom',
  patienceMs = PATIENCE_MS,
  environment = {},
  site: settings = '',
  prepare,
  log = quietLog,
}: NewsroomOptions = {}): Promise<RunningNewsroom> {
  const folder = await mkdtemp(join(tmpdir(), 'dateline-newsroom-'));
  await cp(newsroom, join(folder, 'newsroom'), { recursive: true });
  await appendFile(join(folder, 'newsroom', 'site.yaml'), settings);
  await prepare?.();
  const redis = await privateRedis();
  const config = readConfig({
    ...{ DATELINE_DATA_DIR: join(folder, 'data'), DATELINE_CONFIG: join(folder, 'newsroom') },
    ...{ DATELINE_HTTP_PORT: '0', DATELINE_SITE_PORT: '0', DATELINE_DOOR_MAX_LAG: NEVER_LATE },
    ...environment,
  });
  const site = openStore(config.siteUrl);
  const edge = await startEdge(site, { host: config.host, port: config.sitePort });
  const publicUrl = config.publicUrl ?? edge.url;
  const services = await openServices({
    ...{ config, redisUrl: redis.url, secretKey: SECRET_KEY, publicUrl, log },
  });
  const workers = await startWorkers(stages, services, redis.url);
  const client = connectRedis(redis.url, { profile: 'hasty', log });
  // A hasty client waits for nothing: what came before it is connected would be left to the sweeper.
  if (client.status !== 'ready') await once(client, 'ready');
  const queues = openQueues(client);
  const server = await startServer({
    services: {
      ...services,
      desk: redisDesk(client),
      reviewDesk: redisReviewDesk(client),
      feeds: redisFeeds(client),
      purgeFigures: redisPurgeFigures(client),
    },
    system: openSystemView(client, folder),
    ...{ queues, redis: client, bootstrapToken: TOKEN },
  });

  const call = (path: string, init: RequestInit = {}): Promise<Response> =>
    fetch(`${server.url}${path}`, {
      ...init,
      headers: { authorization: `Bearer ${TOKEN}`, ...Object(init.headers) },
    });

  return {
    signIn: (await server.signInUrl()) ?? '',
    ...{ http: server.url, site: edge.url, token: TOKEN, services, redis, folder, call },
    canary: (pace, sent = queues) => startCanary({ services, queues: sent, redis: client, pace }),
    async submit(story, source = 'demo') {
      const answer = await call(`/hooks/${source}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(story),
      });
      if (answer.status !== 202) throw new Error(`${answer.status} ${await answer.text()}`);
      return (await answer.json()) as { submissionId: string; storyId: string };
    },
    async until(storyId, ...states) {
      return patiently(async () => {
        // The desk is told after the archive, and what it does not know costs no request.
        const entry = await services.desk.find(storyId);
        if (entry !== undefined && !states.includes(entry.state)) return `is ${entry.state}`;
        const answer = await call(`/v1/stories/${storyId}`);
        const story = (await answer.json()) as StoryAnswer;
        return states.includes(story.state) ? story : `is ${story.state}: ${story.because}`;
      }, patienceMs);
    },
    async page(path, status = 200) {
      return patiently(async () => {
        const answer = await fetch(`${edge.url}${path}`, { redirect: 'manual' });
        const text = await answer.text();
        return answer.status === status ? { text } : `answers ${answer.status}`;
      }, patienceMs).then(({ text }) => text);
    },
    async close() {
      await server.close();
      await workers.close();
      await queues.close();
      client.disconnect();
      await services.close();
      await edge.close();
      await site.close();
      await redis.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
