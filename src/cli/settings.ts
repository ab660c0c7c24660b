import { type Config, readConfig } from '../shared/config.ts';
import { type ApiClient, findApi } from './api-client.ts';
import { type Terminal, WrongUse } from './terminal.ts';

/** The settings of the environment. Throws WrongUse with every fault named. */
export function configOf({ environment }: Terminal): Config {
  try {
    return readConfig(environment);
  } catch (error) {
    throw new WrongUse(error instanceof Error ? error.message : String(error), { cause: error });
  }
}

/** The running system that a command acts on. */
export const apiOf = (terminal: Terminal): Promise<ApiClient> =>
  findApi(terminal.environment, configOf(terminal).dataDir);
