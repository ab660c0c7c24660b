import { openAccept } from '../queues/accept.ts';
import type { Queues } from '../queues/queues.ts';
import type { Services } from '../shared/services.ts';
import { openEventHub } from './api/event-hub.ts';
import { buildApp } from './app.ts';
import { type Canary, noCanary } from './canary/canary.ts';
import { urlOf, watchUnused } from './listening.ts';
import { openMetrics } from './metrics.ts';
import { newSignInLink } from './people/sign-in.ts';
import { openTokens } from './people/tokens.ts';
import { openUsers } from './people/users.ts';
import type { RedisHealth } from './server-tools.ts';
import type { SystemView } from './system-view.ts';

export interface ServerOptions {
  readonly services: Services;
  /** Over a hasty connection: a request must be answered while Redis is away. */
  readonly queues: Queues;
  readonly redis: RedisHealth;
  readonly system: SystemView;
  /** @default none flies */
  readonly canary?: Pick<Canary, 'alarm' | 'standing'>;
  /** A token of an admin, for this process alone; never kept. */
  readonly bootstrapToken?: string;
}

export interface RunningServer {
  /** Without a slash at its end. */
  readonly url: string;
  /** Signs a browser in as admin, once, within 15 minutes; `null` from then on, and once a user exists. */
  signInUrl(): Promise<string | null>;
  /** Ends open event streams and answers what is under way first. */
  close(): Promise<void>;
}

/** Door, API and dashboards, listening on the configured address. */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const { services, queues, redis, system, bootstrapToken, canary = noCanary } = options;
  const { log, archive, desk, config } = services;
  const metrics = openMetrics();
  const events = openEventHub(desk, log);
  const signIn = newSignInLink();
  const tokens = openTokens(archive.store, { bootstrap: bootstrapToken, log });
  const users = openUsers(archive.store, { log });
  const accept = openAccept({ services, queues, redis });
  const tools = { services, queues, accept, redis, tokens, users, metrics, system, canary };
  const app = await buildApp({ tools, events, signIn });
  const hangUpUnused = watchUnused(app.server);
  await app.listen({ host: config.host, port: config.httpPort });
  const url = urlOf(app.server.address());
  return {
    url,
    async signInUrl() {
      const code = (await users.any()) ? null : signIn.code();
      return code === null ? null : `${url}/sign-in?code=${code}`;
    },
    async close() {
      await events.close();
      metrics.close();
      hangUpUnused();
      await app.close();
    },
  };
}
