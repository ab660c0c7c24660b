import { request } from 'undici';
import type { Release, SiteObject } from '../../../shared/archive/publication.ts';
import type { Services } from '../../../shared/services.ts';
import { siteAddress } from '../../../shared/site-address.ts';

/** Objects asked for, how many at once, and how long one may take. */
const MOST_OBJECTS = 60;
const AT_ONCE = 6;
const PATIENCE_MS = 3000;

/** An object as it should be after a release. */
export interface SiteEntry extends Pick<SiteObject, 'key' | 'kind'> {
  /** What readers should get: 200, 301, 410; 404 for what has been taken away. */
  readonly status: number;
}

/** What the site's store and the edge say of an object. */
export interface EdgeAnswer {
  readonly key: string;
  readonly inStore: boolean;
  /** Status of the edge's answer, or why there is none. */
  readonly edge: number | string;
  readonly isAsItShouldBe: boolean;
}

/** What a release puts, and what it takes away: the page first, then its pictures. */
export function entriesOf({ objects, deletes }: Release): readonly SiteEntry[] {
  const order = (kind: SiteEntry['kind']) => (kind === 'page' ? 0 : kind === 'media' ? 1 : 2);
  const entries = [
    ...objects.map(({ key, kind, metadata }) => ({
      ...{ key, kind, status: Number(metadata.status ?? 200) },
    })),
    ...deletes.map(({ key, kind }) => ({ key, kind, status: GONE })),
  ];
  return entries.sort((a, b) => order(a.kind) - order(b.kind));
}
export const GONE = 404;

/** Asks store and edge for the objects of a release, the first ones. Bounded in number and time. */
export async function checkEdge(
  { site, publicUrl }: Pick<Services, 'site' | 'publicUrl'>,
  entries: readonly SiteEntry[],
): Promise<readonly EdgeAnswer[]> {
  const waiting = entries.slice(0, MOST_OBJECTS);
  const answers: EdgeAnswer[] = [];
  const work = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const [stored, edge] = await Promise.all([
        site.head(next.key),
        statusOf(publicUrl + siteAddress(next.key)),
      ]);
      const inStore = stored !== undefined;
      const isAsItShouldBe = edge === next.status && inStore === (next.status !== GONE);
      answers.push({ key: next.key, inStore, edge, isAsItShouldBe });
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return answers;
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
