import type { S3Answer, S3Object } from './s3-server-state.ts';

type Bucket = ReadonlyMap<string, S3Object>;

interface Line {
  readonly key: string;
  readonly object?: S3Object;
}

/** ListObjectsV2. The continuation token is the last line given, in base64. */
export function listAnswer(bucket: Bucket, query: URLSearchParams, pageSize: number): S3Answer {
  const token = query.get('continuation-token');
  const after = token ? Buffer.from(token, 'base64').toString() : '';
  const rest = linesOf(bucket, query).filter(({ key }) => after === '' || isAfter(key, after));
  const size = Math.min(Number(query.get('max-keys') ?? pageSize), pageSize);
  const page = rest.slice(0, size);
  const more = rest.length > size;
  const next = Buffer.from(page.at(-1)?.key ?? '').toString('base64');
  const text = [
    '<?xml version="1.0" encoding="UTF-8"?><ListBucketResult>',
    `<KeyCount>${page.length}</KeyCount><IsTruncated>${more}</IsTruncated>`,
    more ? `<NextContinuationToken>${next}</NextContinuationToken>` : '',
    ...page.map(lineXml),
    '</ListBucketResult>',
  ].join('');
  return { status: 200, headers: { 'content-type': 'application/xml' }, text };
}

function linesOf(bucket: Bucket, query: URLSearchParams): Line[] {
  const prefix = query.get('prefix') ?? '';
  const delimiter = query.get('delimiter');
  const startAfter = query.get('start-after') ?? '';
  const lines = new Map<string, Line>();
  for (const [key, object] of bucket) {
    if (!key.startsWith(prefix) || (startAfter && !isAfter(key, startAfter))) continue;
    const cut = delimiter ? key.indexOf(delimiter, prefix.length) : -1;
    const folder = key.slice(0, cut + 1);
    lines.set(cut === -1 ? key : folder, cut === -1 ? { key, object } : { key: folder });
  }
  return [...lines.values()].sort((a, b) => Buffer.compare(Buffer.from(a.key), Buffer.from(b.key)));
}

const isAfter = (key: string, other: string): boolean =>
  Buffer.compare(Buffer.from(key), Buffer.from(other)) > 0;

const lineXml = ({ key, object }: Line): string =>
  object
    ? `<Contents><Key>${escapeXml(key)}</Key><LastModified>${object.modified.toISOString()}</LastModified><ETag>${escapeXml(object.etag)}</ETag><Size>${object.body.length}</Size></Contents>`
    : `<CommonPrefixes><Prefix>${escapeXml(key)}</Prefix></CommonPrefixes>`;

const escapeXml = (text: string): string =>
  text.replace(/[<>&"]/g, (character) => `&#${character.charCodeAt(0)};`);
