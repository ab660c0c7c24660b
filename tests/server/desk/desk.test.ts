import sharp from 'sharp';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { StageDocument } from '../../../src/shared/archive/documents.ts';
import { keys } from '../../../src/shared/archive/keys.ts';
import { openPass } from '../../../src/shared/archive/open-pass.ts';
import { endPass } from '../../../src/shared/archive/passes.ts';
import { anOpening, STORY_ID } from '../../support/story-samples.ts';
import { type SmallNewsroom, smallNewsroom } from '../small-newsroom.ts';

let newsroom: SmallNewsroom;
beforeEach(async () => {
  newsroom = await smallNewsroom();
  const { archive } = newsroom.services;
  const hostile = { headline: '<img src=x onerror=alert(1)>', source: 'wire' };
  const { document } = (await openPass(archive, STORY_ID, () => anOpening(hostile))) as never;
  await endPass(archive, document, { state: 'held', because: ['<b>because</b>'] });
});
afterEach(() => newsroom.close());

const page = `/desk/review/${STORY_ID}`;
const form = (fields: Record<string, string>, headers: Record<string, string> = {}) => ({
  method: 'POST' as const,
  payload: new URLSearchParams(fields).toString(),
  headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
});

/** The cookie of a browser that followed the sign-in link. */
async function signedIn(): Promise<string> {
  const answer = await newsroom.app.inject(`/sign-in?code=${newsroom.signIn.code()}`);
  return String(answer.headers['set-cookie']).split(';')[0] ?? '';
}

test('nothing of the desk answers to strangers, its style included', async () => {
  for (const path of ['/desk', '/desk/review', page, '/desk/desk.css', '/desk/desk.js']) {
    expect((await newsroom.app.inject(path)).statusCode).toBe(401);
  }
  const refusal = await newsroom.app.inject(page);
  expect(refusal.headers['content-type']).toContain('text/html');
  expect(refusal.body).toContain('<h1>Sign in</h1>');
  expect(refusal.body).not.toContain('The Test');
});

test('what a story says is text, and no page runs or loads anything but our own', async () => {
  const answer = await newsroom.ask(page);
  expect(answer.statusCode).toBe(200);
  expect(answer.body).toContain('&lt;img src=x onerror=alert(1)&gt;');
  expect(answer.body).not.toMatch(/<img|<b>because|<script>|style="|onclick/);
  const policy = String(answer.headers['content-security-policy']);
  expect(policy).toContain("default-src 'none'");
  expect(policy).not.toMatch(/unsafe|\*|https?:/);
});

test('a form that another site sends is refused, and changes nothing', async () => {
  const cookie = await signedIn();
  const fields = { revision: '1', do: 'release', reason: 'x' };
  for (const headers of [
    { 'sec-fetch-site': 'cross-site' },
    { origin: 'https://evil.example' },
    {},
  ]) {
    const answer = await newsroom.app.inject({
      url: page,
      ...form(fields, { cookie, ...headers }),
    });
    expect(answer.statusCode).toBe(403);
  }
  expect((await newsroom.ask(`/v1/stories/${STORY_ID}`)).json().state).toBe('held');
  const ours = form(fields, { cookie, 'sec-fetch-site': 'same-origin' });
  expect((await newsroom.app.inject({ url: page, ...ours })).headers.location).toBe(
    '/desk/review?done=released',
  );
});

test('an editor whose session has ended is asked to sign in, and told that nothing was done', async () => {
  const fields = { revision: '1', do: 'release', reason: 'x' };
  const answer = await newsroom.app.inject({ url: page, ...form(fields) });
  expect(answer.statusCode).toBe(401);
  expect(answer.body).toContain('nothing was done');
  expect(answer.body).toContain(`name="next" value="${page}"`);
  const act = await newsroom.app.inject({
    url: `/desk/stories/${STORY_ID}/withdraw`,
    ...form(fields),
  });
  expect(act.body).toContain(`name="next" value="/desk/stories/${STORY_ID}"`);
});

test.each([
  [`/desk/stories/${STORY_ID}/withdraw`, `/desk/stories/${STORY_ID}`],
  [`${page}/term`, page],
  ['/desk/sources/wire/rotate', '/desk/sources'],
  ['/desk/people/amira', '/desk/people'],
])('the address of a form, %s, leads back to its page', async (url, back) => {
  const answer = await newsroom.ask(url);
  expect([answer.statusCode, answer.headers.location]).toEqual([303, back]);
});

test('a viewer reads and has nothing to press', async () => {
  const { token } = (
    await newsroom.ask('/v1/tokens', { method: 'POST', payload: { name: 'v', role: 'viewer' } })
  ).json();
  const headers = { authorization: `Bearer ${token}` };
  const seen = await newsroom.ask(page, { headers });
  expect(seen.statusCode).toBe(200);
  expect(seen.body).not.toContain('<button');
  const press = form({ revision: '1', do: 'reject', reason: 'x' }, headers);
  expect((await newsroom.ask(page, press)).statusCode).toBe(403);
});

test.each([
  ['/desk/review/aaaaaaaaaaaaaaaaaaab', 404],
  ['/desk/review/..%2F..', 404],
  [`/desk/stories/${STORY_ID}/submissions/..%2F..%2Fx`, 404],
])('%s is answered %i by a page', async (path, status) => {
  const answer = await newsroom.ask(path);
  expect(answer.statusCode).toBe(status);
  expect(answer.headers['content-type']).toContain('text/html');
});

test('a form with half of its fields is refused by a page (422)', async () => {
  const answer = await newsroom.ask(page, form({ do: 'explode' }));
  expect(answer.statusCode).toBe(422);
  expect(answer.headers['content-type']).toContain('text/html');
  expect(answer.body).toContain('<b>do</b>: use one of release, repair, preview, reject');
});

test('a story decided about again and again shows the newest fifty decisions', async () => {
  const { store } = newsroom.services.archive;
  for (let pass = 2; pass <= 60; pass += 1) {
    const at = new Date(Date.UTC(2026, 10, 26, 0, pass)).toISOString();
    const said = {
      action: 'remoderate',
      reason: `Look ${pass} of them.`,
      by: 'amira',
      revision: 1,
    };
    await store.put(
      keys.decision(STORY_ID, pass),
      JSON.stringify({ schema: 1, storyId: STORY_ID, pass, at, ...said }),
      { contentType: 'application/json' },
    );
  }
  const { body } = await newsroom.ask(`/desk/stories/${STORY_ID}`);
  const shown = [...body.matchAll(/Look (\d+) of them/g)].map(([, pass]) => Number(pass));
  expect(shown).toEqual(Array.from({ length: 50 }, (_, at) => 60 - at));
});

test('why a story was withdrawn is told in the words of who asked for it', async () => {
  const { archive } = newsroom.services;
  const storyId = 'aaaaaaaaaaaaaaaaaaac';
  const opening = anOpening({ storyId });
  const asked = { verdict: 'withdrawn', because: ['Legal asked for it (mina)'] };
  const { document } = (await openPass(archive, storyId, () => ({
    ...opening,
    document: { ...opening.document, ...asked },
  }))) as never as { document: StageDocument };
  const down = { state: 'withdrawn' as const, because: ['Taken down.'] };
  await archive.putStage({ ...document, stage: 'publish', because: down.because });
  await endPass(archive, document, down);
  const { sentence } = (await newsroom.ask(`/v1/stories/${storyId}/standing`)).json();
  expect(sentence).toContain('it was withdrawn: Legal asked for it (mina)');
  const held = await archive.head(storyId);
  if (held === undefined) throw new Error('no head');
  await archive.swapHead(
    { ...held.head, erased: { at: '2026-11-26T10:00:00.000Z', by: 'mina' } },
    held.etag,
  );
  const erased = (await newsroom.ask(`/v1/stories/${storyId}/standing`)).json();
  expect(erased.sentence).toContain('it was erased');
});

test('a story that nobody has taken in says how long it has waited, without Redis too', async () => {
  newsroom.redis.status = 'end';
  const body = { externalId: 'waits', headline: 'Waits at the door', body: '<p>Here.</p>' };
  const { storyId } = (await newsroom.knock(JSON.stringify(body))).json();
  const later = Date.now() + 240_000;
  const clock = vi.spyOn(Date, 'now').mockReturnValue(later);
  const { sentence } = (await newsroom.ask(`/v1/stories/${storyId}/standing`)).json();
  clock.mockRestore();
  expect(sentence).toMatch(/^Not live because it waits for ingest since [34] min/);
});

test('the system page names what runs, and says where no canary flies', async () => {
  const { body } = await newsroom.ask('/desk/system');
  for (const name of ['Dateline', 'Node.js', 'BullMQ', 'sharp', 'Theme', 'Moderation']) {
    expect(body).toMatch(new RegExp(`<dt>${name}</dt><dd>[^<]*\\d`));
  }
  expect(body).toContain(`libvips ${sharp.versions.vips}`);
  expect(body).toContain('None flies here.');
});

test('a front tells for how long a change has waited for it', async () => {
  const dirty = new Map([
    ['home', Date.now() - 5_000],
    ['section/world', Date.now() - 300_000],
    // It waits a minute for more changes in any case.
    ['search', Date.now() - 70_000],
  ]);
  const catalogue = { dirtySince: async () => dirty, newest: async () => [] };
  Object.assign(newsroom.services.catalogue, catalogue);
  const { body } = await newsroom.ask('/desk/fronts');
  const rows = body.split('<tr').map((row) => row.replace(/<[^>]+>/g, ' '));
  const rowOf = (front: string) => rows.find((row) => row.includes(` ${front} `));
  expect(rowOf('home')).toMatch(/on its way, a change waits for \d s/);
  expect(rowOf('section/world')).toContain('late: a change waits for 5 min');
  expect(rowOf('search')).toContain('on its way');
  expect(rowOf('news')).toContain('nothing has changed');
});

test('while Redis hangs, no page keeps its reader waiting, and nothing is half decided', async () => {
  newsroom.redis.ping = () => new Promise(() => undefined);
  const cookie = await signedIn();
  const ours = { cookie, 'sec-fetch-site': 'same-origin' };
  const decision = form({ revision: '1', do: 'release', reason: 'x' }, ours);
  const paths = ['/desk', '/desk/stories', '/desk/failures', '/desk/fronts', '/desk/review'];
  const answers = await Promise.all([
    ...paths.map((url) => newsroom.ask(url)),
    newsroom.app.inject({ url: page, ...decision }),
  ]);
  for (const { statusCode, body } of answers) {
    expect({ statusCode, body }).toMatchObject({
      statusCode: 503,
      body: expect.stringContaining('Redis does not answer.'),
    });
  }
  expect((await newsroom.ask(`/v1/stories/${STORY_ID}`)).json().state).toBe('held');
});
