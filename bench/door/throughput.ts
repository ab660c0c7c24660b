import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { openStore } from '../../src/shared/object-store/open-store.ts';
import { openSeal } from '../../src/shared/seal.ts';
import { SourceDeclaration } from '../../src/shared/source-declaration.ts';
import { openSourceRegistry } from '../../src/shared/source-registry.ts';
import { privateRedis } from '../../tests/support/private-redis.ts';
import { startBareRoute, startDoor, startS3 } from './children.ts';
import { type Knocked, knock } from './knocking.ts';

const KEY = 'a key of the bench, long enough';
/** The door and the bare route take turns, so that a busy moment of the machine meets both. */
const ROUNDS = 3;
const UNLIMITED = { perSecond: 100_000, burst: 100_000 };

export interface Throughput {
  readonly door: Knocked;
  readonly bare: Knocked;
  /** Of the stories a second. */
  readonly ratio: number;
}

interface Settings {
  readonly store: 'directory' | 's3';
  readonly seconds: number;
  /** Folder for a CPU profile of the door. */
  readonly profile: string | undefined;
}

export async function measureThroughput({
  store,
  seconds,
  profile,
}: Settings): Promise<Throughput> {
  const folder = await mkdtemp(join(tmpdir(), 'dateline-door-'));
  const redis = await privateRedis();
  const s3 = store === 's3' ? await startS3() : undefined;
  const place = (name: string) =>
    s3 === undefined
      ? `file:${folder}/${name}`
      : `s3://archive/${name}?region=us-east-1&forcePathStyle=true&endpoint=${s3.http}`;
  const secret = await addSource(place('door'));
  const door = await startDoor(
    {
      DATELINE_DATA_DIR: join(folder, 'data'),
      DATELINE_ARCHIVE_URL: place('door'),
      DATELINE_SITE_URL: place('site'),
      DATELINE_REDIS_URL: redis.url,
      DATELINE_PUBLIC_URL: 'http://127.0.0.1:1',
      DATELINE_SECRET_KEY: KEY,
      DATELINE_HTTP_PORT: '0',
      DATELINE_SITE_PORT: '0',
      DATELINE_DOOR_RATE: '100000/1000000',
      // A refusal would be no measure.
      DATELINE_DOOR_MAX_LAG: '60000',
      // As it runs in earnest; the lines go nowhere.
      DATELINE_LOG_LEVEL: 'warn',
    },
    profile,
  );
  const bare = await startBareRoute(secret, place('bare'));
  const knocked: { door: Knocked[]; bare: Knocked[] } = { door: [], bare: [] };
  for (let round = 0; round < ROUNDS; round += 1) {
    knocked.bare.push(await knock(bare.http, secret, seconds));
    knocked.door.push(await knock(door.http, secret, seconds));
  }
  await Promise.all([door.stop(), bare.stop()]);
  await s3?.stop();
  await redis.close();
  await rm(folder, { recursive: true });
  const figures = { door: middle(knocked.door), bare: middle(knocked.bare) };
  return { ...figures, ratio: figures.door.perSecond / figures.bare.perSecond };
}

async function addSource(archiveUrl: string): Promise<string> {
  const archive = openStore(archiveUrl);
  const sources = openSourceRegistry({
    ...{ declared: async () => [], archive, seal: openSeal(KEY) },
    log: pino({ level: 'silent' }),
  });
  const added = await sources.add(SourceDeclaration.parse({ id: 'bench', rateLimit: UNLIMITED }));
  await archive.close();
  return added.secrets[0] ?? '';
}

/** The round of the median rate. */
function middle(rounds: readonly Knocked[]): Knocked {
  const sorted = [...rounds].sort((a, b) => a.perSecond - b.perSecond);
  const found = sorted[Math.floor(sorted.length / 2)];
  if (found === undefined) throw new RangeError('no rounds');
  return found;
}
