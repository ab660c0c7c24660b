import { Unavailable } from '../../shared/errors.ts';
import type { Site } from '../../shared/newsroom.ts';
import { FailedRequest } from '../../shared/web/failed-request.ts';
import type { WebClient } from '../../shared/web/web-client.ts';

/** Every feed of a front is a topic of its own. */
const feedFiles = ['feed.xml', 'atom.xml', 'feed.json'];

export interface PingTools {
  readonly site: Pick<Site, 'feeds'>;
  /** Without a slash at its end. */
  readonly publicUrl: string;
  readonly web: Pick<WebClient, 'ask'>;
}

/**
 * Tells the site's WebSub hub that the feeds of a front have changed. `gone`: there is no hub, or
 * the front's feeds name none. Throws Unavailable where another try may help, and FailedRequest
 * where the hub wants nothing of it.
 */
export async function ping(
  front: string,
  { site, publicUrl, web }: PingTools,
  signal: AbortSignal,
): Promise<'told' | 'gone'> {
  const path = pathOf(front);
  if (site.feeds.hub === undefined || path === undefined) return 'gone';
  const hub = new URL(site.feeds.hub);
  for (const file of feedFiles) {
    const topic = `${publicUrl}${path}${file}`;
    try {
      await web.ask(hub, { method: 'POST', ...formOf(topic), isExpected: isSuccess }, signal);
    } catch (error) {
      if (!(error instanceof FailedRequest) || !error.transient) throw error;
      throw new Unavailable(`The hub ${error.message}`, { cause: error });
    }
  }
  return 'told';
}

/** The fronts whose feeds name the hub. */
function pathOf(front: string): string | undefined {
  if (front === 'home') return '/';
  return front.startsWith('section/') ? `/${front.slice('section/'.length)}/` : undefined;
}

const isSuccess = (status: number): boolean => status >= 200 && status < 300;

/** The topic by both names: the recommendation leaves this request open, and hubs differ. */
const formOf = (topic: string) => ({
  headers: { 'content-type': 'application/x-www-form-urlencoded' },
  body: new URLSearchParams({
    'hub.mode': 'publish',
    'hub.topic': topic,
    'hub.url': topic,
  }).toString(),
});
