import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { listAnswer } from './s3-server-list.ts';
import {
  etagOf,
  type S3Answer,
  type S3Object,
  S3Refusal,
  type S3State,
} from './s3-server-state.ts';

const KEPT = ['content-type', 'cache-control', 'content-language', 'content-disposition'];

interface Target {
  readonly state: S3State;
  readonly bucket: Map<string, S3Object>;
  readonly key: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** Does what a request asks, synchronously, so that a condition and its write are one. */
export function answer(state: S3State, request: IncomingMessage, body: Buffer): S3Answer {
  try {
    const url = new URL(request.url ?? '/', 'http://localhost');
    const [, bucketName = '', key = ''] = /^\/([^/]*)\/?(.*)$/.exec(url.pathname) ?? [];
    checkCredential(state, request.headers);
    const bucket = bucketNamed(state, bucketName);
    if (key === '' && request.method === 'GET') {
      return listAnswer(bucket, url.searchParams, state.pageSize);
    }
    const target: Target = {
      state,
      bucket,
      key: decodeURIComponent(key),
      headers: request.headers,
      body,
    };
    return answerKey(request.method ?? 'GET', target);
  } catch (error) {
    if (error instanceof S3Refusal) return error.toAnswer();
    throw error;
  }
}

function answerKey(method: string, target: Target): S3Answer {
  if (method === 'GET' || method === 'HEAD') return get(target);
  if (method === 'PUT') return target.headers['x-amz-copy-source'] ? copy(target) : put(target);
  if (method !== 'DELETE') throw new S3Refusal(501, 'NotImplemented');
  target.bucket.delete(target.key);
  return { status: 204, headers: {}, text: '' };
}

function get({ bucket, key }: Target): S3Answer {
  const found = bucket.get(key);
  if (!found) throw new S3Refusal(404, 'NoSuchKey');
  const headers = {
    ...found.headers,
    etag: found.etag,
    'last-modified': found.modified.toUTCString(),
  };
  return { status: 200, headers, text: found.body };
}

function put(target: Target): S3Answer {
  if (target.headers['content-encoding']?.includes('aws-chunked')) {
    throw new S3Refusal(411, 'MissingContentLength');
  }
  checkConditions(target);
  const made = store(target, target.body, keptHeaders(target.headers));
  return { status: 200, headers: { etag: made.etag }, text: '' };
}

function copy(target: Target): S3Answer {
  const named = decodeURIComponent(String(target.headers['x-amz-copy-source'])).replace(/^\//, '');
  const slash = named.indexOf('/');
  const source = bucketNamed(target.state, named.slice(0, slash)).get(named.slice(slash + 1));
  if (!source) throw new S3Refusal(404, 'NoSuchKey');
  const replaces = target.headers['x-amz-metadata-directive'] === 'REPLACE';
  const made = store(target, source.body, replaces ? keptHeaders(target.headers) : source.headers);
  const text = `<CopyObjectResult><ETag>${made.etag}</ETag><LastModified>${made.modified.toISOString()}</LastModified></CopyObjectResult>`;
  return { status: 200, headers: { 'content-type': 'application/xml' }, text };
}

function store(target: Target, body: Buffer, headers: Record<string, string>): S3Object {
  // S3 tells whole seconds.
  const modified = new Date(Math.floor(target.state.now() / 1000) * 1000);
  const made = { body, etag: etagOf(body), modified, headers };
  target.bucket.set(target.key, made);
  return made;
}

function checkConditions({ state, bucket, key, headers }: Target): void {
  if (state.weak) return;
  const found = bucket.get(key);
  if (headers['if-none-match'] === '*' && found) throw new S3Refusal(412, 'PreconditionFailed');
  const wanted = headers['if-match'];
  if (wanted === undefined) return;
  if (!found) throw new S3Refusal(404, 'NoSuchKey');
  const forms = {
    either: [found.etag, found.etag.replaceAll('"', '')],
    bare: [found.etag.replaceAll('"', '')],
    quoted: [found.etag],
  };
  if (!forms[state.etags].includes(wanted)) throw new S3Refusal(412, 'PreconditionFailed');
}

function checkCredential(state: S3State, { authorization = '' }: IncomingHttpHeaders): void {
  const accessKeyId = /^AWS4-HMAC-SHA256 Credential=([^/]+)\//.exec(authorization)?.[1];
  if (accessKeyId !== state.accessKeyId) throw new S3Refusal(403, 'InvalidAccessKeyId');
}

function bucketNamed(state: S3State, name: string): Map<string, S3Object> {
  const bucket = state.buckets.get(name);
  if (!bucket) throw new S3Refusal(404, 'NoSuchBucket');
  return bucket;
}

const keptHeaders = (headers: IncomingHttpHeaders): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers)
      .filter(([name]) => KEPT.includes(name) || name.startsWith('x-amz-meta-'))
      .map(([name, text]) => [name, String(text)]),
  );
