import { type ChildProcess, fork, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { Conflict, Unavailable } from '../../../src/shared/errors.ts';
import { openDirectory } from '../../../src/shared/object-store/directory.ts';
import { breakIfStale, underLock } from '../../../src/shared/object-store/directory-lock.ts';
import { describeObjectStore } from '../../contracts/object-store.ts';

const scratch = mkdtempSync(join(tmpdir(), 'dateline-directory-'));
let stores = 0;
const freshRoot = () => join(scratch, `store-${++stores}`);
const text = { contentType: 'text/plain; charset=utf-8' };
afterAll(() => rmSync(scratch, { recursive: true }));

describeObjectStore('a directory', async () => openDirectory(freshRoot()));

function deadProcessId(): number {
  return spawnSync(process.execPath, ['-e', '']).pid;
}

const lockOf = (pid: number, since = Date.now(), host = hostname()) =>
  `token${pid}-${since}:${since}:${pid}:${host}`;

describe('several processes on one directory', () => {
  const writers: ChildProcess[] = [];
  const root = freshRoot();
  afterAll(() => {
    for (const writer of writers) writer.kill();
  });

  async function start(): Promise<ChildProcess> {
    const writer = fork(join(import.meta.dirname, 'directory-writer.ts'), [root], {
      execArgv: ['--import', 'tsx'],
    });
    writers.push(writer);
    await once(writer, 'message');
    return writer;
  }

  const race = (order: object) =>
    Promise.all(
      writers.map(async (writer) => {
        writer.send(order);
        const [outcome] = await once(writer, 'message');
        return outcome;
      }),
    );

  test('exactly one of five wins each round, with either condition', async () => {
    await Promise.all(Array.from({ length: 5 }, start));
    const store = openDirectory(root);
    for (let round = 0; round < 60; round += 1) {
      const key = `rounds/${round}`;
      const made = await race({ key, options: { ifAbsent: true } });
      expect(made.toSorted()).toEqual(['Conflict', 'Conflict', 'Conflict', 'Conflict', 'won']);
      const { etag } = (await store.head(key))!;
      const changed = await race({ key, options: { ifMatch: etag } });
      expect(changed.toSorted()).toEqual(['Conflict', 'Conflict', 'Conflict', 'Conflict', 'won']);
      const winner = writers[changed.indexOf('won')]!;
      expect((await store.get(key))?.body.toString()).toBe(String(winner.pid));
    }
    expect(readdirSync(join(root, 'rounds')).filter((name) => !name.endsWith('='))).toEqual([]);
  });

  test('the lock of a killed process is broken at once, and by one only', async () => {
    const store = openDirectory(root);
    for (let round = 0; round < 20; round += 1) {
      const key = `killed/${round}`;
      const etag = await store.put(key, 'before', text);
      symlinkSync(lockOf(deadProcessId()), join(root, `${key}=lock`));
      // Of one that lives nobody would win before the patience of all is at its end.
      const changed = await race({ key, options: { ifMatch: etag } });
      expect(changed.filter((outcome) => outcome === 'won')).toHaveLength(1);
    }
    expect(readdirSync(join(root, 'killed')).filter((name) => !name.endsWith('='))).toEqual([]);
  });

  test('writers killed at any moment leave a store that works', async () => {
    const store = openDirectory(root);
    await store.put('hammered', 'start', text);
    for (const writer of writers) writer.send({ hammer: 'hammered' });
    await expect
      .poll(async () => (await store.get('hammered'))?.body.toString())
      .toMatch(/^\d+ x{5000}$/);
    // Somewhere in the middle.
    await new Promise((done) => setTimeout(done, 100));
    for (const writer of writers) writer.kill('SIGKILL');
    await Promise.all(writers.map((writer) => writer.signalCode ?? once(writer, 'exit')));
    const { etag, body } = (await store.get('hammered'))!;
    expect(body.toString()).toMatch(/^\d+ x{5000}$/);
    await store.put('hammered', 'end', text, { ifMatch: etag });
    expect((await store.get('hammered'))?.body.toString()).toBe('end');
    expect(readdirSync(root).filter((name) => name.includes('lock'))).toEqual([]);
  });
});

describe('the lock of a file', () => {
  const file = () => join(scratch, `locked-${++stores}=`);

  test('waits for a living owner', async () => {
    const path = file();
    symlinkSync(lockOf(process.ppid), `${path}lock`);
    setTimeout(() => rmSync(`${path}lock`), 100);
    const begun = Date.now();
    await underLock(path, () => undefined);
    expect(Date.now() - begun).toBeGreaterThanOrEqual(90);
  });

  test('is not taken from a living owner or one on another machine until it is old', () => {
    const path = `${file()}lock`;
    const owners: [string, boolean][] = [
      [lockOf(process.ppid), true],
      [lockOf(deadProcessId(), Date.now(), 'elsewhere'), true],
      [lockOf(deadProcessId()), false],
      [lockOf(process.ppid, Date.now() - 60_000), false],
      [lockOf(1, Date.now() - 60_000, 'elsewhere'), false],
    ];
    for (const [owner, stays] of owners) {
      symlinkSync(owner, path);
      breakIfStale(path);
      expect(readdirSync(scratch).includes(path.slice(scratch.length + 1)), owner).toBe(stays);
      rmSync(path, { force: true });
    }
  });

  test('is broken although a breaker died half way', async () => {
    const path = file();
    const owner = lockOf(deadProcessId());
    symlinkSync(owner, `${path}lock`);
    symlinkSync(lockOf(deadProcessId()), `${path}lock.${owner.split(':')[0]}`);
    await underLock(path, () => undefined);
    expect(
      readdirSync(scratch).filter((name) => name.startsWith(path.slice(scratch.length + 1))),
    ).toEqual([]);
  });

  test('tells who holds it when it was taken away', async () => {
    const path = file();
    await underLock(path, (isOurs) => {
      expect(isOurs()).toBe(true);
      rmSync(`${path}lock`);
      symlinkSync(lockOf(process.ppid), `${path}lock`);
      expect(isOurs()).toBe(false);
    });
    expect(readdirSync(scratch)).toContain(`${path.slice(scratch.length + 1)}lock`);
  });
});

describe('after a crash', () => {
  test('leftovers are in no listing, and old ones are swept by it', async () => {
    const root = freshRoot();
    const store = openDirectory(root);
    await store.put('open/1', 'x', text);
    const stamp = (ago: number) => (Date.now() - ago).toString(36);
    const young = `=${stamp(60_000)}.17.1.abc.tmp`;
    const old = `=${stamp(2 * 3_600_000)}.17.2.abc.tmp`;
    const dead = `1=lock`;
    for (const name of [young, old, '.DS_Store', 'Thumbs.db', 'notes']) {
      writeFileSync(join(root, 'open', name), 'half');
    }
    symlinkSync(lockOf(deadProcessId()), join(root, 'open', dead));
    const keys: string[] = [];
    for await (const { key } of store.list('')) keys.push(key);
    expect(keys).toEqual(['open/1']);
    const left = readdirSync(join(root, 'open'));
    expect(left).toContain(young);
    expect(left).not.toContain(old);
    expect(left).not.toContain(dead);
  });

  test('an object that a power cut tore counts as not there, and can be made again', async () => {
    const root = freshRoot();
    const store = openDirectory(root);
    for (const length of [0, 20, 4_000]) {
      const etag = await store.put('page', 'y'.repeat(5_000), text);
      truncateSync(join(root, 'page='), length);
      expect(await store.get('page')).toBeUndefined();
      expect(await store.head('page')).toBeUndefined();
      await expect(store.put('page', 'z', text, { ifMatch: etag })).rejects.toThrow(Conflict);
      await store.put('page', 'again', text, { ifAbsent: true });
      expect((await store.get('page'))?.body.toString()).toBe('again');
    }
  });

  test('an object whose header is nonsense is reported, never taken as empty', async () => {
    const root = freshRoot();
    const store = openDirectory(root);
    await store.put('page', 'y', text);
    writeFileSync(join(root, 'page='), 'nonsense\nmore');
    await expect(store.get('page')).rejects.toThrow(/page= is damaged/);
    await expect(store.head('page')).rejects.toThrow(/page= is damaged/);
  });
});

describe('a directory store', () => {
  test('changes the ETag even when the same bytes are written again', async () => {
    const store = openDirectory(freshRoot());
    expect(await store.put('a', 'x', text)).not.toBe(await store.put('a', 'x', text));
  });

  test('leaves no empty folders behind but the first level', async () => {
    const root = freshRoot();
    const store = openDirectory(root);
    await store.put(`schedule/2026-11-22T10.00Z/${'s'.repeat(300)}/story.1`, '', text);
    await store.delete(`schedule/2026-11-22T10.00Z/${'s'.repeat(300)}/story.1`);
    expect(readdirSync(join(root, 'schedule'))).toEqual([]);
  });

  test('keeps a hundred durable writers of one folder apart and safe', async () => {
    const root = freshRoot();
    const store = openDirectory(root);
    const keys = Array.from({ length: 100 }, (_, n) => `inbox/${n}`);
    await Promise.all(keys.map((key) => store.put(key, key, text, { durable: true })));
    for (const key of keys) expect((await store.get(key))?.body.toString()).toBe(key);
  });

  test('that cannot write says that it is unavailable', async () => {
    const root = freshRoot();
    writeFileSync(root, 'a file where the folder should be');
    const store = openDirectory(join(root, 'below'));
    await expect(store.put('a', 'x', text)).rejects.toThrow(Unavailable);
    expect(await store.get('a')).toBeUndefined();
  });

  test('writes and deletes in folders that come and go', async () => {
    const root = freshRoot();
    const [one, other] = [openDirectory(root), openDirectory(root)];
    const churn = async (store: typeof one, key: string) => {
      for (let turn = 0; turn < 100; turn += 1) {
        await store.put(key, 'x', text, { durable: turn % 25 === 0 });
        await store.delete(key);
      }
    };
    await Promise.all([churn(one, 'a/b/c/1'), churn(other, 'a/b/c/2'), churn(one, 'a/b/3')]);
    mkdirSync(root, { recursive: true });
    expect(existsSync(join(root, 'a', 'b'))).toBe(false);
  });
});
