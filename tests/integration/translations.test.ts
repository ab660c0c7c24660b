import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { patiently } from '../support/patiently.ts';
import { type RunningNewsroom, runningNewsroom } from '../support/running-newsroom.ts';

let newsroom: RunningNewsroom;
beforeAll(async () => {
  newsroom = await runningNewsroom();
});
afterAll(() => newsroom.close());

async function live(externalId: string, language: string, more: object = {}) {
  const story = { externalId, language, headline: `${externalId} of the river`, ...more };
  const { storyId } = await newsroom.submit({ ...story, body: `<p>About ${externalId}.</p>` });
  const { url, revision } = await newsroom.until(storyId, 'live');
  return { storyId, revision, path: new URL(url ?? '').pathname };
}

/** Languages that a page names others of, with where they are. */
async function languagesOn(path: string): Promise<Record<string, string>> {
  const text = await newsroom.page(path);
  const links = text.matchAll(/<link rel="alternate" hreflang="([^"]+)" href="([^"]+)">/g);
  return Object.fromEntries(
    [...links].map(([, tag = '', url = '']) => [tag, new URL(url).pathname]),
  );
}

const until = (path: string, wanted: Record<string, string>) =>
  patiently(async () => {
    const found = await languagesOn(path);
    return JSON.stringify(found, Object.keys(found).sort()) ===
      JSON.stringify(wanted, Object.keys(wanted).sort())
      ? {}
      : `names ${JSON.stringify(found)}`;
  });

describe('stories that are translations of one', () => {
  test('name each other by language, and the original for all others, whichever came first', async () => {
    const persian = await live('fa-1', 'fa', { translationOf: 'en-1' });
    expect(await languagesOn(persian.path)).toEqual({});
    const english = await live('en-1', 'en');
    const two = { fa: persian.path, en: english.path, 'x-default': english.path };
    for (const { path } of [persian, english]) await until(path, two);

    const russian = await live('ru-1', 'ru', { translationOf: 'en-1' });
    const three = { ...two, ru: russian.path };
    for (const { path } of [persian, english, russian]) await until(path, three);

    const why = { revision: english.revision, reason: 'A legal order' };
    await newsroom.call(`/v1/stories/${english.storyId}/withdraw`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(why),
    });
    const left = { fa: persian.path, ru: russian.path };
    for (const { path } of [persian, russian]) await until(path, left);

    // It says now that it translates nothing.
    await live('ru-1', 'ru', { body: 'New' });
    for (const { path } of [persian, russian]) await until(path, {});
  });

  test('lead to none that would not lead back: itself, or the translation of a translation', async () => {
    const own = await live('self', 'en', { translationOf: 'self' });
    const first = await live('en-2', 'en');
    const second = await live('fa-2', 'fa', { translationOf: 'en-2' });
    const third = await live('ps-2', 'ps', { translationOf: 'fa-2' });
    const pair = { en: first.path, fa: second.path, 'x-default': first.path };
    for (const { path } of [first, second]) await until(path, pair);
    for (const { path } of [own, third]) expect(await languagesOn(path)).toEqual({});
  });
});
