import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { endPass } from '../../src/shared/archive/passes.ts';
import { patiently } from '../support/patiently.ts';
import { type Receiver, receiver } from '../support/receiver.ts';
import { type RunningNewsroom, runningNewsroom } from '../support/running-newsroom.ts';
import { run as runWith } from './terminal.ts';

let newsroom: RunningNewsroom;
let outside: Receiver;
let environment: Record<string, string>;
const run = (...words: string[]) => runWith(words, { environment });
beforeAll(async () => {
  outside = await receiver();
  const settings = { DATELINE_ALLOW_PRIVATE: '127.0.0.0/8' };
  newsroom = await runningNewsroom({ environment: settings });
  environment = { DATELINE_API_URL: newsroom.http, DATELINE_API_TOKEN: newsroom.token };
});
afterAll(async () => {
  await newsroom.close();
  await outside.close();
});

const long = 'A headline of a length that no table of eighty columns could ever hold in one line';
const submit = async (externalId: string, changes: object = {}) => {
  const story = { externalId, headline: `${long} ${externalId}`, body: '<p>Rain.</p>', ...changes };
  return (await newsroom.submit(story)).storyId;
};
const widest = (lines: readonly string[]) => Math.max(...lines.map((line) => [...line].length));

/** As if publish had given up after the page was rendered. */
async function failed(externalId: string, why = 'the site is full'): Promise<string> {
  const storyId = await submit(externalId);
  await newsroom.until(storyId, 'live');
  const { archive, desk } = newsroom.services;
  const held = await archive.head(storyId);
  if (held === undefined) throw new Error('no head');
  await archive.swapHead({ ...held.head, ended: null }, held.etag);
  const { pass, revision } = held.head;
  const because = [`publish gave up: ${why}`];
  await endPass(archive, { storyId, pass }, { state: 'failed', because });
  await desk.record({ storyId, revision, pass, state: 'failed' });
  return storyId;
}

describe('status without a story', () => {
  test('says how the stages stand, what is held and what is ready', async () => {
    await newsroom.until(await submit('status'), 'live');
    const { code, out } = await run('status');
    expect(code).toBe(0);
    expect(out[0]).toBe('ok: archive ok, redis ok, site ok');
    const text = out.join('\n');
    for (const stage of ['ingest', 'moderation', 'images', 'render', 'publish']) {
      expect(text).toMatch(new RegExp(`^${stage} `, 'm'));
    }
    expect(text).toMatch(/^\d+ held, \d+ failed, [1-9]\d* live/m);
    expect(widest(out)).toBeLessThanOrEqual(80);
    const { out: json } = await run('status', '--json');
    expect(JSON.parse(json[0] ?? '')).toMatchObject({ readiness: { status: 'ok' } });
  });
});

describe('status of a story', () => {
  test('says in a sentence why it is not live, and what comes next', async () => {
    const storyId = await failed('status-of-one', 'a bad day');
    const { code, out } = await run('status', storyId);
    expect(code).toBe(0);
    expect(out).toContain(
      'Not live because publish gave up: a bad day; ' +
        'next: an operator retries it once the cause is gone, or discards it.',
    );
    await run('retry', storyId);
    await newsroom.until(storyId, 'live');
    expect((await run('status', storyId)).out[3]).toMatch(/^Live for \d+ s/);
  });
});

describe('stories', () => {
  test('are looked up by source, state and words, in tables of 80 columns', async () => {
    const storyId = await submit('looked-up', { headline: `Zanzibar ${long}` });
    await newsroom.until(storyId, 'live');
    const { code, out } = await run('stories', '--q', 'zanzibar', '--state', 'live');
    expect([code, out.length]).toEqual([0, 2]);
    expect(out[1]).toMatch(new RegExp(`^${storyId}  live .*Zanzibar.*…$`));
    expect(widest(out)).toBe(80);
    const { out: json } = await run('stories', '--source', 'demo', '--json', '--limit', '1');
    expect(JSON.parse(json[0] ?? '').items).toHaveLength(1);
    expect((await run('stories', '--q', 'nowhere')).out).toEqual(['There are no such stories.']);
  });
});

describe('retry', () => {
  test('lets a failed story go on, or all that have failed for one reason', async () => {
    const [first, second] = [await failed('first'), await failed('second')];
    const dry = await run('retry', '--error', 'the site is full', '--dry-run');
    expect([dry.code, dry.out.at(-1)]).toEqual([0, '2 would go on']);
    expect((await run('retry', '--error', 'no such reason')).out).toEqual([
      '0 go on, 0 have moved on meanwhile',
    ]);
    const one = await run('retry', first);
    expect([one.code, one.err]).toEqual([0, []]);
    await newsroom.until(first, 'live');
    const all = await run('retry', '--all-failed', '--json');
    expect(all.out.map((line) => JSON.parse(line))).toEqual([
      expect.objectContaining({ storyId: second, outcome: 'sent' }),
    ]);
    await newsroom.until(second, 'live');
    expect((await run('retry', second)).code).toBe(1);
  });
});

describe('review', () => {
  test('shows why a story is held and its text, and who reads it', async () => {
    const body = `<p style="display:none"><a href="https://x.example/">slot gacor</a></p><p>Rain in town.</p>`;
    const storyId = await submit('held', { body });
    await newsroom.until(storyId, 'held');
    const { out } = await run('review', 'show', storyId);
    expect(out.join('\n')).toMatch(/^ {2}0 {2}\S+ in \/body: .*“/m);
    expect(out.at(-1)).toBe('Rain in town.');
    expect((await run('review', 'claim', storyId)).out[0]).toContain('local admin reads it');
    expect((await run('review')).out[1]).toContain('local admin');
    expect((await run('review', 'letgo', storyId)).code).toBe(0);
    const { out: json } = await run('review', 'show', storyId, '--json');
    expect(JSON.parse(json[0] ?? '').review.claim).toBeNull();
  });
});

describe('subscriber', () => {
  test('is added, tested, listed, told again and removed', async () => {
    const added = await run('subscriber', 'add', outside.url, '--id', 'search', '--json');
    expect(JSON.parse(added.out[0] ?? '')).toMatchObject({
      ...{ id: 'search', secret: expect.stringMatching(/^whsec_/) },
    });
    expect(await run('subscriber', 'test', 'search')).toMatchObject({
      ...{ code: 0, out: ['It answered 204.'] },
    });
    const list = await run('subscriber', 'list');
    expect(list.out[1]).toMatch(/^search {2}all +told +http/);
    const { out } = await run('subscriber', 'deliveries', 'search', '--json');
    const [{ id }] = JSON.parse(out[0] ?? '').items;
    expect((await run('subscriber', 'deliveries', 'search')).out[1]).toContain('delivered');
    await run('subscriber', 'replay', 'search', '--delivery', id);
    await patiently(async () => (outside.told.length === 2 ? {} : 'was told once'));
    const disabled = await run('subscriber', 'disable', 'search', '--reason', 'it moves');
    expect(disabled.out[0]).toMatch(/^search: disabled/);
    const refused = await run('subscriber', 'test', 'search');
    expect([refused.code, refused.out[0]]).toEqual([1, 'it moves (local admin)']);
    const removed = await run('subscriber', 'remove', 'search', '--reason', 'it closed');
    expect(removed.code).toBe(0);
    expect((await run('subscriber', 'list')).out).toEqual(['Nobody is told of stories.']);
  });
});
