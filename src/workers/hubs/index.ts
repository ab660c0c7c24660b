import type { HubStage } from '../../queues/stage.ts';
import type { Services } from '../../shared/services.ts';
import { openWebClient } from '../../shared/web/web-client.ts';
import { ping } from './ping.ts';

/** A hub says yes or no; nobody reads more of it. */
const limits = { bytes: 64_000, redirects: 3, connect: 3_000, headers: 5_000, total: 15_000 };

export function open({ config, newsroom, publicUrl }: Services): HubStage {
  const web = openWebClient(limits, { allowPrivate: config.allowPrivate });
  return {
    ping: (front, signal) => ping(front, { site: newsroom.site, publicUrl, web }, signal),
    close: () => web.close(),
  };
}
