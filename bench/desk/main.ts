/**
 * What the desk costs those who look at it: from the end of a step to its row on a screen, and the
 * weight of each page, also as a proxy that compresses sends it. One newsroom as `dateline up` has
 * it, one Chromium, all on this machine.
 */
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { gzipSync } from 'node:zlib';
import { Redis } from 'ioredis';
import { openChromium } from '../../tests/support/chromium.ts';
import { runningNewsroom } from '../../tests/support/running-newsroom.ts';

const { values } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    stories: { type: 'string', default: '60' },
    everyMs: { type: 'string', default: '250' },
  },
});

const newsroom = await runningNewsroom();
const browser = await openChromium();
try {
  const context = await browser.newContext({
    extraHTTPHeaders: { authorization: `Bearer ${newsroom.token}` },
  });
  const page = await context.newPage();
  await page.goto(`${newsroom.http}/desk`);
  await page.evaluate(watch);
  const ids: string[] = [];
  for (let at = 0; at < Number(values.stories); at += 1) {
    const body = `<p>KABUL – The council met for the ${at}th time this year.</p>`;
    const story = { externalId: `bench-${at}`, headline: `The council meets, ${at}`, body };
    ids.push((await newsroom.submit(story)).storyId);
    await delay(Number(values.everyMs));
  }
  const last = ids.at(-1) ?? '';
  await newsroom.until(last, 'live');
  await delay(1000);
  const seen = (await page.evaluate('window.seen')) as number[];
  const toScreen = { steps: seen.length, ...quantiles(seen) };
  const toRecord = quantiles(await recorded());
  const pages = [];
  for (const path of [
    '',
    '/stories',
    `/stories/${last}`,
    '/review',
    '/failures',
    '/bulk',
    '/sources',
    '/fronts',
    '/lists',
    '/system',
    '/audit',
    '/people',
    '/subscribers',
  ]) {
    const began = performance.now();
    const text = await (await newsroom.call(`/desk${path}`)).text();
    const ms = Math.round(performance.now() - began);
    pages.push({ page: `/desk${path.replace(last, ':id')}`, ...weight(text), ms });
  }
  for (const path of ['/desk/desk.css', '/desk/desk.js']) {
    pages.push({ page: path, ...weight(await (await newsroom.call(path)).text()), ms: 0 });
  }
  if (values.json) process.stdout.write(`${JSON.stringify({ toScreen, toRecord, pages })}\n`);
  else {
    const { steps, p50, p95 } = toScreen;
    process.stdout.write(
      `${steps} steps to a screen: p50 ${p50} ms, p95 ${p95} ms ` +
        `(to its record in Redis: p50 ${toRecord.p50} ms, p95 ${toRecord.p95} ms)\n`,
    );
    for (const { page: name, bytes, gzip, ms } of pages) {
      process.stdout.write(
        `${name.padEnd(18)} ${String(bytes).padStart(7)} bytes, ${String(gzip).padStart(5)} compressed, ${ms} ms\n`,
      );
    }
  }
} finally {
  await browser.close();
  await newsroom.close();
}

/** How long after its end each step was in Redis, by Redis' own clock: the first part of the way. */
async function recorded(): Promise<number[]> {
  const redis = new Redis(newsroom.redis.url.replace(/^unix:/, ''));
  const entries = await redis.xrange('dateline:{desk}:events', '-', '+');
  redis.disconnect();
  return entries.map(([id, fields]) => Number.parseInt(id, 10) - Date.parse(endOf(fields[1])));
}

function endOf(step: string | undefined): string {
  return String(Object(JSON.parse(step ?? '{}')).at);
}

function weight(text: string): { bytes: number; gzip: number } {
  return { bytes: Buffer.byteLength(text), gzip: gzipSync(text).length };
}

function quantiles(numbers: readonly number[]): { p50: number; p95: number } {
  return { p50: rank(numbers, 0.5), p95: rank(numbers, 0.95) };
}

/** In the page: how long after its end each step is drawn. */
function watch(): void {
  const scope = globalThis as unknown as {
    seen: number[];
    document: { querySelector(selector: string): unknown };
    requestAnimationFrame(then: () => void): void;
    MutationObserver: new (
      then: (
        changes: { addedNodes: Iterable<{ querySelector(s: string): { dateTime: string } }> }[],
      ) => void,
    ) => { observe(node: unknown, options: object): void };
  };
  scope.seen = [];
  new scope.MutationObserver((changes) => {
    for (const { addedNodes } of changes) {
      for (const node of addedNodes) {
        const ended = Date.parse(node.querySelector('time').dateTime);
        scope.requestAnimationFrame(() => scope.seen.push(Date.now() - ended));
      }
    }
  }).observe(scope.document.querySelector('.moves'), { childList: true });
}

function rank(numbers: readonly number[], share: number): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.ceil(share * sorted.length) - 1] ?? Number.NaN;
}
