import type { FastifyInstance } from 'fastify';
import { queueNames } from '../../queues/route.ts';
import type { OpenWork } from '../../shared/desk/open-work.ts';
import { urlOf } from '../../shared/web/url-of.ts';
import type { OpenWorkWatch } from '../open-work.ts';
import type { Readiness } from '../readiness.ts';
import { askRedis } from '../redis-reach.ts';
import type { ServerTools } from '../server-tools.ts';
import { versionsOf } from '../versions.ts';
import { sendPage } from './layout.ts';
import { type QueueRow, systemPage } from './system-page.ts';

/** What the page asks beside the desk. */
export interface SystemSources {
  readonly readiness: () => Promise<Readiness>;
  readonly openWork: OpenWorkWatch;
}

/** `/desk/system`: what Dateline stands on. */
export function systemRoom(
  scope: FastifyInstance,
  tools: ServerTools,
  { readiness, openWork }: SystemSources,
): void {
  const { services, redis } = tools;
  scope.get(
    '/desk/system',
    { config: { access: 'viewer' }, schema: { hide: true } },
    async (request, reply) => {
      const { log } = request;
      const [ready, open, info, queues, versions] = await Promise.all([
        readiness(),
        openWork.current(),
        askRedis({ redis, log }, () => redis.info(), ''),
        askRedis({ redis, log }, () => queueRows(tools), []),
        versionsOf(services),
      ]);
      return sendPage(reply, {
        ...{ title: 'System', room: '/desk/system', newsroom: services.newsroom.site.name },
        ...{ person: request.person, follows: 'all' },
        body: systemPage({
          ...{ ready, open: open satisfies OpenWork, queues, redis: infoOf(info) },
          ...{
            stores: storesOf(services),
            now: Date.now(),
            canary: tools.canary.standing(),
            versions,
          },
        }),
      });
    },
  );
}

async function queueRows({ queues }: ServerTools): Promise<readonly QueueRow[]> {
  return Promise.all(
    queueNames.map(async (name): Promise<QueueRow> => {
      const queue = queues.all.get(name);
      if (queue === undefined) return { name, workers: 0, schedulers: 0, counts: {} };
      const [workers, schedulers, counts] = await Promise.all([
        queue.getWorkersCount(),
        queue.getJobSchedulersCount(),
        queue.getJobCounts('wait', 'prioritized', 'active', 'delayed', 'failed'),
      ]);
      return { name, workers, schedulers, counts };
    }),
  );
}

/** What INFO says, by name. */
const infoOf = (text: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    text.split(/\r?\n/).flatMap((line) => {
      const at = line.indexOf(':');
      return at > 0 ? [[line.slice(0, at), line.slice(at + 1)]] : [];
    }),
  );

/** Kinds and places of the stores, without what an address may hide. */
function storesOf({ config }: ServerTools['services']): Readonly<Record<string, string>> {
  const shown = (address: string): string => {
    const url = address.startsWith('s3:') ? urlOf(address) : undefined;
    return url === undefined ? 'a folder' : `s3://${url.host}`;
  };
  return { archive: shown(config.archiveUrl), site: shown(config.siteUrl) };
}
