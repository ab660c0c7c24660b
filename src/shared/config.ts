import { z } from 'zod';
import { RateLimit } from './source-declaration.ts';

const Port = z.coerce.number().int().min(0).max(65_535);
const StoreUrl = z
  .string()
  .regex(/^(file:|s3:\/\/)/, 'start it with file: or s3:// (see docs/operations.md)');

const MIB = 1024 * 1024;
const Mebibytes = z.coerce
  .number()
  .int()
  .min(1)
  .transform((count) => count * MIB);
const Rate = z
  .string()
  .regex(/^\d+(\.\d+)?\/\d+$/, 'write requests a second / at once, such as 500/2000')
  .transform((text) => {
    const [perSecond, burst] = text.split('/').map(Number);
    return { perSecond, burst };
  })
  .pipe(RateLimit);

const listed = (list: string): string[] =>
  list
    .split(',')
    .map((entry) => entry.trim())
    .filter(Boolean);
const Destination = z.union(
  [z.cidrv4(), z.cidrv6(), z.string().regex(/^(\[[0-9a-f:.]+\]|[^:/[\]\s]+):\d{1,5}$/i)],
  { error: 'name host:port or CIDR, such as cms.internal:8080 or 10.0.0.0/8' },
);
const ProxyAddress = z.union([z.ipv4(), z.ipv6(), z.cidrv4(), z.cidrv6()], {
  error: 'name addresses or CIDR, such as 10.0.0.7 or 10.0.0.0/24',
});

/** Every setting that a process takes from its environment (DESIGN: contract). */
export const Environment = z.object({
  DATELINE_HTTP_PORT: Port.default(8080),
  DATELINE_SITE_PORT: Port.default(8081),
  /** Address both servers listen on. */
  DATELINE_HOST: z.string().default('127.0.0.1'),
  DATELINE_DATA_DIR: z.string().min(1).default('./data'),
  DATELINE_CONFIG: z.string().min(1).default('./newsroom'),
  /** Absent: a private redis-server is started under the data directory. */
  DATELINE_REDIS_URL: z
    .string()
    .regex(/^(rediss?:\/\/|unix:\/)/, 'start it with redis://, rediss:// or unix:/')
    .optional(),
  DATELINE_ARCHIVE_URL: StoreUrl.optional(),
  DATELINE_SITE_URL: StoreUrl.optional(),
  /** Where readers find the site; absent: the preview edge. */
  DATELINE_PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
  /** Where WebSub hubs reach the door from outside; absent: feeds are polled only. */
  DATELINE_DOOR_URL: z.url({ protocol: /^https?$/ }).optional(),
  /** Seals secrets at rest and keys the addresses of media. */
  DATELINE_SECRET_KEY: z.string().min(24, 'give at least 24 characters').optional(),
  /** Lets purges in: the API token of Fastly or Cloudflare, or what the hosts of Varnish ask for. */
  DATELINE_CDN_TOKEN: z
    .string()
    .regex(/^[\x21-\x7e]+$/, 'visible ASCII without spaces')
    .optional(),
  /** host:port or CIDR, comma separated: private addresses that may be fetched from. */
  DATELINE_ALLOW_PRIVATE: z.string().default('').transform(listed).pipe(z.array(Destination)),
  /** Addresses or CIDR, comma separated: proxies before the server, whose X-Forwarded-… is believed. */
  DATELINE_TRUST_PROXY: z.string().default('').transform(listed).pipe(z.array(ProxyAddress)),
  /** What all sources together may send to one server process. */
  DATELINE_DOOR_RATE: Rate.prefault('500/2000'),
  /** Bodies that the door of one process holds at a time, in MiB. */
  DATELINE_DOOR_MAX_BODIES: Mebibytes.prefault(256),
  /** Average lateness of the event loop in milliseconds from which the door refuses. */
  DATELINE_DOOR_MAX_LAG: z.coerce.number().int().min(1).default(500),
  /** Resident memory in MiB from which the door refuses; absent: nine tenths of what there is. */
  DATELINE_DOOR_MAX_MEMORY: Mebibytes.optional(),
  /** Whether a story of our own proves every minute that the route moves. */
  DATELINE_CANARY: z
    .enum(['on', 'off'])
    .transform((word) => word === 'on')
    .prefault('on'),
  /** Where the server reads it back; absent: where readers do. */
  DATELINE_CANARY_URL: z.url({ protocol: /^https?$/ }).optional(),
  DATELINE_LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']).default('info'),
});

/** What one server process takes; beyond it the door answers 429 or 503 and nothing is lost. */
export interface DoorSettings {
  readonly rate: RateLimit;
  /** Bytes. */
  readonly maxBodies: number;
  readonly maxLagMs: number;
  /** Bytes; `undefined` for a share of what the machine has. */
  readonly maxMemory: number | undefined;
}

/** Settings with their defaults resolved; `undefined` where a command must say what is missing. */
export interface Config {
  readonly httpPort: number;
  readonly sitePort: number;
  readonly host: string;
  readonly dataDir: string;
  readonly newsroomDir: string;
  readonly redisUrl: string | undefined;
  readonly archiveUrl: string;
  readonly siteUrl: string;
  readonly publicUrl: string | undefined;
  /** Without a slash at its end. */
  readonly doorUrl: string | undefined;
  readonly secretKey: string | undefined;
  readonly cdnToken: string | undefined;
  readonly allowPrivate: readonly string[];
  readonly trustProxy: readonly string[];
  readonly door: DoorSettings;
  readonly canary: boolean;
  /** Without a slash at its end. */
  readonly canaryUrl: string | undefined;
  readonly logLevel: z.infer<typeof Environment>['DATELINE_LOG_LEVEL'];
}

/** Read once, by the entry points; a process with a wrong setting must not start at all. */
export function readConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  const parsed = Environment.safeParse(environment);
  if (!parsed.success) throw new Error(`Bad configuration\n${z.prettifyError(parsed.error)}`);
  const values = parsed.data;
  return {
    httpPort: values.DATELINE_HTTP_PORT,
    sitePort: values.DATELINE_SITE_PORT,
    host: values.DATELINE_HOST,
    dataDir: values.DATELINE_DATA_DIR,
    newsroomDir: values.DATELINE_CONFIG,
    redisUrl: values.DATELINE_REDIS_URL,
    archiveUrl: values.DATELINE_ARCHIVE_URL ?? `file:${values.DATELINE_DATA_DIR}/archive`,
    siteUrl: values.DATELINE_SITE_URL ?? `file:${values.DATELINE_DATA_DIR}/site`,
    publicUrl: values.DATELINE_PUBLIC_URL?.replace(/\/+$/, ''),
    doorUrl: values.DATELINE_DOOR_URL?.replace(/\/+$/, ''),
    secretKey: values.DATELINE_SECRET_KEY,
    cdnToken: values.DATELINE_CDN_TOKEN,
    allowPrivate: values.DATELINE_ALLOW_PRIVATE,
    trustProxy: values.DATELINE_TRUST_PROXY,
    door: {
      rate: values.DATELINE_DOOR_RATE,
      maxBodies: values.DATELINE_DOOR_MAX_BODIES,
      maxLagMs: values.DATELINE_DOOR_MAX_LAG,
      maxMemory: values.DATELINE_DOOR_MAX_MEMORY,
    },
    canary: values.DATELINE_CANARY,
    canaryUrl: values.DATELINE_CANARY_URL?.replace(/\/+$/, ''),
    logLevel: values.DATELINE_LOG_LEVEL,
  };
}
