import { createHash } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { keys } from '../../../src/shared/archive/keys.ts';
import type { AddressBook, AddressEntry } from '../../../src/shared/pictures/address-book.ts';
import { createFetcher } from '../../../src/workers/images/fetch-original.ts';
import { prepareImages } from '../../../src/workers/images/prepare-images.ts';
import { sharp } from '../../../src/workers/images/tuned-sharp.ts';
import { serve } from './support/picture-server.ts';
import { linked, neverAborted, openBench } from './support/stage.ts';

const essential = { lane: 'essential', lastAttempt: true, signal: neverAborted } as const;

let picture: Buffer;
beforeAll(async () => {
  picture = await sharp({ create: { width: 400, height: 300, channels: 3, background: '#246' } })
    .jpeg()
    .toBuffer();
});

interface Host {
  /** What it says of its picture. */
  readonly validators?: Readonly<Record<string, string>>;
  /** When it answers. @default a moment later, when all who ask at once have asked */
  readonly ready?: Promise<void>;
}

function gate() {
  let open = () => {};
  const ready = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { ready, letGo: () => open() };
}

/** A server with one picture, tools that fetch from it, and what it answered. */
async function openHost({ validators = {}, ready }: Host = {}) {
  const answers: number[] = [];
  const asked: (string | undefined)[] = [];
  const host = await serve((request, response) => {
    asked.push(request.headers['if-none-match'] ?? request.headers['if-modified-since']);
    const isSame =
      (validators.etag !== undefined && request.headers['if-none-match'] === validators.etag) ||
      (validators['last-modified'] !== undefined &&
        request.headers['if-modified-since'] === validators['last-modified']);
    answers.push(isSame ? 304 : 200);
    void (ready ?? wait(30)).then(() =>
      response.writeHead(isSame ? 304 : 200, validators).end(isSame ? undefined : picture),
    );
  });
  const entries = new Map<string, AddressEntry>();
  const addresses: AddressBook = {
    find: async (address) => entries.get(address),
    note: async (address, entry) => void entries.set(address, entry),
  };
  const { fetchOriginal, close } = createFetcher({ allowPrivate: [host] });
  onTestFinished(close);
  const bench = await openBench({});
  const tools = { ...bench.tools, addresses, fetchOriginal };
  return { ...bench, tools, url: `http://${host}/a.jpg`, answers, asked, entries };
}

describe('a picture that was there before', () => {
  test.each([
    { etag: '"v1"' },
    { etag: 'W/"v1"' },
    { 'last-modified': 'Thu, 26 Nov 2026 10:00:00 GMT' },
  ])('is asked for on the condition that it is new: %o', async (validators) => {
    const { tools, url, answers } = await openHost({ validators });
    const first = await prepareImages([linked(url)], tools, essential);
    const again = await prepareImages([linked(url)], tools, essential);
    expect(answers).toEqual([200, 304]);
    expect(again).toEqual(first);
  });

  test('comes whole where its server knows no validators', async () => {
    const { tools, url, answers } = await openHost();
    await prepareImages([linked(url)], tools, essential);
    await prepareImages([linked(url)], tools, essential);
    expect(answers).toEqual([200, 200]);
  });

  test('comes whole where the archive has lost its original', async () => {
    const { tools, store, url, answers } = await openHost({ validators: { etag: '"v1"' } });
    await prepareImages([linked(url)], tools, essential);
    const sha256 = createHash('sha256').update(picture).digest('hex');
    await store.delete(keys.original(sha256));
    await prepareImages([linked(url)], tools, essential);
    expect(answers).toEqual([200, 200]);
  });

  test('is not asked for again by the pass that it came for', async () => {
    const { tools, url, answers } = await openHost();
    const freshSince = new Date().toISOString();
    await prepareImages([linked(url)], tools, { ...essential, freshSince });
    await prepareImages([linked(url)], tools, { ...essential, freshSince });
    expect(answers).toEqual([200]);
  });

  test('is remembered without a validator that is longer than any honest one', async () => {
    const { tools, url, asked } = await openHost({ validators: { etag: `"${'v'.repeat(600)}"` } });
    await prepareImages([linked(url)], tools, essential);
    await prepareImages([linked(url)], tools, essential);
    expect(asked).toEqual([undefined, undefined]);
  });
});

describe('a picture that several stories show at once', () => {
  test('is fetched once', async () => {
    const { tools, url, answers } = await openHost();
    const stories = Array.from({ length: 5 }, () => prepareImages([linked(url)], tools, essential));
    const prepared = await Promise.all(stories);
    expect(answers).toEqual([200]);
    expect(new Set(prepared.map(({ result }) => result.images[0]?.sha256)).size).toBe(1);
  });

  test('still comes for the others when one of them has to stop', async () => {
    const { ready, letGo } = gate();
    const { tools, url, answers } = await openHost({ ready });
    const stop = new AbortController();
    const stopped = prepareImages([linked(url)], tools, { ...essential, signal: stop.signal });
    const other = prepareImages([linked(url)], tools, essential);
    await expect.poll(() => answers).toEqual([200]);
    stop.abort(new Error('stopping'));
    await expect(stopped).rejects.toThrow('stopping');
    letGo();
    expect((await other).result.missing).toEqual([]);
    expect(answers).toEqual([200]);
  });

  test('is fetched anew for whoever comes after all have left', async () => {
    const { ready, letGo } = gate();
    const { tools, url, answers } = await openHost({ ready });
    const stop = new AbortController();
    const stopped = prepareImages([linked(url)], tools, { ...essential, signal: stop.signal });
    await expect.poll(() => answers).toEqual([200]);
    stop.abort(new Error('stopping'));
    await expect(stopped).rejects.toThrow('stopping');
    letGo();
    expect((await prepareImages([linked(url)], tools, essential)).result.missing).toEqual([]);
  });
});
