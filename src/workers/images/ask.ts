import type { Dispatcher } from 'undici';
import { request } from 'undici';
import { UnusablePicture } from './unusable-picture.ts';
import { checkedUrl } from './web-address.ts';

export interface AskOptions {
  readonly agent: Dispatcher;
  /** Largest body, as received. */
  readonly bytes: number;
  readonly signal: AbortSignal;
}

/** One request: the body, or the address that it is redirected to. Throws `UnusablePicture`. */
export async function ask(url: URL, options: AskOptions): Promise<Buffer | URL> {
  try {
    return await answerOf(url, options);
  } catch (error) {
    throw asUnusable(error);
  }
}

async function answerOf(url: URL, { agent, bytes, signal }: AskOptions): Promise<Buffer | URL> {
  const { statusCode, headers, body } = await request(url, {
    dispatcher: agent,
    signal,
    headers: {
      accept: 'image/jpeg,image/png,image/webp,image/*;q=0.8',
      'accept-encoding': 'identity',
      'user-agent': 'dateline',
    },
  });
  try {
    if (statusCode >= 300 && statusCode < 400 && typeof headers.location === 'string') {
      return checkedUrl(headers.location, url);
    }
    if (statusCode !== 200) {
      throw new UnusablePicture(`answered ${statusCode}`, { transient: mayPass(statusCode) });
    }
    // A first word; the count below is the last one, since this is only a claim.
    if (Number(headers['content-length']) > bytes) throw tooLarge(bytes);
    return await atMost(bytes, body);
  } finally {
    // Lets go of what is left of an answer that was refused; why it was is told already.
    body.on('error', () => undefined).destroy();
  }
}

async function atMost(bytes: number, body: AsyncIterable<unknown>): Promise<Buffer> {
  const pieces: Buffer[] = [];
  let received = 0;
  for await (const piece of body) {
    if (!Buffer.isBuffer(piece)) throw new TypeError('a response body gave no Buffer');
    received += piece.length;
    if (received > bytes) throw tooLarge(bytes);
    pieces.push(piece);
  }
  return Buffer.concat(pieces, received);
}

const tooLarge = (bytes: number) => new UnusablePicture(`is larger than ${bytes / 1e6} MB`);

const mayPass = (status: number) =>
  status >= 500 || status === 408 || status === 425 || status === 429;

function asUnusable(error: unknown): UnusablePicture {
  if (error instanceof UnusablePicture) return error;
  const code = errorCode(error);
  if (code === 'ENOTFOUND') return new UnusablePicture('has a host that does not exist');
  // A certificate does not mend itself within the retries of a job.
  const transient = !/CERT|UNABLE_TO_VERIFY/.test(code);
  return new UnusablePicture(`could not be fetched (${code})`, { transient, cause: error });
}

function errorCode(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length > 0) return errorCode(error.errors[0]);
  if (error instanceof Error && 'code' in error) return String(error.code);
  return error instanceof Error ? error.name : 'unknown error';
}
