/**
 * `npm run stack`: what docker-compose.yml runs, as plain processes on free ports: Redis, an object
 * store that speaks S3, web, and a process for each worker. Prints the ready line of `dateline up`;
 * everything goes with Ctrl-C. Its object store keeps all in memory.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { startEmbeddedRedis } from '../src/cli/embedded-redis.ts';
import { openLog } from '../src/cli/log.ts';
import { findRedis } from '../src/cli/redis-program.ts';
import { closeInTime, listenForStop, Shutdown } from '../src/cli/shutdown.ts';
import { stages } from '../src/queues/route.ts';
import { readConfig } from '../src/shared/config.ts';
import { startS3Server } from '../tests/support/s3-server.ts';

const dateline = fileURLToPath(new URL('../dist/cli/main.js', import.meta.url));
const log = await openLog(readConfig(process.env).logLevel);
const RESTART_MS = 500;
const shutdown = new Shutdown();
const stop = listenForStop();

try {
  console.log(await startStack());
  await stop.asked;
} finally {
  await closeInTime(shutdown, log);
  stop.dispose();
}

/** Returns the ready line. */
async function startStack(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'dateline-stack-'));
  shutdown.add(() => rm(folder, { recursive: true }));
  const program = await findRedis(process.env.PATH);
  const redis = await startEmbeddedRedis({ program, dataDir: folder, log });
  shutdown.add(() => redis.close());
  shutdown.addChild(() => redis.kill());
  const store = await startS3Server({ buckets: ['archive', 'site'], accessKeyId: 'stack' });
  shutdown.add(() => store.close());
  const sitePort = await freePort();
  const settings = {
    // Where the commands look for a running Dateline.
    DATELINE_DATA_DIR: process.env.DATELINE_DATA_DIR ?? './data',
    DATELINE_HTTP_PORT: process.env.DATELINE_HTTP_PORT ?? '0',
    DATELINE_SITE_PORT: String(sitePort),
    DATELINE_REDIS_URL: redis.url,
    DATELINE_ARCHIVE_URL: store.url('archive'),
    DATELINE_SITE_URL: store.url('site'),
    DATELINE_PUBLIC_URL: `http://127.0.0.1:${sitePort}`,
    DATELINE_SECRET_KEY: randomBytes(32).toString('base64url'),
    AWS_ACCESS_KEY_ID: 'stack',
    AWS_SECRET_ACCESS_KEY: 'stack',
  };
  const roles = [['serve'], ...stages.map((stage) => ['work', stage])];
  const running = roles.map((role) => runRole(role, settings));
  shutdown.add(() => Promise.all(running.map(({ close }) => close())));
  const [readyLine = ''] = await Promise.all(running.map(({ firstLine }) => firstLine));
  return readyLine;
}

/** One role as a process of its own; killed, it is started again, as a container would be. */
function runRole(role: readonly string[], settings: Readonly<Record<string, string>>) {
  let isClosing = false;
  let child = start();
  shutdown.addChild(() => child.kill('SIGKILL'));
  const firstLine = new Promise<string>((resolve, reject) => {
    if (child.stdout) createInterface({ input: child.stdout }).once('line', resolve);
    child.once('exit', (code) => reject(new Error(`${role.join(' ')} ended with code ${code}`)));
  });

  function start(): ChildProcess {
    // Its own process group: a Ctrl-C reaches it through us, before Redis and the store go.
    const started = spawn(process.execPath, ['--enable-source-maps', dateline, ...role, '--json'], {
      env: { ...process.env, ...settings },
      stdio: ['ignore', 'pipe', 'inherit'],
      detached: true,
    });
    started.once('exit', (code, signal) => {
      if (isClosing) return;
      log.warn({ role, code, signal }, 'a role ended and is started again');
      setTimeout(() => {
        if (!isClosing) child = start();
      }, RESTART_MS);
    });
    return started;
  }

  return {
    firstLine,
    async close() {
      isClosing = true;
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill('SIGTERM');
      await once(child, 'exit');
    },
  };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new TypeError('no TCP address');
  return address.port;
}
