import { Webhook } from 'standardwebhooks';
import { expect, test } from 'vitest';
import { BadProof } from '../../src/server/door/proofs/proof.ts';
import { verifyWebhook } from '../../src/server/door/proofs/standard-webhooks.ts';
import { newWebhookSecret, signWebhook } from '../../src/shared/standard-webhooks.ts';
import fc from '../support/fast-check.ts';

const secret = newWebhookSecret();
const anId = fc.stringMatching(/^[A-Za-z0-9_-]{1,128}$/);
const aBody = fc.uint8Array({ minLength: 1, maxLength: 2000 }).map((bytes) => Buffer.from(bytes));
const aText = fc.string({ minLength: 1, unit: 'grapheme' }).map((text) => Buffer.from(text));

test('what we sign, the reference library verifies', () => {
  fc.assert(
    fc.property(anId, aText, (id, body) => {
      const headers = signWebhook(secret, { id, body });
      new Webhook(secret).verify(body, headers, { jsonParse: false });
    }),
  );
});

test('what the reference library signs, we verify', () => {
  fc.assert(
    fc.property(anId, aText, (id, body) => {
      const now = new Date();
      const headers = {
        'webhook-id': id,
        'webhook-timestamp': String(Math.floor(now.getTime() / 1000)),
        'webhook-signature': new Webhook(secret).sign(id, now, body),
      };
      expect(verifyWebhook(headers, body, { secrets: [secret] })).toBe(id);
    }),
  );
});

test('one changed bit of the body is one too many', () => {
  fc.assert(
    fc.property(aBody, fc.nat(), fc.nat(7), (body, place, bit) => {
      const headers = signWebhook(secret, { id: 'msg_1', body });
      const changed = Buffer.from(body);
      const at = place % body.length;
      changed[at] = (changed[at] ?? 0) ^ (1 << bit);
      expect(() => verifyWebhook(headers, changed, { secrets: [secret] })).toThrow(BadProof);
    }),
  );
});

test('nothing that strangers put into the headers lets them in, or breaks us', () => {
  const headers = fc.record(
    {
      'webhook-id': fc.oneof(anId, fc.string()),
      'webhook-timestamp': fc.oneof(
        fc.string(),
        fc.constant(String(Math.floor(Date.now() / 1000))),
      ),
      'webhook-signature': fc.oneof(
        fc.string(),
        fc.base64String().map((text) => `v1,${text}`),
      ),
    },
    { requiredKeys: [] },
  );
  fc.assert(
    fc.property(headers, aBody, (given, body) => {
      expect(() => verifyWebhook(given, body, { secrets: [secret] })).toThrow(BadProof);
    }),
  );
});

const body = Buffer.from('{"headline":"Flood warning lifted"}');
const good = () => signWebhook(secret, { id: 'msg_1', body });
const verify = (headers: Record<string, string>, secrets = [secret], now = new Date()) =>
  verifyWebhook(headers, body, { secrets, now });

test('a sender that rotates its key may sign with both, and we may hold both', () => {
  const other = newWebhookSecret();
  const both = {
    ...good(),
    'webhook-signature': `v1a,x ${signWebhook(other, { id: 'msg_1', body })['webhook-signature']} ${good()['webhook-signature']}`,
  };
  expect(verify(both)).toBe('msg_1');
  expect(verify(good(), [other, secret])).toBe('msg_1');
  expect(() => verify(good(), [other])).toThrow(BadProof);
  expect(() => verify(good(), [])).toThrow(BadProof);
});

test('a signature is good for five minutes, in both directions', () => {
  const now = Date.now();
  const at = (seconds: number) => new Date(now + seconds * 1000);
  for (const seconds of [-300, 0, 300]) {
    expect(
      verify(signWebhook(secret, { id: 'msg_1', body, at: at(seconds) }), [secret], at(0)),
    ).toBe('msg_1');
  }
  for (const seconds of [-301, 301, -86_400]) {
    expect(() =>
      verify(signWebhook(secret, { id: 'msg_1', body, at: at(seconds) }), [secret], at(0)),
    ).toThrow(/timestamp/);
  }
});

test('bytes cannot move between id, timestamp and body', () => {
  const timestamp = String(Math.floor(Date.now() / 1000));
  const longer = Buffer.from(`${timestamp}.${body}`);
  const signature = signWebhook(secret, { id: 'msg_1', body: longer })['webhook-signature'];
  const spliced = {
    'webhook-id': `msg_1.${timestamp}`,
    'webhook-timestamp': timestamp,
    'webhook-signature': signature ?? '',
  };
  // The reference library is taken in by it.
  expect(() => new Webhook(secret).verify(body, spliced)).not.toThrow();
  expect(() => verify(spliced)).toThrow(/id/);
});

test.each([
  ['webhook-timestamp', '1795000000.5'],
  ['webhook-timestamp', '01795000000'],
  ['webhook-timestamp', '1795000000 '],
  ['webhook-timestamp', '-179500000'],
  ['webhook-id', ''],
  ['webhook-id', 'a b'],
  ['webhook-id', 'x'.repeat(129)],
  ['webhook-id', 'msg_1, msg_1'],
  ['webhook-signature', ''],
  ['webhook-signature', 'v1,'],
  ['webhook-signature', 'v2,AAAA'],
  ['webhook-signature', Array(17).fill('v1,AAAA').join(' ')],
])('%s %j is refused', (name, value) => {
  expect(() => verify({ ...good(), [name]: value })).toThrow(BadProof);
});
