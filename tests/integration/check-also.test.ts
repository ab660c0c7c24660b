import { Redis } from 'ioredis';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { listKeys } from '../support/list-keys.ts';
import { patiently } from '../support/patiently.ts';
import { type RunningNewsroom, runningNewsroom } from '../support/running-newsroom.ts';

let newsroom: RunningNewsroom;
beforeAll(async () => {
  newsroom = await runningNewsroom();
});
afterAll(() => newsroom.close());

/** Stories to lead to are looked up once a second. */
const aMoment = () => new Promise((resolve) => setTimeout(resolve, 1100));
const pathOf = (url: string | null | undefined): string => new URL(url ?? '').pathname;

async function live(externalId: string, headline: string, more: object = {}) {
  const story = { externalId, headline, body: `<p>About ${externalId}.</p>`, ...more };
  const { storyId } = await newsroom.submit({ ...story, keywords: ['levee'] });
  const { url, revision } = await newsroom.until(storyId, 'live');
  return { storyId, revision, path: pathOf(url) };
}

const picture = async (colour: string) => ({
  data: (
    await sharp({ create: { width: 480, height: 320, channels: 3, background: colour } })
      .png()
      .toBuffer()
  ).toString('base64'),
  creditLine: 'A. Photographer',
});

/** Waits until a page says this, or until it does not. */
const untilPage = (path: string, word: string, isThere: boolean) =>
  patiently(async () => {
    const text = await newsroom.page(path);
    return text.includes(word) === isThere ? { text } : `says ${word}: ${!isThere}`;
  });

const post = (path: string, body: object) =>
  newsroom.call(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });

/** Pictures of a page that are not there. */
async function broken(text: string): Promise<string[]> {
  const paths = [...new Set(text.match(/\/_media\/[^"'\s,]+/g))];
  const answers = await Promise.all(paths.map((path) => fetch(`${newsroom.site}${path}`)));
  return paths.filter((_, at) => answers[at]?.status !== 200);
}

describe('a page that leads to another story under "Check also"', () => {
  test('says its new headline and shows its new picture, and none that is gone', async () => {
    await live('bank', 'Kestrel over the banks', { images: [await picture('#a33')] });
    await aMoment();
    const { path } = await live('gate', 'The gate is mended');
    const before = await untilPage(path, 'Kestrel over the banks', true);
    expect(await broken(before.text)).toEqual([]);
    await live('bank', 'Heron over the banks', { images: [await picture('#3a3')] });
    const after = await untilPage(path, 'Heron over the banks', true);
    expect(after.text).not.toContain('Kestrel');
    await patiently(async () => {
      const { text } = await untilPage(path, 'Heron', true);
      return (await broken(text)).length === 0 ? {} : 'lacks a picture';
    });
    // Once made anew it rests.
    const { store } = newsroom.services.archive;
    await patiently(async () => {
      const left = await listKeys(store, 'schedule/');
      return left.length === 0 ? {} : `has ${left} on the schedule`;
    });
  });

  test('lets go of it when it is withdrawn, though Redis was emptied before', async () => {
    const gone = await live('dyke', 'Bittern in the dyke', { images: [await picture('#33a')] });
    await aMoment();
    const { path } = await live('weir', 'The weir is painted');
    await untilPage(path, 'Bittern in the dyke', true);
    const client = new Redis(newsroom.redis.url.replace('unix:', ''));
    await client.flushall();
    client.disconnect();
    await patiently(async () =>
      (await newsroom.services.catalogue.isComplete()) ? {} : 'is being rebuilt',
    );
    const why = { revision: gone.revision, reason: 'A legal order' };
    expect((await post(`/v1/stories/${gone.storyId}/withdraw`, why)).status).toBe(200);
    await newsroom.until(gone.storyId, 'withdrawn');
    const { text } = await untilPage(path, 'Bittern in the dyke', false);
    expect(await broken(text)).toEqual([]);
    expect(text).toContain('Heron over the banks');
  });
});
