import { urlOf } from '../../src/shared/web/url-of.ts';
import type { Answer } from './checked-site.ts';
import { referencesOf } from './references.ts';

/** Requests under way at once. */
const AT_ONCE = 8;
const TIMEOUT_MS = 20_000;
const textual = /^(text\/|application\/(xml|json|[\w.-]+\+(xml|json)|javascript))/;

export interface CrawlOrder {
  /** Where the site is served, without a slash at its end. */
  readonly url: string;
  /** What it calls itself. */
  readonly publicUrl: string;
  /** Paths to begin with. */
  readonly seeds: readonly string[];
  /** Addresses asked for at most. */
  readonly most: number;
}

export interface Crawl {
  readonly answers: ReadonlyMap<string, Answer>;
  /** Whether there was more than could be asked for. */
  readonly isCut: boolean;
}

/** Asks for everything that the site leads to, and for nothing elsewhere. */
export async function crawl(order: CrawlOrder): Promise<Crawl> {
  const answers = new Map<string, Answer>();
  const known = new Set<string>(order.seeds);
  const waiting = order.seeds.map((path) => ({ path, from: '' }));
  let isCut = false;
  const work = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const answer = await ask(order.url, next);
      answers.set(next.path, answer);
      for (const path of leadsTo(order, answer)) {
        if (known.has(path)) continue;
        if (known.size >= order.most) isCut = true;
        else {
          known.add(path);
          waiting.push({ path, from: answer.path });
        }
      }
    }
  };
  // A worker that finds nothing waiting ends; what others find meanwhile is for the next round.
  while (waiting.length > 0) await Promise.all(Array.from({ length: AT_ONCE }, work));
  return { answers, isCut };
}

function leadsTo(order: CrawlOrder, { path, location, references }: Answer): string[] {
  const addresses = references.map(({ address }) => address);
  if (location !== null) addresses.push(location);
  return addresses.flatMap((address) => pathWithin(order, address, path) ?? []);
}

/** Path of an address if it is the site's own; `undefined` for all others. */
export function pathWithin(
  { url, publicUrl }: Pick<CrawlOrder, 'url' | 'publicUrl'>,
  address: string,
  from: string,
): string | undefined {
  const base = new URL(from, url);
  const target = urlOf(address, base);
  if (target === undefined) return undefined;
  const { origin, pathname } = target;
  return [new URL(url).origin, new URL(publicUrl).origin].includes(origin) ? pathname : undefined;
}

async function ask(url: string, { path, from }: { path: string; from: string }): Promise<Answer> {
  const signal = AbortSignal.timeout(TIMEOUT_MS);
  const answer = await fetch(new URL(path, url), { redirect: 'manual', signal });
  const contentType = answer.headers.get('content-type') ?? '';
  const location = answer.headers.get('location');
  let body = '';
  if (textual.test(contentType)) body = await answer.text();
  else await answer.body?.cancel();
  const { status } = answer;
  const references = location === null ? referencesOf(contentType, body) : [];
  return { path, status, contentType, location, body, references, from };
}
