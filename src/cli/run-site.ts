import type { Config } from '../shared/config.ts';
import { openServices } from '../shared/open-services.ts';
import { claimDataDir } from './data-dir.ts';
import type { Running } from './run-until-stopped.ts';
import type { SharedSettings } from './shared-settings.ts';
import { openEdge, openServer } from './site-server.ts';

/** Runs the server and the preview edge; the workers are elsewhere. Returns the ready line. */
export async function startSite(
  config: Config,
  settings: SharedSettings,
  { shutdown, log }: Running,
): Promise<string> {
  const claim = await claimDataDir(config.dataDir);
  shutdown.add(() => claim.release());
  const edge = await openEdge(config, shutdown);
  const services = await openServices({ config, log, ...settings });
  shutdown.add(() => services.close());
  const { redisUrl } = settings;
  return (await openServer({ services, redisUrl, shutdown, log }, edge.url)).readyLine;
}
