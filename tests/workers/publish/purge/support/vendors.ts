import { createHash, createHmac } from 'node:crypto';
import type { VendorRequest, VendorRules } from './vendor-server.ts';

export const TOKEN = 'a-token-of-the-tests';
export const AWS = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'a secret of the tests' };

const firstOf = (...faults: (string | false)[]): string | undefined =>
  faults.find((fault) => fault !== false) || undefined;

function parsed(body: string): Record<string, unknown> {
  try {
    return Object(JSON.parse(body));
  } catch {
    return {};
  }
}

const isTagList = (value: unknown): value is string[] =>
  Array.isArray(value) && value.length > 0 && value.every((tag) => typeof tag === 'string');

/** Fastly's batch purge by surrogate key. */
export const fastly: VendorRules = {
  check({ method, path, headers, body }) {
    const { surrogate_keys: keys, ...others } = parsed(body);
    const soft = headers['fastly-soft-purge'];
    return firstOf(
      method !== 'POST' && `there is no ${method}`,
      path !== '/service/SU1Z0isxPaozGVKXdv0eY/purge' && `there is no ${path}`,
      headers['fastly-key'] !== TOKEN && 'Provided credentials are missing or invalid',
      headers['content-type'] !== 'application/json' && 'not JSON',
      headers.accept !== 'application/json' && 'another answer is wanted',
      Object.keys(others).length > 0 && 'unknown fields',
      !isTagList(keys) && 'no keys',
      isTagList(keys) && keys.length > 256 && 'more than 256 keys',
      isTagList(keys) && keys.some((key) => Buffer.byteLength(key) > 1024) && 'a key is too long',
      isTagList(keys) && keys.some((key) => /\s/.test(key)) && 'a key has spaces',
      soft !== undefined && soft !== '1' && 'a soft purge is asked for by 1',
    );
  },
  tags: ({ body }) => parsed(body).surrogate_keys as string[],
  isSoft: ({ headers }) => headers['fastly-soft-purge'] === '1',
  accepted: { status: 200, body: '{"s-a":"108-1391560174-974124"}' },
  refused: (msg) => ({ status: 400, body: JSON.stringify({ msg }) }),
};

/** Cloudflare's purge by Cache-Tag. */
export const cloudflare: VendorRules = {
  check({ method, path, headers, body }) {
    const { tags, ...others } = parsed(body);
    return firstOf(
      method !== 'POST' && `there is no ${method}`,
      path !== `/client/v4/zones/${'0a'.repeat(16)}/purge_cache` && `there is no ${path}`,
      headers.authorization !== `Bearer ${TOKEN}` && 'Authentication error',
      headers['content-type'] !== 'application/json' && 'not JSON',
      // Tags, hosts, prefixes and files do not go together.
      Object.keys(others).length > 0 && 'unknown fields',
      !isTagList(tags) && 'no tags',
      isTagList(tags) && tags.length > 100 && 'more than 100 operations',
      isTagList(tags) && tags.some((tag) => !/^[\x21-\x7e]{1,1024}$/.test(tag)) && 'a bad tag',
    );
  },
  tags: ({ body }) => parsed(body).tags as string[],
  isSoft: () => false,
  accepted: {
    status: 200,
    body: '{"success":true,"errors":[],"messages":[],"result":{"id":"0a"}}',
  },
  refused: (message) => ({
    status: 400,
    body: JSON.stringify({ success: false, errors: [{ code: 1094, message }] }),
  }),
};

const INVALIDATION =
  /^<\?xml version="1\.0" encoding="UTF-8"\?><InvalidationBatch xmlns="http:\/\/cloudfront\.amazonaws\.com\/doc\/2020-05-31\/"><Paths><Quantity>(\d+)<\/Quantity><Items>((?:<Path>[^<]+<\/Path>)+)<\/Items><\/Paths><CallerReference>([^<]{1,128})<\/CallerReference><\/InvalidationBatch>$/;

/** CloudFront's CreateInvalidation, whose signature is worked out once more from the request. */
export function cloudFront(): VendorRules {
  const references = new Set<string>();
  const itemsOf = (body: string): string[] =>
    [...(INVALIDATION.exec(body)?.[2] ?? '').matchAll(/<Path>([^<]+)<\/Path>/g)].map(
      ([, item = '']) => item,
    );
  return {
    check(request) {
      const { method, path, headers, body } = request;
      const [, quantity, , reference = ''] = INVALIDATION.exec(body) ?? [];
      const items = itemsOf(body);
      const isRepeated = references.has(reference);
      references.add(reference);
      return firstOf(
        method !== 'POST' && `there is no ${method}`,
        path !== '/2020-05-31/distribution/E1ABCDEF2GHIJK/invalidation' && `there is no ${path}`,
        headers.authorization !== authorization(request) && 'SignatureDoesNotMatch',
        quantity === undefined && 'MalformedXML',
        Number(quantity) !== items.length && 'InconsistentQuantities',
        items.length > 3000 && 'TooManyInvalidationsInProgress',
        items.some((item) => !/^#[\x21-\x2b\x2d-\x7e]{1,256}$/.test(item)) && 'InvalidArgument',
        isRepeated && 'InvalidationBatchAlreadyExists',
      );
    },
    tags: ({ body }) => itemsOf(body).map((item) => item.slice(1)),
    isSoft: () => false,
    accepted: {
      status: 201,
      body: '<Invalidation><Id>I1</Id><Status>InProgress</Status></Invalidation>',
    },
    refused: (code) => ({
      status: code === 'SignatureDoesNotMatch' ? 403 : 400,
      body: `<ErrorResponse><Error><Code>${code}</Code></Error></ErrorResponse>`,
    }),
  };
}

/** Signature Version 4, by its description. */
function authorization({ method, path, headers, body }: VendorRequest): string {
  const time = String(headers['x-amz-date']);
  const day = time.slice(0, 8);
  const named = /SignedHeaders=([^,]+)/.exec(String(headers.authorization))?.[1] ?? '';
  const signed = named.split(';').map((name) => `${name}:${String(headers[name]).trim()}\n`);
  const hashed = (text: string) => createHash('sha256').update(text).digest('hex');
  const canonical = [method, path, '', signed.join(''), named, hashed(body)].join('\n');
  const scope = `${day}/us-east-1/cloudfront/aws4_request`;
  const toSign = ['AWS4-HMAC-SHA256', time, scope, hashed(canonical)].join('\n');
  const keyed = (key: string | Buffer, text: string) =>
    createHmac('sha256', key).update(text).digest();
  const key = ['us-east-1', 'cloudfront', 'aws4_request'].reduce<Buffer>(
    keyed,
    keyed(`AWS4${AWS.secretAccessKey}`, day),
  );
  const signature = createHmac('sha256', key).update(toSign).digest('hex');
  const credential = `Credential=${AWS.accessKeyId}/${scope}`;
  return `AWS4-HMAC-SHA256 ${credential}, SignedHeaders=${named}, Signature=${signature}`;
}

/** deploy/edge/varnish.vcl, and its limit of 8 kB for a header. */
export const varnish: VendorRules = {
  check({ method, path, headers }) {
    const [hard, soft] = [headers['xkey-purge'], headers['xkey-softpurge']];
    const keys = String(hard ?? soft);
    return firstOf(
      method !== 'PURGE' && `there is no ${method}`,
      path !== '/' && `there is no ${path}`,
      headers['x-purge-token'] !== TOKEN && 'May not purge',
      (hard === undefined) === (soft === undefined) && 'either hard or soft',
      `xkey-softpurge: ${keys}`.length > 8192 && 'a header is too long',
      !/^[\x21-\x7e]+( [\x21-\x7e]+)*$/.test(keys) && 'bad keys',
    );
  },
  tags: ({ headers }) => String(headers['xkey-purge'] ?? headers['xkey-softpurge']).split(' '),
  isSoft: ({ headers }) => headers['xkey-softpurge'] !== undefined,
  accepted: { status: 200, body: 'Purged 1' },
  refused: (why) => ({ status: 403, body: why }),
};
