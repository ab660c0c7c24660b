import { Outage } from './errors.ts';

/**
 * What Redis refuses everybody for the time being, by the code that its answer begins with: no
 * memory, no room on its disk, still loading, a replica or a cluster that is changing its roles.
 */
const refusals =
  /^(OOM|MISCONF|LOADING|READONLY|MASTERDOWN|NOREPLICAS|CLUSTERDOWN|TRYAGAIN|EXECABORT)\b/;

/** The error as an `Outage`, where Redis would answer every job so; any other as it is. */
export function translateRedis(error: unknown): unknown {
  if (!(error instanceof Error) || error.name !== 'ReplyError') return error;
  if (!refusals.test(error.message)) return error;
  return new Outage(`Redis refuses: ${error.message}`, { cause: error });
}
