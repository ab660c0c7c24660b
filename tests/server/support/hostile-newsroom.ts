import { createHmac } from 'node:crypto';
import type { LightMyRequestResponse } from 'fastify';
import { keys } from '../../../src/shared/archive/keys.ts';
import {
  Authentication,
  Format,
  SourceDeclaration,
} from '../../../src/shared/source-declaration.ts';
import { signedBody, signWebhook } from '../../../src/shared/standard-webhooks.ts';
import { type SmallNewsroom, smallNewsroom } from '../small-newsroom.ts';
import type { Attack } from './attack.ts';
import { goodBodies } from './good-bodies.ts';

type Sending = Pick<Attack, 'source'> & Partial<Attack>;

export interface HostileNewsroom {
  readonly newsroom: SmallNewsroom;
  /** With a good proof and kind, unless its headers say otherwise. */
  send(sending: Sending): Promise<LightMyRequestResponse>;
  /** All that a submission leaves behind it, to be compared before and after. */
  traces(): Promise<unknown>;
}

/** A newsroom with a source of every format (proven by bearer) and one of every proof (`by-…`). */
export async function hostileNewsroom(): Promise<HostileNewsroom> {
  const newsroom = await smallNewsroom();
  const { sources } = newsroom.services;
  const rateLimit = { perSecond: 10_000, burst: 10_000 };
  const known = new Map<string, SourceDeclaration & { readonly secret: string }>();
  const declared = [
    ...Format.options.map((format) => ({ id: format, format, auth: 'bearer' })),
    ...Authentication.options.map((auth) => ({ id: `by-${auth}`, auth })),
  ].map((one) => SourceDeclaration.parse({ ...one, rateLimit }));
  for (const declaration of declared) {
    const { secrets } = await sources.add(declaration);
    known.set(declaration.id, { ...declaration, secret: secrets[0] ?? '' });
  }
  let count = 0;
  return {
    newsroom,
    send({ source, body = '', method = 'POST', path = '', headers = {}, minutesAhead = 0 }) {
      const at = new Date(Date.now() + minutesAhead * 60_000);
      const url = `/hooks/${source}${path}`;
      const bytes = Buffer.from(body);
      count += 1;
      const sender = known.get(source);
      const all = {
        ...(method === 'POST' && { 'content-type': goodBodies[sender?.format ?? 'dateline'][0] }),
        ...(sender &&
          provers[sender.auth]({
            ...{ secret: sender.secret, source, at, id: `msg_${count}` },
            signed: signedBody(bytes, { method, path: url }),
          })),
        ...headers,
      };
      return newsroom.app.inject({
        ...{ method, url },
        ...(bytes.length > 0 && { payload: bytes }),
        headers: Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined)),
      });
    },
    async traces() {
      const inbox = [];
      for await (const { key } of newsroom.stores.archive.store.list(keys.inboxPrefix)) {
        inbox.push(key);
      }
      return { inbox, sent: newsroom.sent.length, steps: newsroom.desk.steps.length };
    },
  };
}

interface Proving {
  readonly secret: string;
  readonly source: string;
  readonly signed: Buffer;
  readonly at: Date;
  readonly id: string;
}

const hex = (secret: string, ...parts: (string | Buffer)[]): string =>
  parts.reduce((made, part) => made.update(part), createHmac('sha256', secret)).digest('hex');

const provers: Readonly<Record<Authentication, (proving: Proving) => Record<string, string>>> = {
  'standard-webhooks': ({ secret, signed, at, id }) =>
    signWebhook(secret, { id, at, body: signed }),
  'hub-signature': ({ secret, signed }) => ({
    'x-hub-signature-256': `sha256=${hex(secret, signed)}`,
  }),
  ghost: ({ secret, signed, at }) => ({
    'x-ghost-signature': `sha256=${hex(secret, signed, String(at.getTime()))}, t=${at.getTime()}`,
  }),
  bearer: ({ secret }) => ({ authorization: `Bearer ${secret}` }),
  basic: ({ secret, source }) => ({
    authorization: `Basic ${Buffer.from(`${source}:${secret}`).toString('base64')}`,
  }),
};
