import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type FakeApi, fakeApi } from './fake-api.ts';
import { run } from './terminal.ts';

const storyId = 'q2aauo432iqc3gtfhtwc';
const story = {
  ...{ storyId, source: 'wire', externalId: 'a', headline: 'Flood', state: 'live', revision: 3 },
  ...{ pass: 4, verdict: 'live', because: [], findings: [], timeline: [], url: null, live: null },
};
const under = { state: 'under way', seen: 100, sent: 40, postponed: 1 };

let api: FakeApi;
let states: string[];
beforeEach(async () => {
  states = ['under way', 'done'];
  api = await fakeApi(({ path }) => {
    if (path.endsWith('/erase')) return [202, { storyId, state: states.shift() ?? 'done' }];
    if (path.endsWith('/republication'))
      return [202, { ...under, state: states.shift() ?? 'done' }];
    return [200, story];
  });
});
afterEach(() => api.close());

const dateline = (...words: string[]) =>
  run(words, { environment: { DATELINE_API_URL: api.url, DATELINE_API_TOKEN: 'dl_x' } });
const asked = () => api.seen.map(({ method, path, body }) => `${method} ${path} ${body}`.trim());

describe('dateline republish', () => {
  test('--all shows how far it is until it is done', async () => {
    const { code, out } = await dateline('republish', '--all', '--reason', 'New theme');
    expect(code).toBe(0);
    expect(out).toEqual([
      'under way: 100 stories looked at, 40 made anew, 1 to follow',
      'done: 100 stories looked at, 40 made anew, 1 to follow',
    ]);
    expect(asked()).toEqual([
      'POST /v1/republication {"reason":"New theme"}',
      'GET /v1/republication',
    ]);
  });

  test('--section names it; a story and --all at once are wrong use', async () => {
    await dateline('republish', '--section', 'world');
    expect(asked()[0]).toContain('"section":"world"');
    expect((await dateline('republish', storyId, '--all')).code).toBe(2);
    expect((await dateline('republish')).code).toBe(2);
    expect((await dateline('republish', storyId)).code).toBe(2);
  });

  test('of one story says which revision was seen', async () => {
    expect((await dateline('republish', storyId, '--reason', 'Typo')).code).toBe(0);
    expect(asked()[1]).toBe(`POST /v1/stories/${storyId}/republish {"revision":3,"reason":"Typo"}`);
  });
});

test('dateline rollback names the revision that is to be live', async () => {
  expect((await dateline('rollback', storyId, '--to', '2', '--reason', 'Wrong')).code).toBe(0);
  expect(asked()[1]).toBe(
    `POST /v1/stories/${storyId}/rollback {"revision":3,"reason":"Wrong","to":2}`,
  );
});

test('dateline erase waits until nothing is left', async () => {
  const { code, out } = await dateline('erase', storyId, '--reason', 'A court wants it');
  expect([code, out]).toEqual([0, [`${storyId} is erased; its addresses answer 410.`]]);
  expect(asked()).toHaveLength(2);
});

test('dateline gc refuses to take what is new', async () => {
  expect((await dateline('gc', '--older-than', '1')).code).toBe(2);
});
