import type { Redis } from 'ioredis';
import { z } from 'zod';
import { openAccept } from '../../queues/accept.ts';
import type { Queues } from '../../queues/queues.ts';
import { type CanaryKind, canaryKinds } from '../../shared/canary.ts';
import { type Lease, takeLease } from '../../shared/redis-lease.ts';
import type { Services } from '../../shared/services.ts';
import { type FlightTools, fly } from './fly.ts';

const PREFIX = 'dateline:{canary}:';
/** One server sends it; another takes over when its lease has run out. */
const LEASE_MS = 15_000;
/** Of so many runs one has a picture. */
const PICTURE_EVERY = 10;

export interface Pace {
  readonly everyMs: number;
  /** How long a run is waited for. */
  readonly patienceMs: number;
  /** Silence after which somebody should look. */
  readonly alarmMs: number;
}

const usual: Pace = { everyMs: 60_000, patienceMs: 30_000, alarmMs: 180_000 };

export interface CanaryTools {
  readonly services: Services;
  readonly queues: Queues;
  readonly redis: Redis;
  /** @default once a minute */
  readonly pace?: Pace;
}

/** When the canary was last read at the edge, and how long it had taken. */
const Arrival = z.object({ at: z.string(), ms: z.number() });

export interface CanaryStanding {
  readonly arrivals: Readonly<Partial<Record<CanaryKind, z.infer<typeof Arrival>>>>;
  /** Where the last run was when it was late; `null` where it came through. */
  readonly where: string | null;
  readonly runs: number;
}

export interface Canary {
  /** How its last runs went, as this server knows it; `undefined` where none flies. */
  standing(): CanaryStanding | undefined;
  /** Why somebody should look, if the canary has not come through for long. */
  alarm(): string | undefined;
  close(): Promise<void>;
}

export const noCanary: Canary = {
  standing: () => undefined,
  alarm: () => undefined,
  close: async () => {},
};

/** What all servers know of it. */
const Known = z.object({
  arrivals: z.partialRecord(z.enum(canaryKinds), Arrival).default({}),
  /** Where the last run was when it was late. */
  where: z.string().nullable(),
  runs: z.int(),
  /** Submissions of late runs, by kind. */
  late: z.partialRecord(z.enum(canaryKinds), z.string()).default({}),
});
type Known = Readonly<z.infer<typeof Known>>;

/** Sends a story of our own along the whole route, again and again; one server of several does. */
export function startCanary({ services, queues, redis, pace = usual }: CanaryTools): Canary {
  const { log, meter, config, publicUrl } = services;
  const stop = new AbortController();
  const flight: Omit<FlightTools, 'signal' | 'lastSent'> = {
    services,
    accept: openAccept({ services, queues, redis }),
    url: config.canaryUrl ?? publicUrl,
    patienceMs: pace.patienceMs,
  };
  const started = Date.now();
  let known: Known = { arrivals: {}, where: null, runs: 0, late: {} };
  let lease: Lease | undefined;
  let running: Promise<void> | undefined;

  async function leads(): Promise<boolean> {
    if (lease?.isHeld() === true) return true;
    await lease?.release();
    lease = await takeLease(redis, `${PREFIX}lease`, LEASE_MS);
    return lease !== undefined;
  }

  async function look(): Promise<void> {
    const noted = await redis.get(`${PREFIX}known`);
    if (noted !== null) known = Known.parse(JSON.parse(noted));
    if (await leads()) await send();
  }

  async function send(): Promise<void> {
    const isPicture = known.runs % PICTURE_EVERY === PICTURE_EVERY - 1;
    const kind: CanaryKind = isPicture ? 'picture' : 'text';
    const note = (result: string) =>
      meter.count('canaryRuns', { pictures: isPicture ? 'yes' : 'no', result });
    try {
      const lastSent = known.late[kind];
      const came = await fly(kind, { ...flight, lastSent, signal: stop.signal });
      note(came.result);
      const arrival = came.result === 'live' && {
        at: new Date().toISOString(),
        ms: Math.round(came.ms),
      };
      known = {
        arrivals: arrival ? { ...known.arrivals, [kind]: arrival } : known.arrivals,
        where: came.result === 'live' ? null : came.where,
        runs: known.runs + 1,
        late: { ...known.late, [kind]: came.result === 'late' ? came.sent : undefined },
      };
      if (came.result === 'late') log.warn({ kind, where: came.where }, 'the canary is late');
    } catch (error) {
      if (stop.signal.aborted) return;
      note('failed');
      throw error;
    }
    await redis.set(`${PREFIX}known`, JSON.stringify(known));
  }

  const timer = setInterval(() => {
    if (redis.status !== 'ready' || running !== undefined) return;
    running = look()
      .catch((error: unknown) => log.warn({ err: error }, 'the canary could not be sent'))
      .finally(() => {
        running = undefined;
      });
  }, pace.everyMs);
  timer.unref();

  return {
    standing: () => known,
    alarm() {
      const seen = Math.max(started, Date.parse(known.arrivals.text?.at ?? '') || 0);
      const silentMs = Date.now() - seen;
      if (silentMs <= pace.alarmMs) return undefined;
      const where = known.where ?? 'nothing is known of where it is';
      return `The canary story has not come through for ${Math.floor(silentMs / 1000)} s: ${where}.`;
    },
    async close() {
      clearInterval(timer);
      stop.abort();
      await running;
      if (redis.status === 'ready') await lease?.release();
    },
  };
}
