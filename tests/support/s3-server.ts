/**
 * A small S3-protocol server of our own: honours conditions atomically, keeps all in memory, and
 * fails when told to. Also a program: `tsx tests/support/s3-server.ts --port 9000 --bucket site`.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { answer } from './s3-server-answers.ts';
import { S3Refusal, type S3State } from './s3-server-state.ts';

export interface S3Faults {
  /** The next n requests get 503 SlowDown. */
  slowDown?: number;
  /** The next n requests get 507, as from a full disk. */
  full?: number;
  /** The next n requests get no answer at all. */
  hang?: number;
  /** The next n requests are carried out, then the connection is cut. */
  loseAnswer?: number;
  /** The next n conditional puts get 409 ConditionalRequestConflict and change nothing. */
  conflict?: number;
  /** The next n conditional puts get 500 and change nothing, as of Ceph when several meet. */
  broken?: number;
  /** Every request waits this long. */
  delayMs?: number;
  /** Its clock is so far ahead of ours. */
  clockMs?: number;
}

export interface S3ServerOptions {
  readonly port?: number;
  readonly buckets?: readonly string[];
  /** The one access key id that is let in; its secret is not looked at. */
  readonly accessKeyId?: string;
  readonly pageSize?: number;
  /** Takes no notice of If-Match and If-None-Match, as some servers do. */
  readonly weak?: boolean;
  /** Like Ceph, knows an ETag in If-Match only `bare`, or (as HTTP says) only `quoted`. */
  readonly etags?: 'either' | 'bare' | 'quoted';
}

export interface S3Server {
  readonly endpoint: string;
  /** Faults to come; tests change it as they go. */
  readonly faults: S3Faults;
  /** Every request so far, as `PUT /bucket/key`. */
  readonly requests: string[];
  /** For `openStore`. */
  url(bucketAndPrefix: string): string;
  /** Nobody listens any more, and connections are cut; what it holds stays. */
  stop(): Promise<void>;
  /** Listens again where it did. */
  again(): Promise<void>;
  close(): Promise<void>;
}

export async function startS3Server(options: S3ServerOptions = {}): Promise<S3Server> {
  const faults: S3Faults = {};
  const requests: string[] = [];
  const state: S3State = {
    buckets: new Map((options.buckets ?? ['test']).map((name) => [name, new Map()])),
    accessKeyId: options.accessKeyId ?? 'test',
    pageSize: options.pageSize ?? 1_000,
    weak: options.weak ?? false,
    etags: options.etags ?? 'either',
    now: () => Date.now() + (faults.clockMs ?? 0),
  };
  const server = createServer((request, response) => {
    requests.push(`${request.method} ${request.url}`);
    respond(state, faults, { request, response }).catch((error) => response.destroy(error));
  });
  const listen = (port: number) =>
    new Promise<void>((done) => server.listen(port, '127.0.0.1', done));
  const stop = () =>
    new Promise<void>((done) => {
      server.close(() => done());
      server.closeAllConnections();
    });
  await listen(options.port ?? 0);
  const { port } = server.address() as AddressInfo;
  const endpoint = `http://127.0.0.1:${port}`;
  return {
    endpoint,
    faults,
    requests,
    url: (place) => `s3://${place}?region=us-east-1&forcePathStyle=true&endpoint=${endpoint}`,
    ...{ stop, again: () => listen(port), close: stop },
  };
}

interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
}

async function respond(state: S3State, faults: S3Faults, exchange: Exchange): Promise<void> {
  const { request, response } = exchange;
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  if (faults.delayMs) await pause(faults.delayMs);
  if (take(faults, 'hang')) return;
  const body = Buffer.concat(chunks);
  const result = refusalOf(faults, request) ?? answer(state, request, body);
  if (take(faults, 'loseAnswer')) {
    response.destroy();
    return;
  }
  const { status, headers, text } = result;
  response.writeHead(status, { 'content-length': Buffer.byteLength(text), ...headers });
  response.end(request.method === 'HEAD' ? undefined : text);
}

function refusalOf(faults: S3Faults, request: IncomingMessage) {
  if (take(faults, 'slowDown')) return new S3Refusal(503, 'SlowDown').toAnswer();
  if (take(faults, 'full')) return new S3Refusal(507, 'XMinioStorageFull').toAnswer();
  const conditional = request.headers['if-match'] ?? request.headers['if-none-match'];
  if (request.method !== 'PUT' || !conditional) return undefined;
  if (take(faults, 'conflict')) return new S3Refusal(409, 'ConditionalRequestConflict').toAnswer();
  if (take(faults, 'broken')) return new S3Refusal(500, 'UnknownError').toAnswer();
  return undefined;
}

function take(faults: S3Faults, fault: Exclude<keyof S3Faults, 'delayMs' | 'clockMs'>): boolean {
  const left = faults[fault] ?? 0;
  if (left > 0) faults[fault] = left - 1;
  return left > 0;
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      port: { type: 'string', default: '9000' },
      bucket: { type: 'string', multiple: true, default: ['archive', 'site'] },
      'access-key': { type: 'string', default: 'test' },
    },
  });
  const server = await startS3Server({
    port: Number(values.port),
    buckets: values.bucket,
    accessKeyId: values['access-key'],
  });
  console.log(JSON.stringify({ ready: true, endpoint: server.endpoint, buckets: values.bucket }));
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => server.close());
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await main();
