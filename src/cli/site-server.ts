import { randomBytes } from 'node:crypto';
import { hostname } from 'node:os';
import { resolve } from 'node:path';
import type { Logger } from 'pino';
import { openQueues } from '../queues/queues.ts';
import { noCanary, startCanary } from '../server/canary/canary.ts';
import { startEdge } from '../server/edge.ts';
import { startServer } from '../server/start.ts';
import { openSystemView } from '../server/system-view.ts';
import { redisPurgeFigures } from '../shared/cdn/purge-figures.ts';
import type { Config } from '../shared/config.ts';
import { redisDesk } from '../shared/desk/redis-desk.ts';
import { redisReviewDesk } from '../shared/desk/redis-review-desk.ts';
import { redisFeeds } from '../shared/feeds/redis-feeds.ts';
import { openStore } from '../shared/object-store/open-store.ts';
import { connectRedis } from '../shared/redis.ts';
import type { Services } from '../shared/services.ts';
import { writeApiFile } from './api-file.ts';
import type { Shutdown } from './shutdown.ts';

/** Opens what serves the site's pages. Its address is only known once it listens. */
export async function openEdge(config: Config, shutdown: Shutdown): Promise<{ url: string }> {
  const site = openStore(config.siteUrl);
  shutdown.add(() => site.close());
  const edge = await startEdge(site, { host: config.host, port: config.sitePort });
  shutdown.add(() => edge.close());
  return edge;
}

export interface Serving {
  readonly services: Services;
  readonly redisUrl: string;
  readonly shutdown: Shutdown;
  readonly log: Logger;
}

/** Opens door, API and dashboards, and lets the other commands in by a token of this start. */
export async function openServer(
  { services, redisUrl, shutdown, log }: Serving,
  site: string,
): Promise<{ readyLine: string }> {
  const redis = connectRedis(redisUrl, { profile: 'hasty', log });
  shutdown.add(async () => redis.disconnect());
  const queues = openQueues(redis);
  shutdown.add(() => queues.close());
  const canary = services.config.canary ? startCanary({ services, queues, redis }) : noCanary;
  shutdown.add(() => canary.close());
  const token = `dl_${randomBytes(32).toString('base64url')}`;
  const server = await startServer({
    // A request must be answered while Redis is away; what the workers share waits for it.
    services: {
      ...services,
      desk: redisDesk(redis),
      reviewDesk: redisReviewDesk(redis),
      feeds: redisFeeds(redis),
      purgeFigures: redisPurgeFigures(redis),
    },
    system: openSystemView(redis, nameOf(services.config)),
    ...{ queues, redis, canary, bootstrapToken: token },
  });
  shutdown.add(() => server.close());
  const http = server.url;
  const { config, publicUrl } = services;
  await writeApiFile(config.dataDir, {
    pid: process.pid,
    http,
    site,
    token,
    redis: redisUrl,
    publicUrl,
  });
  const ready = { ready: true, http, site, admin: await server.signInUrl() };
  return { readyLine: JSON.stringify(ready) };
}

/** A data directory is one server's own, and its again after a restart. */
const nameOf = ({ dataDir }: Config): string => `${hostname()}:${resolve(dataDir)}`;
