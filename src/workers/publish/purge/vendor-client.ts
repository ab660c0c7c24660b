import { Agent, type Dispatcher } from 'undici';
import { DatelineError, Throttled, Unavailable } from '../../../shared/errors.ts';
import { retryAfterMs } from '../../../shared/web/retry-after.ts';

/** Of one request: to connect, to its headers, and between two pieces of its body. */
const CONNECT_MS = 3000;
const ANSWER_MS = 10_000;
/** Bytes of an answer that are read; none of the vendors says more than a few hundred. */
const MOST_BYTES = 64 * 1024;
/** Characters of a refusal that are told on. */
const MOST_TOLD = 300;
/** Where a vendor asks for patience without saying how long. */
const PATIENCE_MS = 5000;

/** The vendor will not take the purge: settings or rights are wrong. Tried again, since people mend them. */
export class RefusedPurge extends DatelineError {
  override readonly name = 'RefusedPurge';
  readonly retry = 'backoff';
}

export interface VendorRequest {
  readonly method: 'POST' | 'PURGE';
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

export interface VendorAnswer {
  readonly status: number;
  readonly text: string;
}

/** Asks one host that the operator has named; the answer is 2xx, or an error says what it was. */
export interface VendorClient {
  ask(origin: string, request: VendorRequest): Promise<VendorAnswer>;
  close(): Promise<void>;
}

/**
 * @param vendor as errors name it
 * @param isThrottled tells an answer that asks for patience in a way of the vendor's own
 */
export function vendorClient(
  vendor: string,
  isThrottled: (answer: VendorAnswer) => boolean = () => false,
): VendorClient {
  const agent = new Agent({
    connect: { timeout: CONNECT_MS },
    headersTimeout: ANSWER_MS,
    bodyTimeout: ANSWER_MS,
  });
  return {
    async ask(origin, request) {
      const { answer, retryAfter } = await exchange(agent, origin, request).catch(
        (error: unknown) => {
          const why = error instanceof Error ? error.message : String(error);
          throw new Unavailable(`${vendor} does not answer: ${why}`, { cause: error });
        },
      );
      if (answer.status >= 200 && answer.status < 300) return answer;
      const said = `${vendor} answers ${answer.status}: ${answer.text.slice(0, MOST_TOLD)}`;
      if (answer.status === 429 || isThrottled(answer)) {
        throw new Throttled(said, retryAfter || PATIENCE_MS);
      }
      if (answer.status >= 500) throw new Unavailable(said);
      throw new RefusedPurge(said);
    },
    close: () => agent.destroy(),
  };
}

async function exchange(agent: Agent, origin: string, request: VendorRequest) {
  const { method, path, headers, body = null } = request;
  const response = await agent.request({
    // What undici knows of methods is a list of the usual ones.
    method: method as Dispatcher.HttpMethod,
    ...{ origin, path, headers, body },
  });
  const text = await readBounded(response.body);
  const asked = response.headers['retry-after'];
  return {
    answer: { status: response.statusCode, text },
    retryAfter: typeof asked === 'string' ? retryAfterMs(asked, new Date()) : 0,
  };
}

async function readBounded(body: AsyncIterable<Uint8Array>): Promise<string> {
  const pieces: Uint8Array[] = [];
  let bytes = 0;
  for await (const piece of body) {
    pieces.push(piece);
    bytes += piece.length;
    if (bytes > MOST_BYTES) break;
  }
  return Buffer.concat(pieces).subarray(0, MOST_BYTES).toString('utf8');
}
