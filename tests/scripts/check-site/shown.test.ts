import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type CheckOptions, checkSite } from '../../../scripts/check-site/check-site.ts';
import { nu } from '../../../scripts/check-site/gates/nu.ts';
import { barriers, movement, overflow, quiet } from '../../../scripts/check-site/gates/shown.ts';
import { type OpenSite, openExport } from '../../../scripts/check-site/open-site.ts';
import { missingOf } from '../../../scripts/check-site/programs.ts';
import { isGood, reportLines } from '../../../scripts/check-site/report.ts';
import { hasChromium } from '../../support/chromium.ts';
import { PUBLIC, page } from './support/small-site.ts';

const head = `<meta name="viewport" content="width=device-width"><link rel="canonical" href="${PUBLIC}/">`;
const bad = `<main><h1>News</h1>
<div style="inline-size:1500px">wide</div>
<img src="https://else.example/spy.gif" alt="">
<a href="/"></a>
<p>moves</p>
<style>p { animation: down 1ms 20ms forwards } @keyframes down { to { margin-block-start: 200px } }</style>
</main>`;

/** A folder as `dateline export` writes it, with a page that has one of every fault. */
async function exported(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'dateline-export-'));
  await mkdir(join(folder, 'gone'));
  await mkdir(join(folder, 'old'));
  await writeFile(join(folder, 'index.html'), page(bad, head));
  await writeFile(join(folder, '404.html'), page('<main><h1>Not here</h1></main>'));
  await writeFile(join(folder, 'gone/index.html'), page('<main><h1>Gone</h1></main>'));
  await writeFile(join(folder, 'old/index.html'), page(''));
  await writeFile(join(folder, '_gone'), '/gone/\n');
  await writeFile(join(folder, '_redirects'), '/old/ / 301\n');
  return folder;
}

describe('a folder that was exported', () => {
  let folder: string;
  let site: OpenSite;
  const options: CheckOptions = {
    ...{ gates: [], isShort: true, isStrict: false, most: 100, tell: () => {} },
  };
  beforeAll(async () => {
    folder = await exported();
    site = await openExport(folder);
  });
  afterAll(async () => {
    await site.close();
    await rm(folder, { recursive: true });
  });

  test('is served as an edge would, with what is gone and what has moved', async () => {
    const statusOf = async (path: string): Promise<number> =>
      (await fetch(site.url + path, { redirect: 'manual' })).status;
    expect(site.publicUrl).toBe(PUBLIC);
    expect(await Promise.all(['/', '/gone/', '/old/', '/no/', '/../x'].map(statusOf))).toEqual([
      ...[200, 410, 301, 404, 404],
    ]);
  });

  test.skipIf(!hasChromium())('shows a browser what is wrong with its pages', async () => {
    const gates = [barriers, overflow, movement, quiet];
    const results = await checkSite(site, { ...options, gates });
    const home = results.map(({ faults }) => faults.filter(({ file }) => file === '/'));
    expect(home[0]?.map(({ rule }) => rule)).toContain('link-name');
    expect(home[1]).toMatchObject([{ place: 'light 390 px, div', rule: 'no-overflow' }]);
    expect(home[2]?.map(({ rule }) => rule)).toEqual(['no-shift']);
    expect(home[3]?.map(({ rule }) => rule)).toContain('console');
    expect(isGood([{ site: 'it', gates: results }])).toBe(false);
    expect(reportLines([{ site: 'it', gates: results }]).join('\n')).toContain('✗  overflow');
  });

  test('is held against the Nu checker, or says that it is not there', async () => {
    const [result] = await checkSite(site, { ...options, gates: [nu] });
    if ((await missingOf(nu.needs)).length > 0) expect(result?.looked).toContain('passed over');
    // A style sheet may not stand in the text.
    else expect(result?.faults).toMatchObject([{ file: '/', rule: 'error', place: '6:1' }]);
  });
});
