import { gzipSync } from 'node:zlib';
import { Authentication, Format } from '../../../src/shared/source-declaration.ts';
import { type Attack, malformed, turnedAway, xs } from './attack.ts';
import { goodBodies, json } from './good-bodies.ts';

const body = json('dateline');

const unknownSources: readonly Attack[] = [
  ...['nobody', '__proto__', 'constructor', 'DATELINE', 'dateline.', 'date_line', '%00', '-'],
  ...['..%2fconfig', '%2e%2e%2f%2e%2e%2fetc%2fpasswd', 'dateline%2fbatch', '..%5c..', 'a%0d%0ab'],
  ...['dateline%00', 'dateline%20', '%EF%BC%84', '%E2%80%AEdateline', xs(41), xs(5_000)],
].map((source) => turnedAway('not-found', `source ${source.slice(0, 40)}`, { source, body }));

const noAddresses: readonly Attack[] = [
  ...['/batch/more', '/other', '/a/b'].map((path) =>
    turnedAway('not-found', `POST ${path}`, { source: 'dateline', path, body }),
  ),
];

const typed = (what: string, type: string | undefined): Attack =>
  turnedAway('unsupported-media-type', what, {
    ...{ source: 'dateline', body, headers: { 'content-type': type } },
  });
const packed = (encoding: string, bytes: Buffer | string): Attack =>
  turnedAway('unsupported-media-type', `content-encoding: ${encoding}`, {
    ...{ source: 'dateline', body: bytes, headers: { 'content-encoding': encoding } },
  });

const kinds: readonly Attack[] = [
  ...['text/plain', 'application/xml', 'multipart/form-data', 'text/css', 'x', '/'].map((type) =>
    typed(type, type),
  ),
  ...[
    'application/json; charset=utf-16',
    'application/json;charset=utf-7',
    'application/jsonx',
  ].map((type) => typed(type, type)),
  typed('two types at once', 'application/json, text/html'),
  typed('a type of 5,000 letters', `application/${xs(5_000)}`),
  typed('no type', undefined),
  ...['gzip', 'deflate', 'br', 'GZIP', 'identity, gzip', 'x-bomb'].map((name) =>
    packed(name, body),
  ),
  packed('gzip', gzipSync(Buffer.alloc(1_048_576))),
  malformed('dateline', 'gzip that does not say so', gzipSync(body)),
  ...Format.options.map((source) =>
    turnedAway('unsupported-media-type', `${source} as a picture`, {
      ...{ source, body: goodBodies[source][1], headers: { 'content-type': 'image/png' } },
    }),
  ),
  ...(['dateline', 'rss', 'text'] as const).map((source) =>
    turnedAway('payload-too-large', '25 MiB and a byte', {
      ...{ source, body: Buffer.alloc(25 * 1_048_576 + 1, 0x20) },
    }),
  ),
];

const empties = (['dateline', 'ninjs', 'ghost', 'ans'] as const).flatMap((source) =>
  ['', ' ', '\ufeff', '\0'].map((none) =>
    malformed(source, `a body of ${JSON.stringify(none)}`, none),
  ),
);

const keys: readonly Attack[] = ['a b', 'a\r\nX-Evil: 1', 'a\0', 'ключ', '', xs(256)].map((key) =>
  turnedAway('malformed', `Idempotency-Key ${JSON.stringify(key.slice(0, 20))}`, {
    ...{ source: 'dateline', body, headers: { 'idempotency-key': key } },
  }),
);

const unproven = (source: string, what: string, rest: Partial<Attack>): Attack =>
  turnedAway('unauthenticated', what, { source, body, ...rest });
const withHeader = (source: string, name: string, values: readonly (string | undefined)[]) =>
  values.map((value) =>
    unproven(source, `${name}: ${JSON.stringify(value)?.slice(0, 40)}`, {
      headers: { [name]: value },
    }),
  );

const zeros = '0'.repeat(64);
const basicOf = (pair: string) => `Basic ${Buffer.from(pair).toString('base64')}`;
const v1 = `v1,${'A'.repeat(43)}=`;

const proofs: readonly Attack[] = [
  ...withHeader('by-standard-webhooks', 'webhook-id', [
    ...[undefined, '', 'msg.1', 'a.1795000000', '../a', 'a b', 'a\r\nX-Evil: 1', 'é', xs(129)],
  ]),
  ...withHeader('by-standard-webhooks', 'webhook-timestamp', [
    ...[undefined, '', '0', '-1', 'now', '1e9', '1795000000.0', '99999999999', '0x6AFD5000', ' '],
  ]),
  ...withHeader('by-standard-webhooks', 'webhook-signature', [
    ...[undefined, '', 'v1,', 'v1', v1, `v2,${v1}`, v1.slice(3), Array(17).fill(v1).join(' ')],
  ]),
  ...withHeader('by-hub-signature', 'x-hub-signature-256', [
    ...[undefined, '', zeros, `sha1=${zeros}`, `sha256=${zeros}`, 'sha256=', `sha256=${zeros}00`],
  ]),
  ...withHeader('by-ghost', 'x-ghost-signature', [
    ...[undefined, '', `sha256=${zeros}`, `sha256=${zeros}, t=now`, `sha256=${zeros}, t=-1`],
  ]),
  ...withHeader('by-bearer', 'authorization', [
    ...[
      undefined,
      '',
      'Bearer',
      'Bearer ',
      'Bearer dl_made-up',
      'Bearer a b',
      `Bearer ${xs(9_000)}`,
    ],
  ]),
  ...withHeader('by-basic', 'authorization', [
    ...[undefined, 'Basic', 'Basic ====', basicOf('by-basic'), basicOf('by-basic:'), basicOf(':')],
  ]),
  ...(['by-standard-webhooks', 'by-ghost'] as const).flatMap((source) =>
    [-6, 6, -1_440, 525_600].map((ahead) =>
      unproven(source, `signed ${ahead} minutes from now`, { minutesAhead: ahead }),
    ),
  ),
  ...Authentication.options.map((auth) =>
    unproven(`by-${auth}`, 'malformed JSON of a stranger', {
      body: '{',
      headers: {
        ...{ authorization: undefined, 'webhook-signature': undefined },
        ...{ 'x-hub-signature-256': undefined, 'x-ghost-signature': undefined },
      },
    }),
  ),
];

const batch = (what: string, list: string | Buffer, rest: Partial<Attack> = {}): Attack => ({
  ...malformed('dateline', `batch: ${what}`, list),
  path: '/batch',
  ...rest,
});
const notTaken = { status: 422, type: 'invalid', pointers: ['#'] };

const batches: readonly Attack[] = [
  ...['', '[', '[,]', `[${body},]`, `[${body}`, `[${body}]]`, `[${body}] more`, `[${body} 1]`],
  ...['[{]', '[{"a":}]', '[nul]', `[${body},{"a":1]`, '['.repeat(100_000), '[]{}', '{', '"a'],
].map((list) => batch(list.slice(0, 20), list));

const wholeBatches: readonly Attack[] = [
  batch('no UTF-8', Buffer.from('["\xff"]', 'latin1')),
  ...['{}', '1', 'null', '"story"', body].map((list) => batch(list, list, notTaken)),
  batch('101 stories', `[${Array(101).fill(body).join(',')}]`, notTaken),
  batch('a million noughts', `[${'0,'.repeat(1_000_000)}0]`, notTaken),
  ...(['rss', 'text', 'html', 'nitf'] as const).map((source) => ({
    ...turnedAway('unsupported-media-type', `batch of ${source}`, { source, body: '[]' }),
    path: '/batch',
  })),
];

const withdrawal = (id: string, rest: Partial<Attack> = {}): Attack => ({
  ...{ what: `withdrawal of ${id.slice(0, 30)}`, source: 'dateline', method: 'DELETE' },
  ...{ path: `/${id}`, status: 422, type: 'invalid', pointers: ['#/externalId'] },
  ...rest,
});
const nowhere = { status: 404, type: 'not-found', pointers: [] };

const withdrawals: readonly Attack[] = [
  ...['%00', 'a%00b', 'a%0d%0aX-Evil:1', '%1b', '%7f', '%c2%85', xs(513), '%C3%A9'.repeat(513)].map(
    (id) => withdrawal(id),
  ),
  ...['a/b', 'a/../../b/c/d', 'a/b/c', xs(6145)].map((id) => withdrawal(id, nowhere)),
  withdrawal('flood-1', { ...nowhere, source: 'nobody' }),
  withdrawal('flood-1', {
    ...{ status: 401, type: 'unauthenticated', pointers: [] },
    headers: { authorization: 'Bearer no' },
  }),
];

/** Addresses that are not even percent-encoded UTF-8, which no route gets to see. */
const unreadableAddresses: readonly Attack[] = ['%', '%zz', '%c0%af', '%ed%a0%80', '%ff'].flatMap(
  (name) => [
    turnedAway('malformed', `source ${name}`, { source: name, body }),
    turnedAway('malformed', `withdrawal of ${name}`, {
      ...{ source: 'dateline', method: 'DELETE', path: `/${name}` },
    }),
  ],
);

export const doorAttacks: readonly Attack[] = [
  ...[unknownSources, noAddresses, kinds, empties, keys].flat(),
  ...[proofs, batches, wholeBatches, withdrawals, unreadableAddresses].flat(),
];
