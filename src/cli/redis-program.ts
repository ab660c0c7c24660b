import { access, constants } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { CommandFailed } from './terminal.ts';

const names = ['redis-server', 'valkey-server'];

/** Where redis-server or valkey-server is installed. Throws CommandFailed where neither is. */
export async function findRedis(path: string | undefined): Promise<string> {
  const folders = (path ?? '').split(delimiter).filter(Boolean);
  for (const file of names.flatMap((name) => folders.map((folder) => join(folder, name)))) {
    if (await isExecutable(file)) return file;
  }
  throw new CommandFailed(
    'Neither redis-server nor valkey-server is installed. ' +
      'Run "sh scripts/install-redis.sh", or set DATELINE_REDIS_URL to a Redis of your own.',
  );
}

const isExecutable = (file: string): Promise<boolean> =>
  access(file, constants.X_OK).then(
    () => true,
    () => false,
  );
