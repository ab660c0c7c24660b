import { execFile, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { afterEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { BadProof } from '../src/server/door/proofs/proof.ts';
import { verifyWebhook } from '../src/server/door/proofs/standard-webhooks.ts';
import { formats } from '../src/shared/formats/formats.ts';
import { Authentication, Format } from '../src/shared/source-declaration.ts';
import { newWebhookSecret, signedBody } from '../src/shared/standard-webhooks.ts';

const page = (name: string): string => readFileSync(`docs/senders/${name}`, 'utf8');
const index = page('README.md');
const names = readdirSync('docs/senders');

const codeIn = (text: string): string[] =>
  [...text.matchAll(/`([^`]+)`/g)].map(([, one = '']) => one);

/** Rows of the one table of formats: its cells, without the head. */
const rows = index
  .split('\n')
  .filter((line) => line.startsWith('| `'))
  .map((line) => line.split('|').map((cell) => cell.trim()))
  .map(([, name = '', types = '', identity = '', several = '']) => ({
    format: Format.parse(codeIn(name)[0]),
    types: codeIn(types),
    identity,
    several,
  }));

describe('the index of senders', () => {
  test('names every format once, and none that there is not', () => {
    expect(rows.map(({ format }) => format).sort()).toEqual([...Format.options].sort());
  });

  test('names every proof once, and none that there is not', () => {
    const proofs = [...index.matchAll(/^- `([\w-]+)`[:,]/gm)].map(([, name]) => name);
    expect(proofs.sort()).toEqual([...Authentication.options].sort());
  });

  test.each(rows)('sends $format as the door takes it', ({ format, types, identity }) => {
    expect(types.toSorted()).toEqual([...formats[format].contentTypes].sort());
    expect(identity).not.toBe('');
  });

  test.each(rows)('tells whether a body of $format may hold several', ({ format, several }) => {
    const { split, contentTypes } = formats[format];
    expect(/^no\b/.test(several)).toBe(split === undefined);
    expect(several.includes('/batch')).toBe(contentTypes.includes('application/json'));
  });

  test('leads to every page, and to none that there is not', () => {
    const linked = [...index.matchAll(/\]\(([\w-]+\.md)\)/g)].map(([, name]) => name);
    expect([...new Set(linked), 'README.md'].sort()).toEqual([...names].sort());
  });
});

test.each(names)('the commands of %s name formats and proofs that exist', (name) => {
  const given = [...page(name).matchAll(/--(format|auth) ([a-z][\w-]*)/g)];
  for (const [, option, value] of given) {
    const known = option === 'format' ? Format : Authentication;
    expect(known.safeParse(value).success, `--${option} ${value}`).toBe(true);
  }
});

interface Asked {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

/** Keeps what it is asked; its first answer is that it is away, all others that it was taken. */
async function awayAtFirst(asked: Asked[]): Promise<string> {
  const server: Server = createServer((request, response) => {
    void buffer(request).then((body) => {
      const { method = '', url: path = '', headers } = request;
      asked.push({ method, path, headers, body });
      if (asked.length === 1) response.writeHead(503, { 'retry-after': '1' }).end();
      else response.writeHead(202).end();
    });
  });
  closing.push(() => server.close());
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = z.object({ port: z.int() }).parse(server.address());
  return `http://127.0.0.1:${port}`;
}

/** Runs all the shell of the page as one script, in a folder of its own. */
async function runScriptPage(environment: Record<string, string>): Promise<void> {
  const script = [...page('script.md').matchAll(/```sh\n(.*?)```/gs)].map(([, part]) => part);
  const cwd = mkdtempSync(join(tmpdir(), 'dateline-sender-'));
  closing.push(() => rmSync(cwd, { recursive: true }));
  const env = { PATH: process.env.PATH ?? '', ...environment };
  await promisify(execFile)('sh', ['-c', script.join('\n')], { cwd, env, timeout: 60_000 });
}

const absent = ['openssl version', 'curl --version'].filter(
  (command) => spawnSync('sh', ['-c', command]).status !== 0,
);
if (absent.length > 0) console.info(`Skipped: the page for scripts (no ${absent.join(', no ')})`);

describe.skipIf(absent.length > 0)('the shell on the page for scripts', () => {
  test('sends a story and a withdrawal that the door believes, again where it was away', async () => {
    const asked: Asked[] = [];
    const secret = newWebhookSecret();
    const HOOK = `${await awayAtFirst(asked)}/hooks/wire`;
    await runScriptPage({ HOOK, SECRET: secret });
    const wanted = ['POST /hooks/wire', 'POST /hooks/wire', 'DELETE /hooks/wire/flood-1'];
    expect(asked.map(({ method, path }) => `${method} ${path}`)).toEqual(wanted);
    const ids = asked.map(({ headers, body, ...where }) =>
      verifyWebhook(headers, signedBody(body, where), { secrets: [secret] }),
    );
    expect(ids).toEqual(['flood-1-v1', 'flood-1-v1', 'flood-1-kill']);
    const story = formats.dateline.read(asked[0]?.body ?? Buffer.alloc(0));
    expect(story).toMatchObject({ externalId: 'flood-1', version: 1 });
    expect(asked[0]?.headers['content-type']).toBe('application/json');
  });

  test('is not believed with another secret', async () => {
    const asked: Asked[] = [];
    const HOOK = `${await awayAtFirst(asked)}/hooks/wire`;
    await runScriptPage({ HOOK, SECRET: newWebhookSecret() });
    const [first] = asked;
    if (first === undefined) throw new Error('nothing was sent');
    const verify = () =>
      verifyWebhook(first.headers, first.body, { secrets: [newWebhookSecret()] });
    expect(verify).toThrow(BadProof);
  });
});
