import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { urlOf } from '../web/url-of.ts';
import { openDirectory } from './directory.ts';
import type { ObjectStore } from './object-store.ts';
import { openS3 } from './s3.ts';

const FORMS = '"file:./folder", "file:///folder" or "s3://bucket/prefix?region=eu-central-1"';

const S3Query = z.strictObject(
  {
    region: z.string().min(1, 'is empty; leave it out for us-east-1').default('us-east-1'),
    endpoint: z
      .url({
        protocol: /^https?$/,
        error: 'must be the full address of the server, such as https://s3.example.org',
      })
      .exactOptional(),
    forcePathStyle: z
      .enum(['true', 'false'], 'must be "true" or "false"')
      .transform((text) => text === 'true')
      .default(false),
  },
  {
    error: ({ code }) =>
      code === 'unrecognized_keys'
        ? 'has options that are unknown; there are region, endpoint and forcePathStyle ' +
          '(credentials come from the AWS environment or profile)'
        : undefined,
  },
);

const Bucket = z
  .string()
  .regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, 'must be 3 to 63 of a-z, 0-9, "." and "-"');

/**
 * Opens the store that a URL names: `file:./path` (from the working folder), `file:///path`, or
 * `s3://bucket/prefix?region=…&endpoint=…&forcePathStyle=true`. Nothing is contacted yet. Throws
 * with every fault of the URL named.
 */
export function openStore(url: string): ObjectStore {
  const scheme = /^([a-z0-9]+):/.exec(url)?.[1];
  if (scheme === 'file') return openDirectory(folderOf(url));
  if (scheme === 's3') return openS3Url(url);
  throw new Error(`"${url}" is no store: write ${FORMS}`);
}

function folderOf(url: string): string {
  const path = url.slice('file:'.length);
  if (path === '') throw new Error(`"${url}" names no folder: write ${FORMS}`);
  if (/[?#]/.test(path)) throw new Error(`"${url}": a file: store takes no options after ? or #`);
  if (!path.startsWith('//')) return resolve(decodeURIComponent(path));
  try {
    return fileURLToPath(url);
  } catch (error) {
    throw new Error(`"${url}" names no folder here: write file:./folder or file:///folder`, {
      cause: error,
    });
  }
}

function openS3Url(text: string): ObjectStore {
  const url = urlOf(text);
  if (url === undefined) throw new Error(`"${text}" is no URL: write ${FORMS}`);
  if (url.username || url.password) {
    throw new Error(
      's3: credentials do not belong in the URL: set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY',
    );
  }
  const bucket = Bucket.safeParse(url.hostname);
  const query = S3Query.safeParse(Object.fromEntries(url.searchParams));
  const faults = [
    ...(bucket.error?.issues ?? []).map(({ message }) => `bucket ${message}`),
    ...(query.error?.issues ?? []).map(
      ({ path, message }) => `${path.join('.') || 'the query'} ${message}`,
    ),
  ];
  if (!bucket.success || !query.success) throw new Error(`"${text}": ${faults.join('; ')}`);
  const prefix = decodeURIComponent(url.pathname).replace(/^\/+|\/+$/g, '');
  return openS3({ bucket: bucket.data, prefix, ...query.data });
}
