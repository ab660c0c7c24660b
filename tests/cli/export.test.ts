import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { exportTo } from '../../src/cli/export-site.ts';
import { CommandFailed } from '../../src/cli/terminal.ts';
import { openDirectory } from '../../src/shared/object-store/directory.ts';
import type { ObjectStore } from '../../src/shared/object-store/object-store.ts';

let folder: string;
let site: ObjectStore;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dateline-export-'));
  site = openDirectory(join(folder, 'site'));
  await put('index.html', 'home');
  await put('world/خبر/index.html', 'a story');
  await put('old/index.html', 'moved', { status: '301', location: 'https://news.example/new/' });
  await put('gone/index.html', 'withdrawn', { status: '410' });
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const put = (key: string, body: string, metadata: Record<string, string> = {}) =>
  site.put(key, body, { contentType: 'text/html; charset=utf-8', metadata });
const out = () => join(folder, 'out');
const read = (file: string) => readFile(join(out(), file), 'utf8');

test('the site is files, with redirects and withdrawn pages listed for the server', async () => {
  expect(await exportTo(site, out())).toEqual({
    ...{ files: 4, written: 4, removed: 0, redirects: 1, gone: 1 },
  });
  expect(await read('index.html')).toBe('home');
  expect(await read('world/خبر/index.html')).toBe('a story');
  expect(await read('_redirects')).toBe('/old/ https://news.example/new/ 301\n');
  expect(await read('_gone')).toBe('/gone/\n');
});

test('run again, only what has changed is written, and what is gone is removed', async () => {
  await exportTo(site, out());
  const { mtimeMs } = await stat(join(out(), 'gone/index.html'));
  await put('index.html', 'new home');
  await site.delete('world/خبر/index.html');
  expect(await exportTo(site, out())).toMatchObject({ files: 3, written: 1, removed: 1 });
  expect(await read('index.html')).toBe('new home');
  await expect(read('world/خبر/index.html')).rejects.toThrow('ENOENT');
  expect((await stat(join(out(), 'gone/index.html'))).mtimeMs).toBe(mtimeMs);
});

test('the canary’s hidden pages and pictures are for no reader of the files', async () => {
  await exportTo(site, out());
  await put('_canary/text/index.html', 'The canary of noon');
  await put('_canary/gone/index.html', 'The canary of noon', { status: '410' });
  await put(
    '_canary/picture/index.html',
    '<img src="/news/_media/0ca0/w320.webp"><meta content="https://news.example/_media/0ca0/og.jpg">',
  );
  await put('_media/0ca0/w320.webp', 'a gradient');
  await put('_media/0ca0/og.jpg', 'a gradient');
  await put('_media/0ca1/w320.webp', 'a river');
  expect(await exportTo(site, out())).toMatchObject({ files: 5, written: 1, gone: 1 });
  expect(await read('_media/0ca1/w320.webp')).toBe('a river');
  await expect(read('_canary/text/index.html')).rejects.toThrow('ENOENT');
  await expect(read('_media/0ca0/og.jpg')).rejects.toThrow('ENOENT');
});

test('a hidden page that an earlier export wrote goes from the folder', async () => {
  await exportTo(site, out());
  await put('_canary/text/index.html', 'The canary of noon');
  const { etag } = (await site.head('_canary/text/index.html')) ?? {};
  const manifest = JSON.parse(await read('.dateline-export.json'));
  const earlier = { ...manifest, '_canary/text/index.html': etag };
  await writeFile(join(out(), '.dateline-export.json'), JSON.stringify(earlier));
  await mkdir(join(out(), '_canary/text'), { recursive: true });
  await writeFile(join(out(), '_canary/text/index.html'), 'The canary of noon');
  expect(await exportTo(site, out())).toMatchObject({ files: 4, removed: 1 });
  await expect(read('_canary/text/index.html')).rejects.toThrow('ENOENT');
});

test('a folder whose list of files is no export’s is left alone', async () => {
  await exportTo(site, out());
  await writeFile(join(out(), '.dateline-export.json'), '[1]');
  await expect(exportTo(site, out())).rejects.toThrow(CommandFailed);
});
