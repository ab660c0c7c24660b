import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { keys } from '../shared/archive/keys.ts';
import { Unavailable } from '../shared/errors.ts';
import type { Services } from '../shared/services.ts';
import { within } from '../shared/within.ts';
import { REDIS_MS } from './redis-reach.ts';
import type { RedisHealth } from './server-tools.ts';

const PROBE_MS = 2000;
/** An answer is good for this long: a load balancer that asks often must not become a load. */
const KEPT_MS = 3000;

const Reach = z.enum(['ok', 'away']);
export const Readiness = z
  .object({
    status: z.enum(['ok', 'degraded', 'down']),
    archive: Reach,
    redis: Reach,
    site: Reach,
    because: z.array(z.string()).describe('What a person should look at'),
  })
  .meta({ id: 'Readiness' });
export type Readiness = z.infer<typeof Readiness>;
type Reach = z.infer<typeof Reach>;

export interface ReadinessTools {
  readonly services: Pick<Services, 'archive' | 'site' | 'log'>;
  readonly redis: Pick<RedisHealth, 'status' | 'ping'>;
}

/** Whether submissions can be accepted (the archive is writable), and what else is there. */
export function openReadiness(
  { services, redis }: ReadinessTools,
  ...watches: readonly { alarm(): string | undefined }[]
): () => Promise<Readiness> {
  const { archive, site, log } = services;
  let last: { at: number; answer: Promise<Readiness> } | undefined;

  async function reach(what: string, attempt: () => Promise<unknown>): Promise<Reach> {
    try {
      const answered = await within(
        PROBE_MS,
        attempt().then(() => true),
      );
      if (answered) return 'ok';
      log.warn({ what }, 'no answer to a probe');
    } catch (error) {
      log.warn({ what, err: String(error) }, 'a probe failed');
    }
    return 'away';
  }

  async function pingRedis(): Promise<unknown> {
    if (redis.status !== 'ready') throw new Unavailable(`redis is ${redis.status}`);
    const answer = await within(REDIS_MS, redis.ping());
    if (answer === undefined) throw new Unavailable('redis does not answer');
    return answer;
  }

  async function probe(): Promise<Readiness> {
    const [archiveReach, redisReach, siteReach] = await Promise.all([
      reach('archive', () =>
        archive.store.put(keys.probe, new Date().toISOString(), { contentType: 'text/plain' }),
      ),
      reach('redis', pingRedis),
      reach('site', () => site.head('index.html')),
    ]);
    const reaches = { archive: archiveReach, redis: redisReach, site: siteReach };
    const because = [
      ...(archiveReach === 'away' ? ['The archive is away: nothing can be accepted.'] : []),
      ...(redisReach === 'away' ? ['Redis is away: what is accepted waits in the inbox.'] : []),
      ...(siteReach === 'away' ? ['The site’s store is away: nothing can be published.'] : []),
      ...watches.flatMap((watch) => watch.alarm() ?? []),
    ];
    if (archiveReach === 'away') return { status: 'down', ...reaches, because };
    return { status: because.length === 0 ? 'ok' : 'degraded', ...reaches, because };
  }

  return () => {
    const now = Date.now();
    if (last === undefined || now - last.at > KEPT_MS) last = { at: now, answer: probe() };
    return last.answer;
  };
}

/** `GET /healthz` (the process answers) and `GET /readyz` (it can accept submissions). */
export function healthRoutes(app: FastifyInstance, readiness: () => Promise<Readiness>): void {
  const Health = z.object({ status: z.literal('ok') });
  app.get(
    '/healthz',
    {
      config: { access: 'open' },
      schema: { tags: ['server'], summary: 'Whether the server runs', response: { 200: Health } },
    },
    async () => ({ status: 'ok' }),
  );
  app.get(
    '/readyz',
    {
      config: { access: 'open' },
      schema: {
        tags: ['server'],
        summary: 'Whether submissions can be accepted, and what else is there',
        response: { 200: Readiness, 503: Readiness },
      },
    },
    async (_request, reply) => {
      const answer = await readiness();
      return reply.code(answer.status === 'down' ? 503 : 200).send(answer);
    },
  );
}
