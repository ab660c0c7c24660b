import type { IncomingHttpHeaders } from 'node:http';
import type { Dispatcher } from 'undici';
import { request } from 'undici';
import { checkedUrl } from './checked-url.ts';
import { FailedRequest } from './failed-request.ts';

export interface WebRequest {
  /** @default 'GET' */
  readonly method?: 'GET' | 'POST';
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
  /** Answers that are no failure. @default 200 alone */
  readonly isExpected?: (status: number) => boolean;
  /** The status says it all: what comes with it is let go of unread. */
  readonly ignoresBody?: boolean;
}

export interface WebAnswer {
  /** Where it came from in the end. */
  readonly url: URL;
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

export interface AskOptions {
  readonly agent: Dispatcher;
  /** Largest body, as received. */
  readonly bytes: number;
  readonly signal: AbortSignal;
}

/** One request: the answer, or the address that it is redirected to. Throws `FailedRequest`. */
export async function ask(
  url: URL,
  asked: WebRequest,
  options: AskOptions,
): Promise<WebAnswer | URL> {
  try {
    return await answerOf(url, asked, options);
  } catch (error) {
    throw asFailed(error);
  }
}

async function answerOf(
  url: URL,
  { method = 'GET', headers: own, body: sent, isExpected = isOk, ignoresBody }: WebRequest,
  { agent, bytes, signal }: AskOptions,
): Promise<WebAnswer | URL> {
  const { statusCode, headers, body } = await request(url, {
    ...{ dispatcher: agent, method, signal },
    headers: { 'accept-encoding': 'identity', 'user-agent': 'dateline', ...own },
    ...(sent !== undefined && { body: sent }),
  });
  try {
    if (!isExpected(statusCode)) {
      const next = redirection(statusCode, headers.location, method);
      if (next !== undefined) return checkedUrl(next, url);
      throw refused(statusCode, headers);
    }
    if (ignoresBody) {
      await body.dump({ limit: bytes });
      return { url, status: statusCode, headers, body: Buffer.alloc(0) };
    }
    // A first word; the count below is the last one, since this is only a claim.
    if (Number(headers['content-length']) > bytes) throw tooLarge(bytes);
    return { url, status: statusCode, headers, body: await atMost(bytes, body) };
  } finally {
    // Lets go of what is left of an answer that was refused; why it was is told already.
    body.on('error', () => undefined).destroy();
  }
}

const isOk = (status: number): boolean => status === 200;

/** What was posted is posted again only where the answer says so. */
function redirection(
  status: number,
  location: string | string[] | undefined,
  method: string,
): string | undefined {
  const leads = method === 'GET' ? status >= 300 && status < 400 : status === 307 || status === 308;
  return leads && typeof location === 'string' ? location : undefined;
}

function refused(status: number, headers: IncomingHttpHeaders): FailedRequest {
  const transient = status >= 500 || status === 408 || status === 425 || status === 429;
  const retryAfter = headers['retry-after'];
  return new FailedRequest(`answered ${status}`, { transient, status, retryAfter });
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

const tooLarge = (bytes: number) =>
  new FailedRequest(`is larger than ${Math.round(bytes / 1e5) / 10} MB`);

function asFailed(error: unknown): FailedRequest {
  if (error instanceof FailedRequest) return error;
  const code = errorCode(error);
  if (code === 'ENOTFOUND') return new FailedRequest('has a host that does not exist');
  // A certificate does not mend itself within the retries of a job.
  const transient = !/CERT|UNABLE_TO_VERIFY/.test(code);
  return new FailedRequest(`could not be fetched (${code})`, { transient, cause: error });
}

function errorCode(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length > 0) return errorCode(error.errors[0]);
  if (error instanceof Error && 'code' in error) return String(error.code);
  return error instanceof Error ? error.name : 'unknown error';
}
