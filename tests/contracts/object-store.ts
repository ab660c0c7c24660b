import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Conflict } from '../../src/shared/errors.ts';
import type { ObjectStore } from '../../src/shared/object-store/object-store.ts';
import { probeConditionalWrites } from '../../src/shared/object-store/probe.ts';
import { listKeys } from '../support/list-keys.ts';

const page = { contentType: 'text/html; charset=utf-8' };
const text = { contentType: 'text/plain; charset=utf-8' };

/** What every object store must do. `open` gives an empty store each time. */
export function describeObjectStore(name: string, open: () => Promise<ObjectStore>): void {
  describe(`${name} as an object store`, () => {
    let store: ObjectStore;
    beforeEach(async () => {
      store = await open();
    });
    afterEach(() => store.close());
    const current = () => store;

    describeObjects(current);
    describeKeys(current);
    describeConditions(current);
    describeListing(current);
    describeTransfer(current, open);
  });
}

function describeObjects(current: () => ObjectStore): void {
  test('a page comes back with its bytes and all that was said of it', async () => {
    const header = {
      contentType: 'text/html; charset=utf-8',
      cacheControl: 'public, max-age=60',
      contentLanguage: 'fa',
      metadata: { status: '301', location: '/world/', 'cache-tag': 's-abc,l-home' },
    };
    const before = Date.now();
    const etag = await current().put('world/index.html', 'سلام', header);
    const found = await current().get('world/index.html');
    expect(found?.body.toString()).toBe('سلام');
    const { body: _, ...summary } = found!;
    expect(summary).toMatchObject({ ...header, etag, size: 8 });
    expect(Math.abs(summary.modified.getTime() - before)).toBeLessThan(5_000);
    expect(await current().head('world/index.html')).toEqual(summary);
    expect(etag).not.toMatch(/"/);
  });

  test('nothing is invented where nothing was said', async () => {
    await current().put('plain', 'x', { contentType: 'text/plain', metadata: {} });
    expect(Object.keys((await current().head('plain'))!).sort()).toEqual([
      'contentType',
      'etag',
      'modified',
      'size',
    ]);
  });

  test.each([0, 1, 6_000, 300_000, 3_000_000])('%i bytes come back unchanged', async (size) => {
    const bytes = Buffer.alloc(size, Buffer.from('\n\r\0{}"ü'));
    await current().put('bytes', new Uint8Array(bytes), { contentType: 'image/webp' });
    const found = await current().get('bytes');
    expect(found?.body.equals(bytes)).toBe(true);
    expect(found?.size).toBe(size);
    expect((await current().head('bytes'))?.size).toBe(size);
  });

  test('what is not there is undefined, and deleting it is no error', async () => {
    expect(await current().get('no/such')).toBeUndefined();
    expect(await current().head('no/such')).toBeUndefined();
    await current().delete('no/such');
    await current().put('there', 'x', text);
    expect(await current().get('there/below')).toBeUndefined();
    await current().delete('there');
    expect(await current().get('there')).toBeUndefined();
  });

  test('a second put replaces bytes and header together', async () => {
    const first = await current().put('page', 'one', { ...page, metadata: { rev: '1' } });
    const second = await current().put('page', 'two', text, { durable: true });
    expect(second).not.toBe(first);
    const found = await current().get('page');
    expect(found).toMatchObject({ ...text, etag: second });
    expect(found?.metadata).toBeUndefined();
    expect(found?.body.toString()).toBe('two');
  });

  test('readers of a page that is written all the time see whole pages only', async () => {
    const bodies = ['a', 'b', 'c'].map((letter) => letter.repeat(20_000));
    await current().put('busy', bodies[0]!, text);
    const writing = Promise.all(bodies.map((body) => current().put('busy', body, text)));
    for (let turn = 0; turn < 10; turn += 1) {
      const found = await current().get('busy');
      expect(bodies).toContain(found?.body.toString());
    }
    await writing;
  });

  test('a header that S3 could not carry is refused by every store', async () => {
    const put = (header: object) =>
      current().put('x', '', { contentType: 'text/plain', ...header });
    await expect(put({ metadata: { title: 'Ünicode' } })).rejects.toThrow(/metadata\.title.*ASCII/);
    await expect(put({ metadata: { Title: 'x' } })).rejects.toThrow(/"Title"/);
    await expect(put({ metadata: { title: ' x' } })).rejects.toThrow(/metadata\.title/);
    await expect(put({ metadata: { a: 'x'.repeat(1_500), b: 'y'.repeat(1_500) } })).rejects.toThrow(
      /limit/,
    );
    await expect(put({ cacheControl: 'a\nb' })).rejects.toThrow(/cacheControl/);
    expect(await current().head('x')).toBeUndefined();
  });
}

function describeKeys(current: () => ObjectStore): void {
  test('a story may lie beside the folder of its name', async () => {
    for (const key of ['a', 'a/b', 'a/b/c', 'a.b', 'a=', 'a~', 'a%2fb']) {
      await current().put(key, `I am ${key}`, text);
    }
    for (const key of ['a', 'a/b', 'a/b/c', 'a.b', 'a=', 'a~', 'a%2fb']) {
      expect((await current().get(key))?.body.toString()).toBe(`I am ${key}`);
    }
    await current().delete('a/b/c');
    expect(await listKeys(current())).toEqual(['a', 'a%2fb', 'a.b', 'a/b', 'a=', 'a~']);
  });

  test('keys that differ in case, in Unicode form or at the very end are different keys', async () => {
    const long = 'x'.repeat(400);
    const keys = [
      'Kabul',
      'KABUL',
      'kabul',
      'caf\u00e9',
      'cafe\u0301',
      'کابل',
      '🗞',
      'a b+c?d#e&f',
      `${long}1`,
      `${long}2`,
      `${long}2/${long}`,
      'ک'.repeat(220),
    ];
    for (const key of keys) await current().put(key, key, text);
    for (const key of keys) expect((await current().get(key))?.body.toString()).toBe(key);
    const sorted = [...keys].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
    expect(await listKeys(current())).toEqual(sorted);
  });

  test.each(['', '/a', 'a/', 'a//b', '../a', 'a/../b', './a', 'a\nb', 'a\ud800', 'k'.repeat(901)])(
    'the key %j is refused',
    async (key) => {
      await expect(current().put(key, '', text)).rejects.toThrow(/Bad object key/);
      await expect(current().get(key)).rejects.toThrow(/Bad object key/);
      await expect(current().head(key)).rejects.toThrow(/Bad object key/);
      await expect(current().delete(key)).rejects.toThrow(/Bad object key/);
    },
  );
}

function describeConditions(current: () => ObjectStore): void {
  test('ifAbsent makes an object once', async () => {
    const etag = await current().put('inbox/1', 'first', text, { ifAbsent: true, durable: true });
    await expect(current().put('inbox/1', 'second', text, { ifAbsent: true })).rejects.toThrow(
      Conflict,
    );
    expect(await current().get('inbox/1')).toMatchObject({ etag, body: Buffer.from('first') });
    expect(await current().get('inbox/1')).not.toHaveProperty('metadata');
    await current().delete('inbox/1');
    await current().put('inbox/1', 'third', text, { ifAbsent: true });
  });

  test('ifMatch replaces only what was seen', async () => {
    const first = await current().put('head.json', '1', text);
    const second = await current().put('head.json', '2', text, { ifMatch: first, durable: true });
    await expect(current().put('head.json', '3', text, { ifMatch: first })).rejects.toThrow(
      Conflict,
    );
    expect((await current().get('head.json'))?.body.toString()).toBe('2');
    await current().put('head.json', '4', text, { ifMatch: second });
  });

  test('ifMatch never brings back what was deleted', async () => {
    const etag = await current().put('head.json', '1', text);
    await current().delete('head.json');
    await expect(current().put('head.json', '2', text, { ifMatch: etag })).rejects.toThrow(
      Conflict,
    );
    expect(await current().head('head.json')).toBeUndefined();
  });

  test('of twenty who write at once under a condition one wins, every time', async () => {
    for (let round = 0; round < 3; round += 1) {
      expect(await probeConditionalWrites(current(), { writers: 20 })).toMatchObject({
        ifAbsent: true,
        ifMatch: true,
      });
    }
    expect(await listKeys(current())).toEqual([]);
  });

  test('counting by compare-and-swap loses no count', async () => {
    await current().put('count', '0', text);
    const add = async (): Promise<void> => {
      for (;;) {
        const seen = (await current().get('count'))!;
        const next = String(Number(seen.body.toString()) + 1);
        const done = await current()
          .put('count', next, text, { ifMatch: seen.etag })
          .catch((error) => {
            if (!(error instanceof Conflict)) throw error;
          });
        if (done) return;
      }
    };
    await Promise.all(Array.from({ length: 8 }, add));
    expect((await current().get('count'))?.body.toString()).toBe('8');
  });

  test('two conditions at once are a mistake', async () => {
    const both = { ifAbsent: true, ifMatch: 'x' };
    await expect(current().put('x', '', text, both)).rejects.toThrow(/not both/);
  });
}

function describeListing(current: () => ObjectStore): void {
  const keys = [
    'b',
    'a',
    'a/2',
    'a/10',
    'a-b',
    'a/c/d',
    'a/c/e',
    'ab/x',
    'a0',
    'B',
    '\uff5e',
    '😀',
  ];
  const fill = () => Promise.all(keys.map((key) => current().put(key, key, text)));
  const inOrder = [...keys].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));

  test('a listing is in byte order, with the time of each object', async () => {
    await fill();
    expect(await listKeys(current())).toEqual(inOrder);
    for await (const { modified } of current().list('')) {
      expect(Math.abs(modified!.getTime() - Date.now())).toBeLessThan(60_000);
    }
  });

  test('a prefix need not end at a slash', async () => {
    await fill();
    for (const prefix of ['a', 'a/', 'a/c', 'a/c/', 'ab', 'none', 'none/at/all']) {
      expect(await listKeys(current(), prefix)).toEqual(
        inOrder.filter((key) => key.startsWith(prefix)),
      );
    }
  });

  test('a listing goes on after any key, whether it is there or not', async () => {
    await fill();
    for (const after of [...keys, 'a/', 'a/b', 'a/c/d0', 'zz', '0']) {
      const later = inOrder.filter((k) => Buffer.compare(Buffer.from(k), Buffer.from(after)) > 0);
      expect(await listKeys(current(), '', { after })).toEqual(later);
    }
    expect(await listKeys(current(), 'a/', { after: 'a/10' })).toEqual(['a/2', 'a/c/d', 'a/c/e']);
  });

  test('with a delimiter, folders are folded', async () => {
    await fill();
    const delimiter = '/';
    const top = ['B', 'a', 'a-b', 'a/', 'a0', 'ab/', 'b', '\uff5e', '😀'];
    expect(await listKeys(current(), '', { delimiter })).toEqual(top);
    expect(await listKeys(current(), 'a/', { delimiter })).toEqual(['a/10', 'a/2', 'a/c/']);
    expect(await listKeys(current(), '', { delimiter, after: 'a/' })).toEqual(top.slice(4));
    await current().delete('ab/x');
    expect(await listKeys(current(), 'ab', { delimiter })).toEqual([]);
  });

  test('a thousand and more keys are all listed', async () => {
    const many = Array.from({ length: 1_050 }, (_, n) => `n/${String(n).padStart(5, '0')}`);
    for (let at = 0; at < many.length; at += 50) {
      await Promise.all(many.slice(at, at + 50).map((key) => current().put(key, '', text)));
    }
    expect(await listKeys(current(), 'n/')).toEqual(many);
  });
}

function describeTransfer(current: () => ObjectStore, open: () => Promise<ObjectStore>): void {
  test('a transfer carries the bytes over under a new header', async () => {
    const other = await open();
    const key = 'media/پ &+ x/1.webp';
    await current().put(key, 'picture', { contentType: 'image/x', metadata: { a: 'b' } });
    const header = { contentType: 'image/webp', cacheControl: 'immutable', metadata: { rev: '7' } };
    const etag = await current().transfer(key, other, '_media/1.webp', header);
    const found = await other.get('_media/1.webp');
    expect(found).toMatchObject({ ...header, etag, body: Buffer.from('picture') });
    expect(found?.metadata).toEqual({ rev: '7' });
    const again = current().transfer(key, other, '_media/1.webp', header, { ifAbsent: true });
    await expect(again).rejects.toThrow(Conflict);
    expect(await current().transfer('none', other, 'none', header)).toBeUndefined();
    expect(await other.head('none')).toBeUndefined();
    await other.close();
  });
}
