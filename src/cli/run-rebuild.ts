import { openQueues } from '../queues/queues.ts';
import type { Config } from '../shared/config.ts';
import { openServices } from '../shared/open-services.ts';
import { connectRedis } from '../shared/redis.ts';
import { rebuild } from '../workers/rebuild.ts';
import { readApiFile } from './api-file.ts';
import { secretKeyIn } from './data-dir.ts';
import { openLog } from './log.ts';
import { type SharedSettings, sharedSettings } from './shared-settings.ts';
import { Shutdown } from './shutdown.ts';
import { CommandFailed } from './terminal.ts';

/** Restores desk and catalogue from the archive. */
export async function rebuildAll(config: Config) {
  const settings = await settingsOf(config);
  const log = await openLog(config.logLevel);
  const shutdown = new Shutdown();
  try {
    const services = await openServices({ config, log, ...settings });
    shutdown.add(() => services.close());
    const redis = connectRedis(settings.redisUrl, { profile: 'patient', log });
    shutdown.add(async () => redis.disconnect());
    const queues = openQueues(redis);
    shutdown.add(() => queues.close());
    return await rebuild({ services, queues });
  } finally {
    await shutdown.close(log);
  }
}

/** Of the environment, or of the `dateline up` that runs with this data directory. */
async function settingsOf(config: Config): Promise<SharedSettings> {
  if (config.redisUrl !== undefined) return sharedSettings(config);
  const running = await readApiFile(config.dataDir);
  if (running === undefined) {
    throw new CommandFailed(
      `Dateline is not running with the data directory ${config.dataDir}. ` +
        'It rebuilds by itself when it starts and finds its Redis empty.',
    );
  }
  const secretKey = config.secretKey ?? (await secretKeyIn(config.dataDir));
  return { redisUrl: running.redis, publicUrl: running.publicUrl, secretKey };
}
