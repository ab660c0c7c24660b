import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ObjectStore } from '../../src/shared/object-store/object-store.ts';

/** A site's store as the S3 protocol shows it to an edge: reading, without a key. */
export interface PublicBucket {
  readonly port: number;
  /** Every request so far, as `GET /dateline-site/key`. */
  readonly asked: string[];
  /** Answers 503 while true. */
  isAway: boolean;
  /** Seconds: says of every object that it has lain in a cache for so long. */
  age: number;
  close(): Promise<void>;
}

export async function startPublicBucket(site: ObjectStore): Promise<PublicBucket> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    const key = /^\/dateline-site\/([^?]*)$/.exec(request.url ?? '')?.[1];
    if (bucket.isAway) response.writeHead(503).end('<Error><Code>SlowDown</Code></Error>');
    else
      show(site, decodeURIComponent(key ?? ''), response.setHeader('age', bucket.age)).catch(
        (error) => response.destroy(error),
      );
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const bucket: PublicBucket = {
    // Of a TCP server: never a socket's path.
    port: (server.address() as AddressInfo).port,
    asked,
    isAway: false,
    age: 0,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
  return bucket;
}

async function show(site: ObjectStore, key: string, response: ServerResponse): Promise<void> {
  const found = key === '' ? undefined : await site.get(key);
  if (found === undefined) {
    response.writeHead(404, { 'content-type': 'application/xml' }).end('<NoSuchKey/>');
    return;
  }
  const { contentType, contentLanguage, cacheControl, metadata = {}, etag, body } = found;
  response.writeHead(200, {
    ...{ 'content-type': contentType, etag: `"${etag}"`, 'content-length': body.length },
    ...(contentLanguage !== undefined && { 'content-language': contentLanguage }),
    ...(cacheControl !== undefined && { 'cache-control': cacheControl }),
    ...Object.fromEntries(
      Object.entries(metadata).map(([name, value]) => [`x-amz-meta-${name}`, value]),
    ),
  });
  response.end(body);
}
