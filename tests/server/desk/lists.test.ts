import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { TrialTicket } from '../../../src/queues/tickets.ts';
import type { TrialAnswer } from '../../../src/queues/trial.ts';
import { Unavailable } from '../../../src/shared/errors.ts';
import { listKeys } from '../../support/list-keys.ts';
import { type SmallNewsroom, smallNewsroom } from '../small-newsroom.ts';

let newsroom: SmallNewsroom;
let asked: TrialTicket['question'][];
let answer: () => Promise<TrialAnswer>;
beforeEach(async () => {
  asked = [];
  answer = async () => ({ looked: 200, changed: 0, verdicts: {}, rulesVersion: '1', items: [] });
  const queues = {
    ...{ send: async () => {}, sendFront: async () => {}, resend: async () => false },
    ...{ state: async () => 'gone' as const, all: new Map(), close: async () => {} },
    ...{ remove: async () => true, waiting: async () => 0 },
    ask: async ({ question }: TrialTicket) => {
      asked.push(question);
      return JSON.stringify(await answer());
    },
  };
  newsroom = await smallNewsroom(queues);
});
afterEach(() => newsroom.close());

const page = '/desk/lists/brands';
const post = (fields: Record<string, string>, headers: Record<string, string> = {}) => ({
  method: 'POST' as const,
  payload: new URLSearchParams(fields).toString(),
  headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
});
const save = (text: string, more: Record<string, string> = {}, path = page) =>
  newsroom.ask(path, post({ do: 'save', reason: 'Seen in comments', text, ...more }));

const text = 'name: Brands\naction: hold\nterms:\n  - zorbo*\n  - quux bet\n';
const make = () => save(text, { name: 'brands' }, '/desk/new-list');
const etagOf = async (): Promise<string> =>
  /name="etag" value="([^"]*)"/.exec((await newsroom.ask(page)).body)?.[1] ?? '';
const inForce = async () => (await newsroom.services.lists.find('brands'))?.list;

test('an editor makes a list, sees it among the others, and changes it; the page says who did what', async () => {
  const made = await make();
  expect([made.statusCode, made.headers.location]).toEqual([303, `${page}?done=saved`]);
  expect((await newsroom.ask('/desk/lists')).body).toMatch(/href="\/desk\/lists\/brands">Brands</);
  const changed = text.replace('quux bet', 'qux').replace('hold', 'reject');
  expect((await save(changed, { etag: await etagOf() })).statusCode).toBe(303);
  expect(await inForce()).toMatchObject({ action: 'reject', terms: ['zorbo*', 'qux'] });
  const { body } = await newsroom.ask(page);
  expect(body).toContain('  - zorbo*\n  - qux\n</textarea>');
  expect(body).toMatch(
    /Seen in comments.*local admin.*action.*Added: .*qux.*Taken off: .*quux bet/s,
  );
  expect(await listKeys(newsroom.services.archive.store, 'audit/')).toHaveLength(2);
});

test('faults stand beside the text with line and column; nothing typed is lost, the old list stays', async () => {
  await make();
  const etag = await etagOf();
  const wrong = '# mine\nname: Brands\naction: hodl\nterms:\n  - "<b>!!"\n  - "?"\n';
  const refused = await save(wrong, { etag, sample: 'my <sample>', last: '77' });
  expect(refused.statusCode).toBe(422);
  expect(refused.body).toContain('data-line="3" data-column="9">Line 3, column 9</a>');
  expect(refused.body).toContain('Line 6, column 5');
  expect(refused.body).toContain('aria-invalid="true" aria-describedby="faults"');
  expect(refused.body).toContain(
    '\n# mine\nname: Brands\naction: hodl\nterms:\n  - &quot;&lt;b&gt;',
  );
  expect(refused.body).toContain('value="Seen in comments"');
  expect(refused.body).toContain('my &lt;sample&gt;');
  expect(refused.body).toContain('value="77"');
  expect(await inForce()).toMatchObject({ action: 'hold', terms: ['zorbo*', 'quux bet'] });
});

test('a list without a reason or a name is not saved', async () => {
  expect((await save(text, { reason: ' ' }, '/desk/new-list')).body).toContain('Name the list');
  expect((await save(text, { reason: ' ', name: 'a' }, '/desk/new-list')).body).toContain(
    'Say why',
  );
  expect(await newsroom.services.lists.all()).toEqual([]);
});

test('of two editors who had read the same list the second is shown what the first made of it (409)', async () => {
  await make();
  const etag = await etagOf();
  expect((await save(text.replace('zorbo*', 'zorba'), { etag })).statusCode).toBe(303);
  const second = await save(text.replace('quux bet', 'mine'), { etag });
  expect(second.statusCode).toBe(409);
  expect(second.body).toMatch(/ {2}- mine\n<\/textarea>.*The list as it is now.* {2}- zorba/s);
  const { 1: now = '' } = /name="etag" value="([^"]*)"/.exec(second.body) ?? [];
  expect((await save(text.replace('quux bet', 'mine'), { etag: now })).statusCode).toBe(303);
  expect((await make()).statusCode).toBe(409);
});

test('a list of a file is read there with its path, and not edited; a faulty file is told', async () => {
  const folder = join(newsroom.stores.folder, 'moderation');
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'house.yaml'), 'name: House words\nterms: [acme cure]\n');
  await writeFile(join(folder, 'bad.yaml'), 'name: Bad\ncolour: red\nterms: []\n');
  const all = await newsroom.ask('/desk/lists');
  expect(all.body).toContain('<code>moderation/house.yaml</code>');
  expect(all.body).toContain('<code>moderation/bad.yaml:2:9</code> colour: there is no such');
  const { body } = await newsroom.ask('/desk/lists/house');
  expect(body).toContain('acme cure');
  expect(body).toContain(' readonly>');
  expect(body).not.toContain('Save the list');
  const forced = await save('name: Mine\nterms: []\n', {}, '/desk/lists/house');
  expect([forced.statusCode, forced.body.includes('edit moderation/house.yaml')]).toEqual([
    409,
    true,
  ]);
});

test('what a list would hold is asked for the text as typed, and saves nothing', async () => {
  await make();
  const finding = {
    ...{ rule: 'blocked-terms', action: 'hold' as const, weight: 1, field: '/body' },
    ...{ offset: 4, length: 5, excerpt: 'the <zorbo> shop', reason: 'listed' },
  };
  const item = {
    ...{ storyId: 'a'.repeat(20), revision: 1, source: 'wire', headline: '<i>Shop</i>' },
    ...{ from: 'approved', to: 'held', because: ['listed'], findings: [finding] },
  };
  answer = async () => ({
    ...{ looked: 60, changed: 1, verdicts: { held: 1 }, rulesVersion: '1', items: [item] },
  });
  const typed = text.replace('name: Brands', 'name: Renamed').replace('quux bet', 'new one');
  const tried = await save(typed, { do: 'test', last: '60', reason: '' });
  expect(tried.statusCode).toBe(200);
  expect(asked).toMatchObject([
    { last: 60, against: 'without', lists: [{ name: 'Brands', terms: ['zorbo*', 'new one'] }] },
  ]);
  expect(tried.body).toMatch(
    /last 60 stories.*1 would fare otherwise.*&lt;i&gt;Shop.*would be held; without the list it would run.*&lt;zorbo&gt;/s,
  );
  expect(tried.body).toContain('  - new one\n</textarea>');
  const inText = await save(typed, { do: 'try', sample: 'the zorbo shop', reason: '' });
  expect(asked[1]).toMatchObject({ text: 'the zorbo shop' });
  expect(inText.body).toMatch(/<mark class="hold".*zorbo/s);
  expect(await inForce()).toMatchObject({ terms: ['zorbo*', 'quux bet'] });
});

test('while nobody answers, or the archive is away, the page has all that was typed (503)', async () => {
  await make();
  const etag = await etagOf();
  answer = async () => {
    throw new Unavailable('No moderation worker has answered.');
  };
  const typed = text.replace('zorbo', 'typed');
  const tried = await save(typed, { do: 'test', etag });
  expect([tried.statusCode, tried.body.includes('typed*')]).toEqual([503, true]);
  newsroom.faults.put = async () => {
    throw new Unavailable('away');
  };
  const saved = await save(typed, { etag });
  expect([saved.statusCode, saved.body.includes('typed*')]).toEqual([503, true]);
});

test('what cannot be tried is said: too many terms, no text, no number', async () => {
  const many = `name: Many\nterms:\n${Array.from({ length: 2001 }, (_, at) => `  - term ${at}\n`).join('')}`;
  const tryIt = (more: Record<string, string>, of = text) => save(of, more, '/desk/new-list');
  expect((await tryIt({ do: 'test' }, many)).body).toContain('more than 2000 terms');
  expect((await tryIt({ do: 'try', sample: ' ' })).body).toContain('Write or paste');
  expect((await tryIt({ do: 'try', sample: 'x'.repeat(20_001) })).statusCode).toBe(422);
  expect((await tryIt({ do: 'test', last: 'many' })).body).toContain('from 1 to 2000');
  expect(asked).toEqual([]);
});

test('a list of fifty thousand terms is saved through the form', async () => {
  const terms = Array.from({ length: 50_000 }, (_, at) => `  - слово ${at}\n`).join('');
  const made = await save(`name: Many\nterms:\n${terms}`, { name: 'brands' }, '/desk/new-list');
  expect(made.statusCode).toBe(303);
  expect((await inForce())?.terms).toHaveLength(50_000);
});

test('viewers read lists and have nothing to press; strangers and other sites are refused', async () => {
  await make();
  for (const path of ['/desk/lists', page, '/desk/new-list']) {
    expect((await newsroom.app.inject(path)).statusCode).toBe(401);
  }
  const { token } = (
    await newsroom.ask('/v1/tokens', { method: 'POST', payload: { name: 'v', role: 'viewer' } })
  ).json();
  const headers = { authorization: `Bearer ${token}` };
  const seen = await newsroom.ask(page, { headers });
  expect(seen.body).toContain('zorbo*');
  expect(seen.body).not.toMatch(/<button|new-list/);
  expect((await newsroom.ask('/desk/new-list', { headers })).statusCode).toBe(403);
  const press = post({ do: 'save', text, reason: 'x' }, headers);
  expect((await newsroom.ask(page, press)).statusCode).toBe(403);
  const signedIn = await newsroom.app.inject(`/sign-in?code=${newsroom.signIn.code()}`);
  const cookie = String(signedIn.headers['set-cookie']).split(';')[0] ?? '';
  for (const path of [page, '/desk/new-list']) {
    const forged = post(
      { do: 'save', text, reason: 'x' },
      { cookie, 'sec-fetch-site': 'cross-site' },
    );
    expect((await newsroom.app.inject({ url: path, ...forged })).statusCode).toBe(403);
  }
});

test.each(['/desk/lists/none', '/desk/lists/..%2Fhouse', '/desk/lists/No'])(
  '%s is not there (404)',
  async (path) => {
    const answered = await newsroom.ask(path);
    expect([answered.statusCode, answered.headers['content-type']]).toEqual([
      ...[404, expect.stringContaining('text/html')],
    ]);
  },
);
