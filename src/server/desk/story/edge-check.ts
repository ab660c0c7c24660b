import { request } from 'undici';
import type { SiteObject } from '../../../shared/archive/publication.ts';
import type { Services } from '../../../shared/services.ts';

/** Objects asked for, how many at once, and how long one may take. */
const MOST_OBJECTS = 60;
const AT_ONCE = 6;
const PATIENCE_MS = 3000;
const INDEX = 'index.html';

/** What the site's store and the edge say of an object. */
export interface EdgeAnswer {
  readonly key: string;
  readonly inStore: boolean;
  /** Status of the edge's answer, or why there is none. */
  readonly edge: number | string;
}

/** Asks store and edge for the objects of a release, the page first. Bounded in number and time. */
export async function checkEdge(
  { site, publicUrl }: Pick<Services, 'site' | 'publicUrl'>,
  objects: readonly SiteObject[],
): Promise<readonly EdgeAnswer[]> {
  const order = (kind: SiteObject['kind']) => (kind === 'page' ? 0 : kind === 'media' ? 1 : 2);
  const waiting = [...objects].sort((a, b) => order(a.kind) - order(b.kind)).slice(0, MOST_OBJECTS);
  const answers: EdgeAnswer[] = [];
  const work = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const [stored, edge] = await Promise.all([
        site.head(next.key),
        statusOf(addressOf(publicUrl, next.key)),
      ]);
      answers.push({ key: next.key, inStore: stored !== undefined, edge });
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return answers;
}

/** As readers ask for it. */
export function addressOf(publicUrl: string, key: string): string {
  const path = key.endsWith(`/${INDEX}`) ? key.slice(0, -INDEX.length) : key;
  return `${publicUrl}/${path.split('/').map(encodeURIComponent).join('/')}`;
}

async function statusOf(url: string): Promise<number | string> {
  try {
    const { statusCode, body } = await request(url, {
      method: 'HEAD',
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    await body.dump();
    return statusCode;
  } catch (error) {
    return error instanceof Error && error.name === 'TimeoutError'
      ? `no answer in ${PATIENCE_MS / 1000} s`
      : 'the edge cannot be reached';
  }
}
