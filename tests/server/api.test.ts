import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { StageDocument } from '../../src/shared/archive/documents.ts';
import { openPass } from '../../src/shared/archive/open-pass.ts';
import { endPass } from '../../src/shared/archive/passes.ts';
import type { Finding } from '../../src/shared/finding.ts';
import { storyIdFor } from '../../src/shared/ids.ts';
import { anOpening, STORY_ID } from '../support/story-samples.ts';
import { knockAs, type SmallNewsroom, smallNewsroom, storyJson } from './small-newsroom.ts';

let newsroom: SmallNewsroom;
beforeEach(async () => {
  newsroom = await smallNewsroom();
});
afterEach(() => newsroom.close());

const finding: Finding = {
  ...{ rule: 'hidden-link', action: 'hold', weight: 5, field: '/body', offset: 3, length: 9 },
  ...{ excerpt: 'best slots', reason: 'A link is hidden from readers.' },
};

function document(changes: Partial<StageDocument>): StageDocument {
  return {
    ...{ schema: 1, storyId: STORY_ID, revision: 1, pass: 1, stage: 'moderation' },
    ...{ verdict: 'held', because: [finding.reason], findings: [finding] },
    ...{ at: '2099-01-01T00:00:00.000Z', ms: 2, waitMs: 1, attempt: 1, result: null },
    ...changes,
  };
}

/** A story that ingest has accepted, and moderation holds. */
async function heldStory(): Promise<void> {
  const { archive } = newsroom.services;
  await openPass(archive, STORY_ID, () => anOpening());
  await archive.putStage(document({}));
  await endPass(archive, document({}), { state: 'held', because: [finding.reason] });
}

const decide = (action: string, payload?: object) =>
  newsroom.ask(`/v1/stories/${STORY_ID}/${action}`, {
    method: 'POST',
    ...(payload && { payload }),
  });

describe('a story', () => {
  test.each(['ready', 'reconnecting'])(
    'is told from the archive while Redis is %s',
    async (status) => {
      await heldStory();
      newsroom.redis.status = status;
      const answer = await newsroom.ask(`/v1/stories/${STORY_ID}`);
      expect(answer.statusCode).toBe(200);
      expect(answer.json()).toMatchObject({
        ...{ storyId: STORY_ID, source: 'wire', externalId: 'flood-1', state: 'held' },
        ...{
          revision: 1,
          pass: 1,
          verdict: 'held',
          because: [finding.reason],
          findings: [finding],
        },
        ...{ url: null, live: null },
        timeline: [
          { stage: 'ingest', verdict: 'accepted', revision: 1, pass: 1 },
          { stage: 'moderation', verdict: 'held', because: [finding.reason], ms: 2, waitMs: 1 },
        ],
      });
    },
  );

  test('is told within two seconds while Redis hangs', async () => {
    await heldStory();
    newsroom.desk.find = () => new Promise(() => {});
    newsroom.desk.timeline = () => Promise.reject(new Error('gone'));
    expect((await newsroom.ask(`/v1/stories/${STORY_ID}`)).json().state).toBe('held');
  });

  test('under way is where its newest document leads', async () => {
    await openPass(newsroom.services.archive, STORY_ID, () => anOpening());
    const state = async () => (await newsroom.ask(`/v1/stories/${STORY_ID}`)).json().state;
    expect(await state()).toBe('moderating');
    await newsroom.services.archive.putStage(document({ verdict: 'approved', findings: [] }));
    expect(await state()).toBe('rendering');
  });

  test('shows attempts that left no document, once', async () => {
    await heldStory();
    const { stage, revision, pass, at, ms, waitMs, attempt } = document({});
    const entry = { ...{ stage, revision, pass, at, ms, waitMs, attempt }, because: [] };
    for (const verdict of ['failed', 'held']) {
      await newsroom.desk.record({
        ...{ storyId: STORY_ID, revision, pass },
        entry: { ...entry, verdict },
      });
    }
    const { timeline } = (await newsroom.ask(`/v1/stories/${STORY_ID}`)).json();
    expect(timeline.map(({ verdict }: { verdict: string }) => verdict)).toEqual([
      'accepted',
      'held',
      'failed',
    ]);
  });

  test.each(['ready', 'end'])(
    'is received before ingest has seen it, Redis being %s',
    async (status) => {
      newsroom.redis.status = status;
      const { location } = (await newsroom.knock(storyJson())).headers;
      const answer = await newsroom.ask(String(location));
      expect(answer.statusCode).toBe(200);
      expect(answer.json()).toMatchObject({
        ...{ storyId: storyIdFor('wire', 'flood-1'), source: 'wire', externalId: 'flood-1' },
        ...{ state: 'received', revision: 0, timeline: [], url: null },
      });
    },
  );

  test.each(['aaaaaaaaaaaaaaaaaaab', 'short', '..%2F..%2Fconfig', '%00', 'AAAAAAAAAAAAAAAAAAAA'])(
    'that is not there is not found: %s',
    async (id) => {
      const answer = await newsroom.ask(`/v1/stories/${id}`);
      expect(answer.statusCode).toBe(404);
      expect(answer.json().type).toBe('/problems/not-found');
    },
  );
});

test('the flow asks Redis, archive and readiness side by side: none waits for another', async () => {
  let ask = () => {};
  const asked = new Promise<void>((resolve) => {
    ask = resolve;
  });
  newsroom.desk.counts = () => asked.then(() => ({ live: 2 }));
  newsroom.desk.openWork = async () => {
    ask();
    return undefined;
  };
  const { states, readiness } = (await newsroom.ask('/v1/flow')).json();
  expect([states, readiness.status]).toEqual([{ live: 2 }, 'ok']);
});

describe('the list of stories', () => {
  test('comes from the desk', async () => {
    await newsroom.knock(storyJson());
    const answer = await newsroom.ask('/v1/stories?state=received&source=wire&q=flood');
    expect(answer.json()).toMatchObject({
      items: [{ headline: 'Flood warning lifted' }],
      next: null,
    });
  });

  test('of an unknown state is refused (400), and without Redis it has to wait (503)', async () => {
    expect((await newsroom.ask('/v1/stories?state=lost')).statusCode).toBe(400);
    newsroom.redis.status = 'reconnecting';
    expect((await newsroom.ask('/v1/stories')).statusCode).toBe(503);
  });
});

describe('a submission', () => {
  test('is received, then what ingest made of it', async () => {
    const { submissionId, storyId } = (await newsroom.knock(storyJson())).json();
    const ask = async () => (await newsroom.ask(`/v1/submissions/${submissionId}`)).json();
    expect(await ask()).toEqual({ submissionId, storyId, status: 'received', because: [] });
    const { archive } = newsroom.services;
    await archive.putKey('wire', {
      ...{ schema: 1, submissionId, storyId, bodyHash: 'x', received: '' },
      ...{ status: 'unchanged', because: ['Nothing in it is new.'] },
    });
    await archive.store.delete(`inbox/${submissionId}`);
    expect(await ask()).toEqual({
      ...{ submissionId, storyId, status: 'unchanged', because: ['Nothing in it is new.'] },
    });
  });

  test.each(['aaaaaaaaaaaaaaaaaaaaaaaaaa', '..', '%2e%2e%2fhead'])('unknown: %s', async (id) => {
    expect((await newsroom.ask(`/v1/submissions/${id}`)).statusCode).toBe(404);
  });
});

describe('a decision', () => {
  test('releases a held story, and names who and why', async () => {
    await heldStory();
    const answer = await decide('release', { revision: 1, reason: ' A quotation. ' });
    expect(answer.statusCode).toBe(200);
    expect(answer.json()).toMatchObject({ state: 'imaging', pass: 2, verdict: 'released' });
    expect(answer.json().because).toEqual(['A quotation. (local admin)']);
    expect(answer.json().findings).toEqual([finding]);
    expect(newsroom.sent).toMatchObject([
      { queue: 'images', ticket: { storyId: STORY_ID, pass: 2 } },
    ]);
  });

  test.each([
    ['no reason', { revision: 1 }, ['#/reason']],
    ['an empty reason', { revision: 1, reason: '  ' }, ['#/reason']],
    ['no revision', { reason: 'x' }, ['#/revision']],
    ['a field that is unknown', { revision: 1, reason: 'x', force: true }, ['#/force']],
    ['nothing', {}, ['#/revision', '#/reason']],
  ])('with %s is refused (422)', async (_what, payload, pointers) => {
    await heldStory();
    const answer = await decide('release', payload);
    expect(answer.statusCode).toBe(422);
    const named = answer.json().errors.map(({ pointer }: { pointer: string }) => pointer);
    expect(named).toEqual(pointers);
  });

  test('that comes too late, or does not fit, is refused (409)', async () => {
    await heldStory();
    const good = { revision: 1, reason: 'checked' };
    expect((await decide('release', { ...good, revision: 2 })).statusCode).toBe(409);
    expect((await decide('republish', good)).statusCode).toBe(409);
    expect((await decide('reject', good)).json().state).toBe('rejected');
    const late = await decide('release', good);
    expect(late.statusCode).toBe(409);
    expect(late.json().type).toBe('/problems/stale-decision');
  });

  test('on no story is not found, and without a body it is refused', async () => {
    expect((await decide('release', { revision: 1, reason: 'x' })).statusCode).toBe(404);
    expect((await decide('release')).statusCode).toBe(422);
  });

  test('without Redis is not begun (503)', async () => {
    await heldStory();
    newsroom.redis.status = 'end';
    expect((await decide('release', { revision: 1, reason: 'x' })).statusCode).toBe(503);
    expect((await newsroom.ask(`/v1/stories/${STORY_ID}`)).json().state).toBe('held');
  });

  test.each([
    ['{"revision":1,', 'application/json', 400],
    ['{"revision":1,"reason":"x","__proto__":{}}', 'application/json', 400],
    ['revision=1', 'application/x-www-form-urlencoded', 415],
    ['x', 'text/plain', 415],
    [`"${'x'.repeat(1024 * 1024)}"`, 'application/json', 413],
  ])('body %.20s as %s is answered %i', async (payload, type, status) => {
    const answer = await newsroom.ask(`/v1/stories/${STORY_ID}/release`, {
      ...{ method: 'POST', payload, headers: { 'content-type': type } },
    });
    expect(answer.statusCode).toBe(status);
    expect(answer.headers['content-type']).toMatch(/problem\+json/);
  });
});

describe('sources', () => {
  const add = (payload: object) => newsroom.ask('/v1/sources', { method: 'POST', payload });

  test('are added with a secret that is shown once and is good at once', async () => {
    const added = await add({ id: 'agency', format: 'dateline' });
    expect(added.statusCode).toBe(201);
    const { secret, hook } = added.json();
    expect(hook).toMatch(/^http:\/\/.+\/hooks\/agency$/);
    const answer = await newsroom.app.inject(knockAs(secret, storyJson(), { source: 'agency' }));
    expect(answer.statusCode).toBe(202);
    const listed = await newsroom.ask('/v1/sources');
    expect(listed.json().items).toMatchObject([
      { id: 'agency', origin: 'added' },
      { id: 'wire', origin: 'declared' },
    ]);
    expect(listed.body).not.toContain('whsec_');
  });

  test('rotate: the new secret and the old one are good', async () => {
    const rotated = await newsroom.ask('/v1/sources/wire/rotate', { method: 'POST' });
    expect(rotated.statusCode).toBe(200);
    const { secret } = rotated.json();
    expect(secret).not.toBe(newsroom.secret);
    for (const [at, one] of [secret, newsroom.secret].entries()) {
      const answer = await newsroom.app.inject(knockAs(one, storyJson(), { id: `msg_${at}` }));
      expect(answer.statusCode).toBe(202);
    }
    const unknown = await newsroom.ask('/v1/sources/nobody/rotate', { method: 'POST' });
    expect(unknown.statusCode).toBe(404);
  });

  test('are refused where they are wrong (422) or taken (409)', async () => {
    const wrong = await add({ id: 'Not An Id', format: 'ninjsx', colour: 'red' });
    expect(wrong.statusCode).toBe(422);
    const named = wrong.json().errors.map(({ pointer }: { pointer: string }) => pointer);
    expect(named.sort()).toEqual(['#/colour', '#/format', '#/id']);
    expect((await add({ id: 'wire' })).statusCode).toBe(409);
  });

  test('are refused where they name sections that the site has not', async () => {
    const refused = await add({ id: 'agency', section: 'opinion', sections: ['world', 'sprot'] });
    expect(refused.statusCode).toBe(422);
    expect(refused.json().errors).toEqual([
      { pointer: '#/section', detail: 'site.yaml has no section "opinion"' },
      { pointer: '#/sections/1', detail: 'site.yaml has no section "sprot"' },
    ]);
  });

  const change = (id: string, payload: object) =>
    newsroom.ask(`/v1/sources/${id}`, { method: 'PATCH', payload });

  test('are changed field by field, and keep their secret', async () => {
    const { secret } = (await add({ id: 'agency', name: 'Agency', language: 'fa' })).json();
    const changed = await change('agency', {
      ...{ language: null, sections: ['world'], rateLimit: { perSecond: 0.001, burst: 1 } },
    });
    expect(changed.statusCode).toBe(200);
    expect(changed.json()).toMatchObject({ name: 'Agency', sections: ['world'] });
    expect(changed.json()).not.toHaveProperty('language');
    expect(changed.body).not.toContain(secret);
    const knocks = [1, 2].map((at) =>
      newsroom.app.inject(knockAs(secret, storyJson(), { source: 'agency', id: `msg_${at}` })),
    );
    const answers = await Promise.all(knocks);
    expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([202, 429]);
  });

  test('are not changed into what no source may be', async () => {
    await add({ id: 'agency' });
    for (const [payload, pointer] of [
      [{ auth: 'bearer' }, '#/auth'],
      [{ id: 'other' }, '#/id'],
      [{ format: 'fax' }, '#/format'],
      [{ colour: 'red' }, '#/colour'],
      [{ section: 'opinion' }, '#/section'],
    ] as const) {
      const refused = await change('agency', payload);
      expect([refused.statusCode, refused.json().errors[0].pointer]).toEqual([422, pointer]);
    }
    expect((await change('nobody', { name: 'X' })).statusCode).toBe(404);
  });

  test('are removed, and knock in vain from then on', async () => {
    const { secret } = (await add({ id: 'agency' })).json();
    const removed = await newsroom.ask('/v1/sources/agency', { method: 'DELETE' });
    expect([removed.statusCode, removed.json()]).toEqual([200, { id: 'agency', removed: true }]);
    const knock = await newsroom.app.inject(knockAs(secret, storyJson(), { source: 'agency' }));
    expect(knock.statusCode).toBe(404);
    const again = await newsroom.ask('/v1/sources/agency', { method: 'DELETE' });
    expect(again.statusCode).toBe(404);
  });

  test('that the files declare are changed there, and the answer says so', async () => {
    for (const method of ['PATCH', 'DELETE'] as const) {
      const payload = method === 'PATCH' ? { payload: { name: 'W' } } : {};
      const refused = await newsroom.ask('/v1/sources/wire', { method, ...payload });
      expect(refused.statusCode).toBe(409);
      expect(refused.json().detail).toContain('sources.yaml: change it there');
    }
  });
});

test('a republication of a section that the site has not is refused, and says which field (422)', async () => {
  const payload = { section: 'opinion', reason: 'The theme has changed' };
  const refused = await newsroom.ask('/v1/republication', { method: 'POST', payload });
  expect([refused.statusCode, refused.json().errors]).toEqual([
    422,
    [{ pointer: '#/section', detail: 'site.yaml has no section "opinion"' }],
  ]);
});
