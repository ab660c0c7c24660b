import { createHash, createHmac, randomUUID } from 'node:crypto';
import { defaultProvider } from '@aws-sdk/credential-provider-node';
import { SignatureV4 } from '@smithy/signature-v4';
import type { CdnOf } from '../../../shared/cdn/cdn-settings.ts';
import { escapeMarkup } from '../../../shared/formats/markup.ts';
import type { Purger } from './purger.ts';
import { vendorClient } from './vendor-client.ts';

const API = 'https://cloudfront.amazonaws.com';
const NAMESPACE = 'http://cloudfront.amazonaws.com/doc/2020-05-31/';
/** CloudFront is asked for patience in words: the status is 400, or 503. */
const PATIENCE = /<Code>(TooManyInvalidationsInProgress|Throttling|ThrottlingException)<\/Code>/;

type Credentials = ConstructorParameters<typeof SignatureV4>[0]['credentials'];

interface CloudFrontAccess {
  readonly api?: string;
  /** The AWS SDK's own chain where absent. */
  readonly credentials?: Credentials;
}

/**
 * Invalidates by cache tag, which costs as a path does; CloudFront knows no soft purge. The
 * distribution must read tags from `x-amz-meta-cache-tag` (CacheTagConfig).
 */
export function cloudFrontPurger(
  { distribution, collectMs = 2000 }: CdnOf<'cloudfront'>,
  { api = API, credentials = defaultProvider() }: CloudFrontAccess = {},
): Purger {
  const client = vendorClient('CloudFront', ({ text }) => PATIENCE.test(text));
  const signer = new SignatureV4({
    ...{ service: 'cloudfront', region: 'us-east-1', credentials, sha256: Sha256 },
  });
  const { hostname, host, protocol } = new URL(api);
  return {
    name: 'CloudFront',
    knowsSoft: false,
    // It takes 3,000 that are under way at a time.
    most: { tags: 500, bytes: 64 * 1024 },
    rate: { perSecond: 1, burst: 10 },
    collectMs,
    settleMs: 30_000,
    async purge(tags) {
      const path = `/2020-05-31/distribution/${distribution}/invalidation`;
      const body = invalidation(tags);
      const { headers } = await signer.sign({
        ...{ method: 'POST', protocol, hostname, path, body, query: {} },
        headers: { host, 'content-type': 'application/xml' },
      });
      await client.ask(api, { method: 'POST', path, headers, body });
    },
    close: () => client.close(),
  };
}

function invalidation(tags: readonly string[]): string {
  const items = tags.map((tag) => `<Path>${escapeMarkup(`#${tag}`)}</Path>`).join('');
  return (
    `<?xml version="1.0" encoding="UTF-8"?><InvalidationBatch xmlns="${NAMESPACE}">` +
    `<Paths><Quantity>${tags.length}</Quantity><Items>${items}</Items></Paths>` +
    `<CallerReference>${randomUUID()}</CallerReference></InvalidationBatch>`
  );
}

/** What the signer asks of a hash: keyed where it is given a secret. */
class Sha256 {
  private readonly hash: ReturnType<typeof createHash> | ReturnType<typeof createHmac>;

  constructor(secret?: string | ArrayBuffer | ArrayBufferView) {
    this.hash = secret === undefined ? createHash('sha256') : createHmac('sha256', bytesOf(secret));
  }

  update(piece: string | ArrayBuffer | ArrayBufferView): void {
    this.hash.update(bytesOf(piece));
  }

  async digest(): Promise<Uint8Array> {
    return this.hash.digest();
  }
}

function bytesOf(given: string | ArrayBuffer | ArrayBufferView): Uint8Array {
  if (typeof given === 'string') return Buffer.from(given, 'utf8');
  if (ArrayBuffer.isView(given)) {
    return new Uint8Array(given.buffer, given.byteOffset, given.byteLength);
  }
  return new Uint8Array(given);
}
