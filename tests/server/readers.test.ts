import { Writable } from 'node:stream';
import { expect, test } from 'vitest';
import { openReaders } from '../../src/server/api/readers.ts';

const limits = { readers: 500, unreadBytes: 64 * 1024, unreadInAll: 1e9, ms: 3_600_000 };
const event = `data: ${'x'.repeat(4000)}\n\n`;

/** What is written to it is never taken from it. */
const neverReads = () => new Writable({ write: () => undefined });

/** Takes everything at once. */
function reads(): Writable & { heard: string } {
  const reader = new Writable({
    write(chunk, _encoding, done) {
      all.heard += String(chunk);
      done();
    },
  });
  const all = Object.assign(reader, { heard: '' });
  return all;
}
const turn = () => new Promise((resolve) => setImmediate(resolve));

test('five hundred who never read are let go, each before it costs much; who reads stays', async () => {
  const readers = openReaders(limits);
  const slow = Array.from({ length: 499 }, neverReads);
  const good = reads();
  for (const reader of [...slow, good]) readers.add(reader, ': hello\n\n');
  expect(readers.isFull()).toBe(true);
  let most = 0;
  for (let at = 0; at < 30; at += 1) {
    readers.tell(event);
    most = Math.max(most, ...slow.map(({ writableLength }) => writableLength));
    await turn();
  }
  expect(readers.count()).toBe(1);
  expect(slow.every(({ destroyed }) => destroyed)).toBe(true);
  expect(most).toBeLessThan(limits.unreadBytes + 2 * event.length);
  expect(good.heard.split('data:').length - 1).toBe(30);
  expect(good.destroyed).toBe(false);
});

test('readers who are slow together are let go too, those first who read least', async () => {
  const readers = openReaders({ ...limits, unreadInAll: 10 * event.length });
  const [worst, slow, good] = [neverReads(), neverReads(), reads()];
  readers.add(worst, event.repeat(8));
  for (const reader of [slow, good]) readers.add(reader, '');
  for (let at = 0; at < 3; at += 1) readers.tell(event);
  await turn();
  expect([worst.destroyed, slow.destroyed, good.destroyed]).toEqual([true, false, false]);
});

test('a reader who has hung up before the answer takes nobody’s place', async () => {
  const readers = openReaders(limits);
  const gone = neverReads();
  gone.destroy();
  await turn();
  readers.add(gone, ': hello\n\n');
  expect(readers.count()).toBe(0);
});

test('a stream that is open for too long ends, so that its reader is let in anew', async () => {
  const readers = openReaders({ ...limits, ms: -1 });
  const reader = reads();
  readers.add(reader, '');
  readers.tell(': beat\n\n');
  await turn();
  expect(reader.writableEnded).toBe(true);
  expect(readers.count()).toBe(0);
});
