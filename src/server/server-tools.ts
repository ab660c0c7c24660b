import type { Accept } from '../queues/accept.ts';
import type { Queues } from '../queues/queues.ts';
import type { Services } from '../shared/services.ts';
import type { Canary } from './canary/canary.ts';
import type { Metrics } from './metrics.ts';
import type { Tokens } from './people/tokens.ts';
import type { Users } from './people/users.ts';
import type { SystemView } from './system-view.ts';

/** What the server must know of Redis: an ioredis client fits. */
export interface RedisHealth {
  /** `ready` while commands can be sent. */
  readonly status: string;
  ping(): Promise<unknown>;
  /** What Redis says of itself. */
  info(): Promise<string>;
}

/** What every part of the server may use. */
export interface ServerTools {
  readonly services: Services;
  readonly queues: Queues;
  readonly accept: Accept;
  readonly redis: RedisHealth;
  readonly tokens: Tokens;
  readonly users: Users;
  readonly metrics: Metrics;
  /** Of all processes together. */
  readonly system: SystemView;
  /** What is known of the canary story. */
  readonly canary: Pick<Canary, 'alarm' | 'standing'>;
}
