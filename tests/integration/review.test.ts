import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { listKeys } from '../support/list-keys.ts';
import { patiently } from '../support/patiently.ts';
import { type RunningNewsroom, runningNewsroom } from '../support/running-newsroom.ts';

let newsroom: RunningNewsroom;
beforeAll(async () => {
  newsroom = await runningNewsroom();
});
afterAll(() => newsroom.close());

let count = 0;
const submit = async (body: string, externalId?: string) => {
  count += 1;
  const id = externalId ?? `story-${count}`;
  const story = { externalId: id, headline: `The market reopens ${id}`, body };
  return (await newsroom.submit(story)).storyId;
};

async function send(path: string, body: object, init: RequestInit = {}) {
  const answer = await newsroom.call(path, {
    method: 'POST',
    body: JSON.stringify(body),
    ...init,
    headers: { 'content-type': 'application/json', ...Object(init.headers) },
  });
  // biome-ignore lint/suspicious/noExplicitAny: each test names the fields that it reads.
  return { status: answer.status, headers: answer.headers, body: (await answer.json()) as any };
}

const ask = async (path: string) => {
  // biome-ignore lint/suspicious/noExplicitAny: each test names the fields that it reads.
  return (await (await newsroom.call(path)).json()) as any;
};

const reason = 'a new brand';
const injected = (brand: string) =>
  `<p>Prices rose by a tenth.</p><p>Try ${brand} today</p><p>Traders said so.</p>`;

/** Submits stories until one ends in the state: a change of lists takes a moment. */
const untilState = async (body: string, state: string) =>
  patiently(async () => {
    const story = await newsroom.until(await submit(body), 'held', 'live', 'rejected');
    return story.state === state ? story : `is ${story.state}`;
  });

describe('a list of terms', () => {
  test('is added to by a term, holds what follows, and is in the audit', async () => {
    expect((await newsroom.until(await submit(injected('zorbo99')), 'live', 'held')).state).toBe(
      'live',
    );
    const added = await send('/v1/lists/brands/terms', { term: 'zorbo*', reason });
    expect(added.status).toBe(200);
    expect(added.body).toMatchObject({ name: 'brands', action: 'hold', terms: ['zorbo*'] });
    const held = await untilState(injected('zorbo'), 'held');
    expect(held.because.join()).toContain('“zorbo” is on this newsroom');
    const audit = await listKeys(newsroom.services.archive.store, 'audit/');
    expect(audit.length).toBeGreaterThan(0);

    const gone = await send(
      '/v1/lists/brands/terms',
      { term: 'zorbo*', reason: 'wrong' },
      { method: 'DELETE' },
    );
    expect(gone.body.terms).toEqual([]);
    await untilState(injected('zorbo'), 'live');
  });

  test('is written whole only over the one that was read (409)', async () => {
    const list = { title: 'Phones', action: 'note', terms: ['call now'], reason };
    const put = (body: object, headers = {}) =>
      send('/v1/lists/phones', body, { method: 'PUT', headers });
    const first = await put(list);
    expect(first.status).toBe(200);
    expect((await put(list)).status).toBe(409);
    const etag = first.headers.get('etag') ?? '';
    const second = await put({ ...list, terms: ['ring now'] }, { 'if-match': etag });
    expect([second.status, second.body.terms]).toEqual([200, ['ring now']]);
    expect((await put(list, { 'if-match': etag })).status).toBe(409);
    expect((await put({ ...list, terms: ['*'] }, { 'if-match': etag })).status).toBe(422);
  });

  test('of a file is read again when it changes; a faulty edit leaves the old one in force', async () => {
    const file = join(newsroom.folder, 'newsroom', 'moderation', 'pills.yaml');
    await writeFile(file, 'name: Pills\nterms: [miracle pill]\n');
    await untilState(injected('miracle pill'), 'held');
    await writeFile(file, 'name: Pills\nterms: [x]\nlevel: 3\n');
    // The desk tells of the fault once the file has been read again.
    await patiently(async () => {
      const page = await (await newsroom.call('/desk/lists')).text();
      return page.includes('moderation/pills.yaml:3') ? {} : 'knows of no fault';
    });
    const { items } = await ask('/v1/lists');
    expect(items).toContainEqual(
      expect.objectContaining({ name: 'pills', origin: 'file', terms: ['miracle pill'] }),
    );
    await untilState(injected('miracle pill'), 'held');
    const edit = await send('/v1/lists/pills/terms', { term: 'another', reason });
    expect(edit.status).toBe(409);
  });
});

describe('before a rule changes', () => {
  test('a list on trial says which of the last stories it would hold, and where', async () => {
    const body = injected('quuxbet');
    const storyId = await submit(body);
    await newsroom.until(storyId, 'live');
    const { status, body: tried } = await send('/v1/lists/test', { terms: ['QuuxBet'] });
    expect(status).toBe(200);
    expect(tried.changed).toBe(1);
    expect(tried.items[0]).toMatchObject({
      ...{ storyId, from: 'approved', to: 'held' },
      findings: [{ field: '/body', offset: body.indexOf('quuxbet'), length: 7 }],
    });
    expect((await newsroom.until(storyId, 'live')).pass).toBe(1);
  });

  test('a text of one’s own says where a list would find its terms', async () => {
    const text = 'News of today. QuuxBet is the best.';
    const { status, body } = await send('/v1/lists/test', { terms: ['quuxbet'], text });
    expect([status, body.looked]).toEqual([200, 1]);
    expect(body.items).toMatchObject([
      { storyId: '', from: 'approved', to: 'held', findings: [{ field: '/body', offset: 15 }] },
    ]);
  });

  test('a dry run tells what would have changed under another policy', async () => {
    const storyId = await submit(injected('slot gacor'));
    await newsroom.until(storyId, 'held', 'live');
    const rules = { 'spam-phrases': 'reject', 'blocked-terms': 'reject' };
    const { body } = await send('/v1/moderation/dry-run', { last: 50, policy: { rules } });
    expect(body.looked).toBeGreaterThan(2);
    const changed = body.items.filter(({ from, to }: { from: string; to: string }) => from !== to);
    expect(changed.length).toBe(body.changed);
    const same = await send('/v1/moderation/dry-run', { last: 50 });
    expect(same.body.items.every((item: { storyId: string }) => item.storyId !== storyId)).toBe(
      true,
    );
  });

  test('a question that says too much is refused (422)', async () => {
    expect((await send('/v1/lists/test', { terms: ['a1'], list: 'pills' })).status).toBe(422);
    expect((await send('/v1/moderation/dry-run', { last: 0 })).status).toBe(422);
    const policy = { rules: { 'gambling-promotion': 'reject' } };
    const { status, body } = await send('/v1/moderation/dry-run', { policy });
    expect([status, body.errors[0].pointer]).toEqual([
      ...[422, '#/policy/rules/gambling-promotion'],
    ]);
    expect(body.errors[0].detail).toContain('there is no rule "gambling-promotion"');
  });
});

describe('reviewers', () => {
  const hidden = '<p style="display:none"><a href="https://x.example/">togel singapore</a></p>';

  test('see the decisions on stories like the one before them, also after Redis was emptied', async () => {
    const first = await submit(`${hidden}<p>The river rose.</p>`);
    const held = await newsroom.until(first, 'held');
    const decided = await send(`/v1/stories/${first}/reject`, {
      ...{ revision: held.revision, reason: 'planted', falseAlarm: [0] },
    });
    expect(decided.status).toBe(200);
    const second = await submit(`<p>The river fell.</p>${hidden}`);
    await newsroom.until(second, 'held');
    const similar = [
      expect.objectContaining({
        ...{ storyId: first, action: 'rejected', reason: 'planted', by: 'local admin' },
        falseAlarm: [held.findings[0]?.rule],
      }),
    ];
    const review = await ask(`/v1/stories/${second}/review`);
    expect(review.similar).toEqual(similar);
    expect(review.fields['/body']).toContain('togel singapore');

    const client = new Redis(newsroom.redis.url);
    await client.flushall();
    client.disconnect();
    await patiently(async () => {
      const again = await ask(`/v1/stories/${second}/review`);
      return again.similar?.length === 1 ? again : 'knows no decision yet';
    });
  });

  test('see who reads a story; a claim stops nobody', async () => {
    const storyId = await submit(`${hidden}<p>Ferries stopped.</p>`);
    await newsroom.until(storyId, 'held');
    expect((await send(`/v1/stories/${storyId}/claim`, {})).body.by).toBe('local admin');
    const { token } = (await send('/v1/tokens', { name: 'night', role: 'editor' })).body;
    const asNight = { headers: { authorization: `Bearer ${token}` } };
    const theirs = await send(`/v1/stories/${storyId}/claim`, {}, asNight);
    expect(theirs.body.by).toBe('local admin');
    const { items } = await ask('/v1/stories?state=held&order=oldest');
    const listed = items.find((item: { storyId: string }) => item.storyId === storyId);
    expect(listed.claimedBy).toBe('local admin');
    const updated = items.map((item: { updated: string }) => item.updated);
    expect(updated).toEqual([...updated].sort());
    const decision = { revision: 1, reason: 'planted' };
    expect((await send(`/v1/stories/${storyId}/reject`, decision, asNight)).status).toBe(200);
  });

  test('block a source: what it sends is held, and asking moderation again lets nothing of it run', async () => {
    await send('/v1/sources/demo/pause', { reason: 'its CMS was hacked' });
    const held = await newsroom.until(
      await submit('<p>All is well.</p>', 'paused'),
      'held',
      'live',
    );
    expect(held.because.join()).toContain('its CMS was hacked');
    const again = { revision: 1, reason: 'look again' };
    expect((await send(`/v1/stories/${held.storyId}/remoderate`, again)).status).toBe(409);
    const all = await send('/v1/stories/remoderate', { state: 'held', reason: 'new rules' });
    expect(all.body.skipped).toBeGreaterThanOrEqual(1);
    await send('/v1/sources/demo/resume', { reason: 'cleaned' });
    expect((await newsroom.until(held.storyId, 'held')).state).toBe('held');
    await untilState('<p>All is well again.</p>', 'live');
  });

  test('have all held stories moderated again after a rule has changed', async () => {
    await send('/v1/lists/brands/terms', { term: 'brandofaday', reason });
    const held = await untilState(injected('brandofaday'), 'held');
    await send(
      '/v1/lists/brands/terms',
      { term: 'brandofaday', reason: 'it was a false alarm' },
      { method: 'DELETE' },
    );
    await patiently(async () => {
      await send('/v1/stories/remoderate', { state: 'held', source: 'demo', reason: 'list' });
      const story = await newsroom.until(held.storyId, 'live', 'held');
      return story.state === 'live' ? story : 'is held still';
    });
    // What a worker counts is told a moment later.
    await patiently(async () => {
      const metrics = await (await newsroom.call('/metrics')).text();
      const isHeld = /dateline_held_total\{rule="blocked-terms",verdict="held"\} [1-9]/.test(
        metrics,
      );
      const isDecided = /dateline_decisions_total\{action="reject"\} [1-9]/.test(metrics);
      return isHeld && isDecided ? { isHeld, isDecided } : metrics;
    });
  });
});
