import { Pool } from 'undici';
import { signWebhook } from '../../src/shared/standard-webhooks.ts';
import { type Spread, spread } from '../spread.ts';

/** Senders that wait for their answer before they send again. */
const SENDERS = 32;
const WARM_UP = 200;

export interface Knocked extends Spread {
  readonly perSecond: number;
}

const sentence = 'The council met late into the night and agreed on a plan nobody had asked for. ';
const body = Array.from({ length: 8 }, () => `<p>${sentence.repeat(9)}</p>`).join('\n');
let count = 0;

/** A text story of about 6 kB, as no other. */
export function nextStory(): { id: string; body: Buffer } {
  count += 1;
  const id = `bench-${process.pid}-${count}`;
  const story = { externalId: id, headline: `Bench story ${count}`, section: 'world', body };
  return { id, body: Buffer.from(JSON.stringify(story)) };
}

/** Sends stories for so long; answers a second, and milliseconds until a 202. */
export async function knock(http: string, secret: string, seconds: number): Promise<Knocked> {
  const pool = new Pool(http, { connections: SENDERS, pipelining: 1 });
  const send = async (): Promise<void> => {
    const { id, body: bytes } = nextStory();
    const answer = await pool.request({
      ...{ method: 'POST', path: '/hooks/bench', body: bytes },
      headers: {
        'content-type': 'application/json',
        ...signWebhook(secret, { id, at: new Date(), body: bytes }),
      },
    });
    const text = await answer.body.text();
    if (answer.statusCode !== 202) throw new Error(`${answer.statusCode} ${text}`);
  };
  for (let sent = 0; sent < WARM_UP; sent += SENDERS) {
    await Promise.all(Array.from({ length: SENDERS }, send));
  }
  const times: number[] = [];
  const began = performance.now();
  const until = began + seconds * 1000;
  const sender = async (): Promise<void> => {
    while (performance.now() < until) {
      const sentAt = performance.now();
      await send();
      times.push(performance.now() - sentAt);
    }
  };
  await Promise.all(Array.from({ length: SENDERS }, sender));
  const took = (performance.now() - began) / 1000;
  await pool.close();
  return { perSecond: times.length / took, ...spread(times) };
}
