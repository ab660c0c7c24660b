import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Authentication, SourceDeclaration } from '../../src/shared/source-declaration.ts';
import { signedBody, signWebhook } from '../../src/shared/standard-webhooks.ts';
import { ADMIN, type SmallNewsroom, smallNewsroom, storyJson } from './small-newsroom.ts';

let newsroom: SmallNewsroom;
const secrets = new Map<string, string>();
const former = new Map<string, string>();

beforeAll(async () => {
  newsroom = await smallNewsroom();
  const { sources } = newsroom.services;
  for (const auth of Authentication.options) {
    const added = await sources.add(SourceDeclaration.parse({ id: `by-${auth}`, auth }));
    const rotated = await sources.rotate(added.id);
    former.set(auth, added.secrets[0] ?? '');
    secrets.set(auth, rotated.secrets[0] ?? '');
  }
});
afterAll(() => newsroom.close());

interface Signing {
  readonly secret: string;
  readonly source: string;
  readonly signed: Buffer;
  readonly at: Date;
}

const hmac = (secret: string, ...parts: (Buffer | string)[]): string =>
  parts.reduce((made, part) => made.update(part), createHmac('sha256', secret)).digest('hex');
const basicOf = (pair: string) => ({
  authorization: `Basic ${Buffer.from(pair).toString('base64')}`,
});

let count = 0;
const signers: Record<Authentication, (signing: Signing) => Record<string, string>> = {
  'standard-webhooks': ({ secret, signed, at }) => {
    count += 1;
    return signWebhook(secret, { id: `msg_${count}`, at, body: signed });
  },
  'hub-signature': ({ secret, signed }) => ({
    'x-hub-signature-256': `sha256=${hmac(secret, signed)}`,
  }),
  ghost: ({ secret, signed, at }) => ({
    'x-ghost-signature': `sha256=${hmac(secret, signed, String(at.getTime()))}, t=${at.getTime()}`,
  }),
  bearer: ({ secret }) => ({ authorization: `Bearer ${secret}` }),
  basic: ({ secret, source }) => basicOf(`${source}:${secret}`),
};

interface Sending {
  readonly secret?: string;
  readonly signed?: string;
  readonly at?: Date;
  readonly headers?: Record<string, string>;
  readonly withdraw?: string;
  readonly batch?: boolean;
}

function send(auth: Authentication, sending: Sending = {}) {
  const source = `by-${auth}`;
  const { secret = secrets.get(auth) ?? '', at = new Date(), withdraw, batch = false } = sending;
  const body = withdraw === undefined ? (batch ? `[${storyJson()}]` : storyJson()) : '';
  const method = withdraw === undefined ? 'POST' : 'DELETE';
  const path = `/hooks/${source}${batch ? '/batch' : ''}${withdraw ? `/${withdraw}` : ''}`;
  const signed = signedBody(Buffer.from(sending.signed ?? body), { method, path });
  const headers = sending.headers ?? signers[auth]({ secret, source, signed, at });
  return newsroom.app.inject({
    ...{ method, url: path },
    ...(body !== '' && { payload: body }),
    headers: { ...(body !== '' && { 'content-type': 'application/json' }), ...headers },
  });
}

const later = (seconds: number) => new Date(Date.now() + seconds * 1000);
const zeros = '0'.repeat(64);

describe.each(Authentication.options)('a source that proves itself by %s', (auth) => {
  test('is let in with its secret, with the one before it, and with a batch', async () => {
    expect((await send(auth)).statusCode).toBe(202);
    expect((await send(auth, { secret: former.get(auth) ?? '' })).statusCode).toBe(202);
    expect((await send(auth, { batch: true })).statusCode).toBe(202);
  });

  test('may withdraw a story without a body', async () => {
    expect((await send(auth, { withdraw: 'flood-1' })).statusCode).toBe(202);
  });

  test('may be spoken for by an editor’s token', async () => {
    expect((await send(auth, { headers: { authorization: `Bearer ${ADMIN}` } })).statusCode).toBe(
      202,
    );
  });

  test('is not let in with another source’s secret, without one, or with another proof', async () => {
    const other = [...secrets].find(([kind]) => kind !== auth)?.[1] ?? '';
    const [otherKind, sign] = Object.entries(signers).find(([kind]) => kind !== auth) ?? [];
    const proof = sign?.({
      ...{ secret: secrets.get(auth) ?? '', source: `by-${otherKind}` },
      ...{ signed: Buffer.from(storyJson()), at: new Date() },
    });
    const refused = await Promise.all([
      send(auth, { secret: other }),
      send(auth, { secret: '' }),
      send(auth, { headers: {} }),
      send(auth, { headers: proof ?? {} }),
      send(auth, { headers: { authorization: 'Bearer dl_made-up' } }),
      send(auth, { headers: { authorization: 'Basic ====' } }),
    ]);
    const words = refused.map((answer) => {
      const { requestId: _, ...problem } = answer.json();
      return JSON.stringify([answer.statusCode, answer.headers['www-authenticate'], problem]);
    });
    expect(refused[0]?.statusCode).toBe(401);
    expect(new Set(words).size).toBe(1);
  });

  test('gives no secret away in the list of sources', async () => {
    expect((await newsroom.ask('/v1/sources')).body).not.toContain(secrets.get(auth));
  });
});

test.each(['standard-webhooks', 'hub-signature', 'ghost'] as const)(
  'what %s signed is that body, that address and no other',
  async (auth) => {
    expect((await send(auth, { signed: storyJson({ headline: 'Other' }) })).statusCode).toBe(401);
    const elsewhere = { signed: `DELETE /hooks/by-${auth}/other`, withdraw: 'flood-1' };
    expect((await send(auth, elsewhere)).statusCode).toBe(401);
  },
);

test.each(['standard-webhooks', 'ghost'] as const)(
  'a proof by %s is good for five minutes, either way',
  async (auth) => {
    expect((await send(auth, { at: later(-270) })).statusCode).toBe(202);
    expect((await send(auth, { at: later(290) })).statusCode).toBe(202);
    expect((await send(auth, { at: later(-310) })).statusCode).toBe(401);
    expect((await send(auth, { at: later(330) })).statusCode).toBe(401);
  },
);

const ill: [Authentication, string, Record<string, string>][] = [
  ['hub-signature', 'no algorithm', { 'x-hub-signature-256': zeros }],
  ['hub-signature', 'another algorithm', { 'x-hub-signature-256': `sha1=${zeros}` }],
  ['hub-signature', 'half a signature', { 'x-hub-signature-256': 'sha256=00' }],
  ['hub-signature', 'an empty one', { 'x-hub-signature-256': '' }],
  ['ghost', 'no time', { 'x-ghost-signature': `sha256=${zeros}` }],
  ['ghost', 'a time that is none', { 'x-ghost-signature': `sha256=${zeros}, t=now` }],
  ['ghost', 'a time in seconds', { 'x-ghost-signature': `sha256=${zeros}, t=1795000000` }],
  ['basic', 'no colon', basicOf('by-basic')],
  ['basic', 'no password', basicOf('by-basic:')],
];

test.each(ill)('%s: %s is refused (401)', async (auth, _what, headers) => {
  expect((await send(auth, { headers })).statusCode).toBe(401);
});

test('basic: the right password under another name is refused (401)', async () => {
  const headers = basicOf(`wire:${secrets.get('basic')}`);
  expect((await send('basic', { headers })).statusCode).toBe(401);
});

test('a signature that fits nothing is refused even with an editor’s token (401)', async () => {
  const headers = {
    'x-hub-signature-256': `sha256=${zeros}`,
    authorization: `Bearer ${ADMIN}`,
  };
  expect((await send('hub-signature', { headers })).statusCode).toBe(401);
});
