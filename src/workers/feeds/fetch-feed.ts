import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import type { FeedState } from '../../shared/feeds/feed-states.ts';
import type { WebAnswer } from '../../shared/web/ask.ts';
import { checkedUrl } from '../../shared/web/checked-url.ts';
import { FailedRequest } from '../../shared/web/failed-request.ts';
import type { WebClient } from '../../shared/web/web-client.ts';

/** As sent, and again once unpacked; the formats read no more. */
export const MOST_BYTES = 5_242_880;

/** A feed as it stands now, with what to ask by the next time. */
export interface FetchedFeed extends Pick<FeedState, 'etag' | 'lastModified'> {
  readonly body: Buffer;
  readonly contentType: string;
  /** `Link`, as it came. */
  readonly link: string;
}

/** `unchanged`: it is what it was. Throws FailedRequest. */
export async function fetchFeed(
  address: string,
  { etag, lastModified }: Pick<FeedState, 'etag' | 'lastModified'>,
  { web, signal }: { readonly web: WebClient; readonly signal: AbortSignal },
): Promise<FetchedFeed | 'unchanged'> {
  const request = {
    headers: {
      accept: 'application/atom+xml, application/rss+xml, application/xml;q=0.9, */*;q=0.1',
      'accept-encoding': 'gzip',
      ...(etag !== null && { 'if-none-match': etag }),
      ...(lastModified !== null && { 'if-modified-since': lastModified }),
    },
    isExpected: (status: number) => status === 200 || status === 304,
  };
  const answer = await web.ask(checkedUrl(address), request, signal);
  if (answer.status === 304) return 'unchanged';
  const { headers } = answer;
  return {
    body: await unpacked(answer),
    contentType: (headers['content-type'] ?? '').slice(0, 200),
    link: [headers.link ?? ''].flat().join(', ').slice(0, 8192),
    etag: validator(headers.etag),
    lastModified: validator(headers['last-modified']),
  };
}

/** What we can send back as it came, or nothing. */
const validator = (given: string | undefined): string | null =>
  given !== undefined && /^[\x20-\x7e]{1,1024}$/.test(given) ? given : null;

async function unpacked({ headers, body }: WebAnswer): Promise<Buffer> {
  const encoding = (headers['content-encoding'] ?? 'identity').trim().toLowerCase();
  if (encoding === 'identity' || encoding === '') return body;
  if (encoding !== 'gzip' && encoding !== 'x-gzip') {
    throw new FailedRequest(
      `came in the encoding ${encoding.slice(0, 40)}, which was not asked for`,
    );
  }
  try {
    return await promisify(gunzip)(body, { maxOutputLength: MOST_BYTES });
  } catch (error) {
    throw new FailedRequest(`cannot be unpacked within ${MOST_BYTES} bytes`, { cause: error });
  }
}
