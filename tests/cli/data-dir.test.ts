import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { writeApiFile } from '../../src/cli/api-file.ts';
import { claimDataDir, secretKeyIn } from '../../src/cli/data-dir.ts';
import { commandLineOf } from '../../src/cli/running-process.ts';

let dataDir: string;
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'dl-'));
});
afterEach(() => rm(dataDir, { recursive: true }));

const claimed = (claim: object | string): Promise<void> =>
  writeFile(join(dataDir, 'claim.json'), typeof claim === 'string' ? claim : JSON.stringify(claim));

describe('a data directory', () => {
  it('is free again once its Dateline has stopped, with nothing left to mislead anybody', async () => {
    const claim = await claimDataDir(dataDir);
    await writeApiFile(dataDir, {
      pid: process.pid,
      http: 'http://127.0.0.1:1',
      site: 'http://127.0.0.1:2',
      token: 't',
      redis: 'unix:/x',
      publicUrl: 'http://127.0.0.1:2',
    });
    await claim.release();
    expect(await readdir(dataDir)).toEqual([]);
  });

  it('belongs to the one that runs, whose address is named', async () => {
    const other = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
    await once(other, 'spawn');
    try {
      const pid = other.pid ?? 0;
      await claimed({ pid, command: await commandLineOf(pid) });
      await expect(claimDataDir(dataDir)).rejects.toThrow('is starting already');
      const http = 'http://127.0.0.1:4567';
      await writeApiFile(dataDir, {
        pid,
        http,
        site: http,
        token: 't',
        redis: 'unix:/x',
        publicUrl: http,
      });
      await expect(claimDataDir(dataDir)).rejects.toThrow(`runs at ${http} already`);
    } finally {
      other.kill();
      await once(other, 'exit');
    }
  });

  it.each([
    ['a process that is gone', { pid: 2 ** 22 + 1, command: 'node main.js up' }],
    ['a process id that another program has now', { pid: 1, command: 'node main.js up' }],
    [
      'an earlier run with our own process id, as in a container',
      { pid: process.pid, command: '' },
    ],
    ['a crash in the middle of writing', '{"pid":'],
  ])('is taken over from %s', async (_what, claim) => {
    await claimed(claim);
    await expect(claimDataDir(dataDir)).resolves.toBeDefined();
  });
});

it('the secret key is made once, and only its owner may read it', async () => {
  const key = await secretKeyIn(dataDir);
  expect(Buffer.from(key, 'base64url')).toHaveLength(32);
  expect(await secretKeyIn(dataDir)).toBe(key);
  expect((await stat(join(dataDir, 'secret-key'))).mode & 0o777).toBe(0o600);
});
