import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { writeApiFile } from '../../src/cli/api-file.ts';
import { type Answer, type FakeApi, fakeApi } from './fake-api.ts';
import { run } from './terminal.ts';

const story = {
  storyId: 'q2aauo432iqc3gtfhtwc',
  source: 'demo',
  externalId: 'one',
  headline: 'A headline',
  state: 'held',
  revision: 3,
  pass: 4,
  verdict: 'held',
  because: ['It shouts'],
  findings: [],
  timeline: [],
  url: null,
  live: null,
  later: 'a field of a newer version',
};

let dataDir: string;
const opened: FakeApi[] = [];
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'dl-'));
});
afterEach(async () => {
  await Promise.all(opened.splice(0).map((api) => api.close()));
  await rm(dataDir, { recursive: true });
});

async function open(answer: Answer = () => [200, story]): Promise<FakeApi> {
  const api = await fakeApi(answer);
  opened.push(api);
  return api;
}

const leave = (http: string): Promise<void> =>
  writeApiFile(dataDir, {
    pid: 1,
    http,
    site: http,
    token: 'dl_of_this_start',
    redis: 'unix:/nowhere',
    publicUrl: http,
  });

describe('where a command goes', () => {
  it('is to the Dateline of the data directory, with its token', async () => {
    const api = await open();
    await leave(api.url);
    const { code, out } = await run(['status', story.storyId, '--json'], {
      environment: { DATELINE_DATA_DIR: dataDir },
    });
    expect(code).toBe(0);
    expect(JSON.parse(out.join(''))).toEqual(story);
    expect(api.seen).toMatchObject([
      {
        path: `/v1/stories/${story.storyId}`,
        headers: { authorization: 'Bearer dl_of_this_start' },
      },
    ]);
  });

  it('is where the environment says, and then never with the token of the data directory', async () => {
    const [here, there] = [await open(), await open(() => [401, { title: 'Sign in' }])];
    await leave(here.url);
    const environment = { DATELINE_DATA_DIR: dataDir, DATELINE_API_URL: `${there.url}/` };
    const { code, err } = await run(['status', 'x'], { environment });
    expect(code).toBe(1);
    expect(err).toEqual([expect.stringContaining('set DATELINE_API_TOKEN')]);
    expect(here.seen).toEqual([]);
    expect(there.seen[0]?.headers.authorization).toBeUndefined();
  });

  it('is not where a redirect points: the token would go along', async () => {
    const [here, there] = [await open(), await open()];
    const away = await open((_seen, response) => {
      response.writeHead(302, { location: `${there.url}/v1/stories/x` }).end();
      return undefined;
    });
    const environment = { DATELINE_API_URL: away.url, DATELINE_API_TOKEN: 'dl_secret' };
    expect((await run(['status', 'x'], { environment })).code).toBe(1);
    expect([here.seen, there.seen]).toEqual([[], []]);
  });

  it('is told to nobody else on this machine', async () => {
    await leave('http://127.0.0.1:1');
    expect((await stat(join(dataDir, 'api.json'))).mode & 0o777).toBe(0o600);
  });
});

describe('what went wrong is one line', () => {
  it('when nothing answers', async () => {
    // A port that no system gives to whoever asks for any.
    const url = 'http://127.0.0.1:2';
    const environment = { DATELINE_API_URL: url };
    const { code, err } = await run(['status', 'x'], { environment });
    expect(code).toBe(1);
    expect(err).toEqual([`Nothing answers at ${url}: is Dateline running?`]);
  });

  it('and a line for each fault of what was sent', async () => {
    const api = await open(() => [
      422,
      {
        title: 'The story has faults',
        detail: 'Two fields cannot be used.',
        errors: [
          { pointer: '#/headline', detail: 'is missing' },
          { pointer: '#/images/0/url', detail: 'is no URL' },
        ],
      },
    ]);
    const environment = { DATELINE_API_URL: api.url, DATELINE_API_TOKEN: 't' };
    const asked = { environment, stdin: '{}' };
    const { code, out, err } = await run(['submit', '-', '--source', 'demo'], asked);
    expect(code).toBe(1);
    expect(out).toEqual([]);
    expect(err.join('\n').split('\n')).toEqual([
      '422 The story has faults: Two fields cannot be used.',
      '  #/headline: is missing',
      '  #/images/0/url: is no URL',
    ]);
  });

  it('when something else than Dateline answers', async () => {
    const api = await open(() => [200, { hello: 'world' }]);
    const { code, err } = await run(['status', 'x'], {
      environment: { DATELINE_API_URL: api.url },
    });
    expect(code).toBe(1);
    expect(err).toEqual([`${api.url}/v1/stories/x did not answer as Dateline does`]);
  });
});

describe('a decision', () => {
  it('is about the revision that the story has now', async () => {
    const api = await open();
    const environment = { DATELINE_API_URL: api.url, DATELINE_API_TOKEN: 't' };
    const words = ['release', story.storyId, '--reason', 'It is fine'];
    expect((await run(words, { environment })).code).toBe(0);
    const [, decision] = api.seen;
    expect(decision).toMatchObject({
      method: 'POST',
      path: `/v1/stories/${story.storyId}/release`,
      headers: { 'content-type': 'application/json' },
    });
    expect(JSON.parse(decision?.body ?? '')).toEqual({ revision: 3, reason: 'It is fine' });
  });

  it('can name the revision that was seen, and then asks nothing first', async () => {
    const api = await open(() => [409, { title: 'The story has moved on' }]);
    const environment = { DATELINE_API_URL: api.url, DATELINE_API_TOKEN: 't' };
    const words = ['reject', story.storyId, '--reason', 'No', '--revision', '2'];
    const { code, err } = await run(words, { environment });
    expect([code, err]).toEqual([1, ['409 The story has moved on']]);
    expect(api.seen.map(({ body }) => JSON.parse(body))).toEqual([{ revision: 2, reason: 'No' }]);
  });
});

it('a new source is shown with its secret and where it submits', async () => {
  const added = {
    id: 'wire',
    format: 'dateline',
    auth: 'standard-webhooks',
    secret: 'whsec_x',
    hook: 'http://there/hooks/wire',
  };
  const api = await open(() => [201, { ...added, trusted: false, origin: 'added' }]);
  const environment = { DATELINE_API_URL: api.url, DATELINE_API_TOKEN: 't' };
  const { code, out } = await run(['source', 'add', 'wire', '--json'], { environment });
  expect(code).toBe(0);
  expect(JSON.parse(out.join(''))).toEqual(added);
  expect(JSON.parse(api.seen[0]?.body ?? '')).toEqual({ id: 'wire' });
});

describe('a source’s settings', () => {
  const answer = { id: 'wire', format: 'ninjs', auth: 'bearer', hook: 'http://there/hooks/wire' };
  const ask = async (words: string[]) => {
    const api = await open(() => [200, { ...answer, items: [answer], removed: true }]);
    const environment = { DATELINE_API_URL: api.url, DATELINE_API_TOKEN: 't' };
    const ran = await run(['source', ...words], { environment });
    const [seen] = api.seen;
    return { ...ran, seen: seen && { ...seen, body: JSON.parse(seen.body || 'null') } };
  };

  it('are sent as they are written', async () => {
    const policy = join(await mkdtemp(join(tmpdir(), 'dateline-policy-')), 'strict.yaml');
    await writeFile(policy, 'holdAt: 0.5\nrules: { blocked-terms: reject }\n');
    const { code, seen } = await ask([
      ...['add', 'wire', '--format', 'ninjs', '--auth', 'bearer', '--name', 'The Wire'],
      ...['--section', 'world', '--sections', 'world, culture', '--language', 'fa', '--trusted'],
      ...['--rate', '10/40', '--moderation', policy],
    ]);
    expect(code).toBe(0);
    expect(seen?.body).toEqual({
      ...{ id: 'wire', format: 'ninjs', auth: 'bearer', name: 'The Wire', section: 'world' },
      ...{ sections: ['world', 'culture'], language: 'fa', trusted: true },
      rateLimit: { perSecond: 10, burst: 40 },
      moderation: { holdAt: 0.5, rules: { 'blocked-terms': 'reject' } },
    });
    await rm(dirname(policy), { recursive: true });
  });

  it('are changed and taken away, and no others', async () => {
    const words = ['set', 'wire', '--no-trusted', '--name', 'W', '--unset', 'section,rate'];
    const { seen } = await ask(words);
    expect(seen).toMatchObject({ method: 'PATCH', path: '/v1/sources/wire' });
    expect(seen?.body).toEqual({ trusted: false, name: 'W', section: null, rateLimit: null });
  });

  it('go with the source', async () => {
    const { code, out, seen } = await ask(['remove', 'wire']);
    expect(seen).toMatchObject({ method: 'DELETE', path: '/v1/sources/wire' });
    expect([code, out]).toEqual([0, ['wire may submit no more']]);
  });

  it('are listed under headings', async () => {
    const { out } = await ask(['list']);
    expect(out).toEqual([
      'id    name  format  auth    section  trust',
      'wire        ninjs   bearer',
    ]);
  });
});

it('a new source may have a feed, polled as often as is said', async () => {
  const answer = {
    id: 'river',
    format: 'rss',
    auth: 'bearer',
    secret: 's',
    hook: 'http://x/hooks/river',
  };
  const api = await open(() => [201, answer]);
  const environment = { DATELINE_API_URL: api.url, DATELINE_API_TOKEN: 't' };
  const words = ['source', 'add', 'river', '--format', 'rss', '--feed', 'https://f.example/'];
  await run([...words, '--every', '60'], { environment });
  await run(words, { environment });
  expect(api.seen.map(({ body }) => JSON.parse(body).feed)).toEqual([
    { url: 'https://f.example/', everySeconds: 60 },
    { url: 'https://f.example/' },
  ]);
});
