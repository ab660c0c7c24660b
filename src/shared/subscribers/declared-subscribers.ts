import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Logger } from 'pino';
import { loadSubscribers } from '../load-newsroom.ts';
import type { Site } from '../newsroom.ts';
import type { SubscriberDeclaration } from './subscriber-declaration.ts';

export type DeclaredSubscribers = () => Promise<readonly SubscriberDeclaration[]>;

/**
 * What `subscribers.yaml` declares, as it stands now. An edit with faults is told to the log once
 * and changes nothing; a file that has gone declares nobody.
 */
export function watchDeclaredSubscribers(
  directory: string,
  { site, log }: { readonly site: Site; readonly log: Pick<Logger, 'info' | 'error'> },
): DeclaredSubscribers {
  const file = join(directory, 'subscribers.yaml');
  let standing: readonly SubscriberDeclaration[] = [];
  let read = 'missing';

  return async () => {
    const stamp = await stampOf(file);
    if (stamp === read) return standing;
    read = stamp;
    try {
      standing = await loadSubscribers(directory, site);
      log.info({ file, subscribers: standing.length }, 'the subscribers were read');
    } catch (error) {
      const err = error instanceof Error ? error.message : String(error);
      log.error({ file, err }, 'the subscribers stay as they were: the file cannot be used');
    }
    return standing;
  };
}

async function stampOf(file: string): Promise<string> {
  const found = await stat(file).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  return found === undefined ? 'missing' : `${found.ino} ${found.mtimeMs} ${found.size}`;
}
