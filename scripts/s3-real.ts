/**
 * Runs the S3 contract against a real server: Ceph's gateway from Debian's packages, as one monitor,
 * one store in memory and one gateway, on free loopback ports and in a temporary folder.
 */
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3';
import { Ceph } from './ceph.ts';

const PACKAGES = ['radosgw', 'ceph-mon', 'ceph-osd', 'ceph-common'];
const PROGRAMS = ['radosgw', 'radosgw-admin', 'ceph-mon', 'ceph-osd', 'ceph', 'ceph-authtool'];
const BUCKET = 'dateline-test';

const succeeds = (command: string, args: readonly string[]): boolean =>
  spawnSync(command, args, { stdio: 'ignore' }).status === 0;

const missing = (): string[] =>
  PROGRAMS.filter((program) => !succeeds('sh', ['-c', `command -v ${program}`]));

/** Returns whether all programs are there in the end. */
function install(): boolean {
  if (missing().length === 0) return true;
  const wish = `apt-get install --no-install-recommends ${PACKAGES.join(' ')}`;
  const sudo = process.getuid?.() === 0 ? [] : ['sudo', '-n'];
  const [first = 'apt-get', ...rest] = [...sudo, 'apt-get'];
  const permitted = succeeds(first, [...rest, '--version']);
  if (permitted) {
    console.error(`Installing ${PACKAGES.join(' ')} (about 70 MB)`);
    const apt = (...args: string[]) => spawnSync(first, [...rest, ...args], { stdio: 'ignore' });
    const order = ['install', '-y', '-q', '--no-install-recommends', ...PACKAGES];
    if (apt(...order).status !== 0) {
      apt('update', '-q');
      apt(...order);
    }
  }
  if (missing().length === 0) return true;
  console.error(`This test needs Ceph's S3 gateway. On Debian or Ubuntu: ${wish}`);
  return false;
}

async function makeBucket(ceph: Ceph): Promise<void> {
  const client = new S3Client({
    region: 'us-east-1',
    endpoint: ceph.endpoint,
    forcePathStyle: true,
    credentials: { accessKeyId: ceph.accessKey, secretAccessKey: ceph.secretKey },
  });
  await client.send(new CreateBucketCommand({ Bucket: BUCKET }));
  client.destroy();
}

function runTests(ceph: Ceph): Promise<number> {
  const url = `s3://${BUCKET}?region=us-east-1&forcePathStyle=true&endpoint=${ceph.endpoint}`;
  const tests = spawn(
    join(import.meta.dirname, '../node_modules/.bin/vitest'),
    ['run', 'tests/shared/object-store/s3-real.test.ts', ...process.argv.slice(2)],
    {
      stdio: 'inherit',
      cwd: join(import.meta.dirname, '..'),
      env: {
        ...process.env,
        DATELINE_TEST_S3_URL: url,
        AWS_ACCESS_KEY_ID: ceph.accessKey,
        AWS_SECRET_ACCESS_KEY: ceph.secretKey,
      },
    },
  );
  stopTests = () => tests.kill();
  return new Promise((done, fail) => {
    tests.once('error', fail);
    tests.once('exit', (code) => done(code ?? 1));
  });
}

let stopTests = (): unknown => undefined;

async function main(): Promise<number> {
  if (!install()) return 1;
  const folder = mkdtempSync(join(tmpdir(), 'dl-ceph-'));
  const ceph = new Ceph(folder);
  let interrupted = false;
  const interrupt = () => {
    interrupted = true;
    stopTests();
    ceph.kill();
  };
  process.on('SIGINT', interrupt).on('SIGTERM', interrupt);
  try {
    const begun = Date.now();
    await ceph.start();
    await makeBucket(ceph);
    console.error(
      `Ceph is up at ${ceph.endpoint} after ${((Date.now() - begun) / 1000).toFixed(1)} s`,
    );
    const code = await runTests(ceph);
    return interrupted ? 130 : code;
  } catch (error) {
    console.error(interrupted ? 'Interrupted' : error);
    return interrupted ? 130 : 1;
  } finally {
    await ceph.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

process.exitCode = await main();
