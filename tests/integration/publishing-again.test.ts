import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { ObjectStore } from '../../src/shared/object-store/object-store.ts';
import { auditOf } from '../support/audit-of.ts';
import { patiently } from '../support/patiently.ts';
import { type RunningNewsroom, runningNewsroom } from '../support/running-newsroom.ts';

let newsroom: RunningNewsroom;
beforeAll(async () => {
  newsroom = await runningNewsroom();
});
afterAll(() => newsroom.close());

const story = (externalId: string, body: string, more: object = {}) => ({
  ...{ externalId, headline: `News of ${externalId}`, keywords: ['flood'] },
  ...{ body: `<p>${body}</p>`, ...more },
});
const spam =
  '<div style="position:absolute;left:-9999px"><a href="https://slot-gacor.example/">situs toto slot</a></div>';

const post = (path: string, body: object) =>
  newsroom.call(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
const Progress = z.object({ state: z.string(), began: z.string(), sent: z.number() });
const progressIn = async (answer: Response) => Progress.parse(await answer.json());
const pathOf = (url: string | null | undefined): string => new URL(url ?? '').pathname;

/** Submits a story and waits until its newest revision is what readers have. */
async function live(...given: Parameters<typeof story>) {
  const { storyId } = await newsroom.submit(story(...given));
  const answer = await patiently(async () => {
    const now = await newsroom.until(storyId, 'live');
    const text = await newsroom.page(pathOf(now.url));
    return text.includes(given[1]) ? now : 'does not read so yet';
  });
  return { ...answer, storyId, path: pathOf(answer.url) };
}

describe('a story is rolled back', () => {
  test('to a revision that readers have had; what the source sends next comes after the newest', async () => {
    await live('levee', 'The levee held.');
    const { storyId, path } = await live('levee', 'The levee broke.');
    const why = { revision: 2, to: 1, reason: 'The agency takes its correction back' };
    const answer = await post(`/v1/stories/${storyId}/rollback`, why);
    expect(answer.status).toBe(200);
    await patiently(async () =>
      (await newsroom.page(path)).includes('The levee held.') ? {} : 'is still the newer text',
    );
    const now = await patiently(async () => {
      const story = await newsroom.until(storyId, 'live');
      return story.live?.revision === 1 ? story : 'is the newer revision';
    });
    expect(now.revision).toBe(2);
    expect((await post(`/v1/stories/${storyId}/rollback`, why)).status).toBe(409);
    const { revision } = await live('levee', 'The levee broke in two places.');
    expect(revision).toBe(3);
  });

  test('and never to one that was held: 409 with the reason; the held one goes on waiting', async () => {
    await live('dam', 'The dam is full.');
    await live('dam', 'The dam is fuller.');
    const { storyId } = await newsroom.submit(story('dam', `Promotion.</p>${spam}<p>Bye.`));
    await newsroom.until(storyId, 'held');
    const why = { revision: 3, reason: 'Wrong figures' };
    const refused = await post(`/v1/stories/${storyId}/rollback`, { ...why, to: 3 });
    expect(refused.status).toBe(409);
    expect(await refused.text()).toContain('Revision 3 has never been live.');
    expect((await post(`/v1/stories/${storyId}/rollback`, { ...why, to: 1 })).status).toBe(200);
    const after = await patiently(async () => {
      const now = await newsroom.until(storyId, 'held');
      return now.live?.revision === 1 ? now : `is live as revision ${now.live?.revision}`;
    });
    expect(after.because.join()).toMatch(/hides/);
  });
});

test('republishing a story whose newest revision is held publishes what readers have', async () => {
  await live('bridge', 'The bridge stands.');
  const { storyId } = await newsroom.submit(story('bridge', `Promotion.</p>${spam}<p>Bye.`));
  const held = await newsroom.until(storyId, 'held');
  const why = { revision: held.revision, reason: 'A test of the theme' };
  expect((await post(`/v1/stories/${storyId}/republish`, why)).status).toBe(200);
  const after = await patiently(async () => {
    const now = await newsroom.until(storyId, 'held', 'live');
    const isDone = now.timeline.some(
      ({ stage, verdict, because }) => stage === 'publish' && verdict === 'live' && because,
    );
    return now.pass > held.pass && isDone && now.state === 'held' ? now : `is ${now.state}`;
  });
  expect(after.live?.revision).toBe(1);
  expect(await newsroom.page(pathOf(after.url))).toContain('The bridge stands.');
});

test('all live stories are published again, behind what is new, and each once', async () => {
  const { storyId } = await live('road', 'The road is open.');
  const before = await newsroom.until(storyId, 'live');
  const wanted = { reason: 'The theme has changed' };
  const begun = await post('/v1/republication', wanted);
  expect(begun.status).toBe(202);
  // Said twice it is the same one.
  const { began } = await progressIn(begun);
  const again = await progressIn(await post('/v1/republication', wanted));
  if (again.state === 'under way') expect(again.began).toBe(began);
  const done = await patiently(async () => {
    const now = await progressIn(await newsroom.call('/v1/republication'));
    return now.state === 'done' ? now : `is ${now.state}`;
  });
  expect(done.sent).toBeGreaterThan(0);
  const after = await patiently(async () => {
    const now = await newsroom.until(storyId, 'live');
    const passes = now.timeline.filter(({ stage }) => stage === 'render').length;
    return passes > before.timeline.filter(({ stage }) => stage === 'render').length
      ? now
      : 'is not made anew yet';
  });
  expect(after.live?.at).toBe(before.live?.at);
  const unknown = await post('/v1/republication', { ...wanted, section: 'astrology' });
  expect(unknown.status).toBe(422);
});

describe('an erased story', () => {
  const erase = async (storyId: string) => {
    const answer = await post(`/v1/stories/${storyId}/erase`, { reason: 'A court wants it' });
    return z.object({ state: z.string() }).parse(await answer.json()).state;
  };
  const untilErased = (storyId: string) =>
    patiently(async () => ((await erase(storyId)) === 'done' ? {} : 'is not erased yet'));

  /** Every object of a store that says the word, anywhere in its key, header or body. */
  async function saying(store: ObjectStore, word: string): Promise<string[]> {
    const found: string[] = [];
    for await (const { key } of store.list('')) {
      const { body, ...header } = (await store.get(key)) ?? {};
      const text = `${key} ${JSON.stringify(header)} ${body?.toString('utf8')}`;
      if (text.toLowerCase().includes(word)) found.push(key);
    }
    return found;
  }

  test('is gone from archive, site and desk; a 410 and a line in the audit stay', async () => {
    const picture = (colour: string) =>
      sharp({ create: { width: 64, height: 64, channels: 3, background: colour } })
        .png()
        .toBuffer()
        .then((bytes) => ({ data: bytes.toString('base64'), creditLine: 'A. Photographer' }));
    const [own, shared] = [await picture('#731'), await picture('#137')];
    await live('keeps', 'Another story has the blue picture.', { images: [shared] });
    const images = [own, shared];
    // Words of the address stay with it.
    const named = { images, headline: 'Zephyrine in the news', slug: 'secret' };
    await live('secret', 'Zephyrine was named.', named);
    const { storyId, path } = await live('secret', 'Zephyrine was named again.', named);
    const { archive, site } = newsroom.services;
    const originals = async () => {
      const keys: string[] = [];
      for await (const { key } of archive.store.list('media/')) {
        if (key.endsWith('/original')) keys.push(key);
      }
      return keys;
    };
    const before = await originals();
    expect((await saying(archive.store, 'zephyrine')).length).toBeGreaterThan(5);
    expect(await erase(storyId)).toBe('under way');
    await untilErased(storyId);
    expect(await saying(archive.store, 'zephyrine')).toEqual([]);
    expect(await saying(site, 'zephyrine')).toEqual([]);
    expect((await originals()).length).toBe(before.length - 1);
    await newsroom.page(path, 410);
    const now = await newsroom.until(storyId, 'withdrawn');
    expect([now.revision, now.live, now.headline, now.externalId]).toEqual([0, null, '', '']);
    const audited = await auditOf(archive.store, 'story.erase');
    expect(audited).toMatchObject([{ reason: 'A court wants it', about: { storyId } }]);
    // What the source sends of it later is not taken, and not kept.
    const { submissionId } = await newsroom.submit(story('secret', 'Zephyrine once more.'));
    await patiently(async () => {
      const answer = await (await newsroom.call(`/v1/submissions/${submissionId}`)).text();
      return answer.includes('superseded') ? {} : `answers ${answer}`;
    });
    expect(await saying(archive.store, 'zephyrine')).toEqual([]);
    await newsroom.page(path, 410);
  });

  test('that was held, or is just on its way, is never published', async () => {
    const { storyId } = await newsroom.submit(story('in-flight', 'Quagmirish it is.'));
    await erase(storyId);
    await untilErased(storyId);
    await patiently(async () => {
      const left = await saying(newsroom.services.archive.store, 'quagmirish');
      return left.length === 0 ? {} : `is left in ${left}`;
    });
    expect(await saying(newsroom.services.site, 'quagmirish')).toEqual([]);
  });

  test('that nobody knows is a 404', async () => {
    const answer = await post(`/v1/stories/${'b'.repeat(20)}/erase`, { reason: 'Wrong id' });
    expect(answer.status).toBe(404);
  });
});
