import { resolve } from 'node:path';
import { stages } from '../queues/route.ts';
import type { Config } from '../shared/config.ts';
import { openServices } from '../shared/open-services.ts';
import { startWorkers } from '../workers/start.ts';
import { type ChildWorker, startChildWorker } from './child-worker.ts';
import { claimDataDir, secretKeyIn } from './data-dir.ts';
import { startEmbeddedRedis } from './embedded-redis.ts';
import { findRedis } from './redis-program.ts';
import type { Running } from './run-until-stopped.ts';
import type { Shutdown } from './shutdown.ts';
import { openEdge, openServer } from './site-server.ts';
import { type Terminal, WrongUse } from './terminal.ts';

/** Pictures take memory and whole cores: their stage has a process of its own. */
const IMAGES = 'images';

/** Runs everything on this machine. Returns the ready line. */
export async function startAll(
  terminal: Terminal,
  config: Config,
  running: Running,
): Promise<string> {
  const { shutdown, log } = running;
  const claim = await claimDataDir(config.dataDir);
  shutdown.add(() => claim.release());
  const secretKey = config.secretKey ?? (await ownSecretKey(config));
  const redisUrl = config.redisUrl ?? (await ownRedis(terminal, config, running));
  const edge = await openEdge(config, shutdown);
  const publicUrl = config.publicUrl ?? edge.url;
  const child = startChildWorker({
    terminal,
    stage: IMAGES,
    settings: {
      DATELINE_REDIS_URL: redisUrl,
      DATELINE_PUBLIC_URL: publicUrl,
      DATELINE_SECRET_KEY: secretKey,
    },
    log,
  });
  shutdown.addChild(() => child.kill());
  const services = await openServices({ config, redisUrl, secretKey, publicUrl, log });
  shutdown.add(() => services.close());
  await startAllWorkers({ child, services, redisUrl, shutdown });
  return (await openServer({ services, redisUrl, shutdown, log }, edge.url)).readyLine;
}

async function startAllWorkers({
  child,
  services,
  redisUrl,
  shutdown,
}: {
  child: ChildWorker;
  services: Awaited<ReturnType<typeof openServices>>;
  redisUrl: string;
  shutdown: Shutdown;
}): Promise<void> {
  const here = stages.filter((stage) => stage !== IMAGES);
  const workers = startWorkers(here, services, redisUrl);
  // Workers that did not start have nothing to close, and why is told below.
  const closed = () =>
    workers.then(
      (started) => started.close(),
      () => undefined,
    );
  shutdown.add(() => Promise.all([closed(), child.close()]));
  await Promise.all([workers, child.ready]);
}

/** A key that other machines would have to know cannot be made here by itself. */
async function ownSecretKey({ archiveUrl, dataDir, redisUrl }: Config): Promise<string> {
  if (redisUrl === undefined && archiveUrl.startsWith('file:')) return secretKeyIn(dataDir);
  throw new WrongUse(
    'Set DATELINE_SECRET_KEY (at least 24 characters): it seals the secrets in a store that ' +
      'other processes read too. "openssl rand -base64 32" makes one.',
  );
}

async function ownRedis(
  { environment }: Terminal,
  { dataDir }: Config,
  { shutdown, log }: Running,
): Promise<string> {
  const program = await findRedis(environment.PATH);
  const redis = await startEmbeddedRedis({ program, dataDir: resolve(dataDir), log });
  shutdown.add(() => redis.close());
  shutdown.addChild(() => redis.kill());
  return redis.url;
}
