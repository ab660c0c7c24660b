import { openQueues } from '../queues/queues.ts';
import type { StageName } from '../queues/route.ts';
import { connectRedis, refuseEviction } from '../shared/redis.ts';
import type { Services } from '../shared/services.ts';
import { checkStores } from './check-stores.ts';
import { runStage } from './stages.ts';
import { startSweeper } from './sweeper.ts';

export interface Workers {
  /** Finishes what is being worked and takes no more. */
  close(): Promise<void>;
}

/** Works the stages named in this process, and sweeps where ingest is among them. */
export async function startWorkers(
  stages: readonly StageName[],
  services: Services,
  redisUrl: string,
): Promise<Workers> {
  const connection = connectRedis(redisUrl, { profile: 'patient', log: services.log });
  await refuseEviction(connection);
  const letGo = await checkStores(stages, services, connection);
  const queues = openQueues(connection);
  const desks = { services, queues };
  const running = await Promise.all(stages.map((stage) => runStage(stage, desks, connection)));
  const sweeper = stages.includes('ingest') ? startSweeper(desks, connection) : undefined;
  return {
    async close() {
      await sweeper?.close();
      await Promise.all(running.map((stage) => stage.close()));
      await letGo();
      await queues.close();
      connection.disconnect();
    },
  };
}
