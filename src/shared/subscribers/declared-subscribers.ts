import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Logger } from 'pino';
import { loadSubscribers } from '../load-newsroom.ts';
import type { Site } from '../newsroom.ts';
import type { SubscriberDeclaration } from './subscriber-declaration.ts';

export type DeclaredSubscribers = () => Promise<readonly SubscriberDeclaration[]>;

interface Watching {
  readonly directory: string;
  readonly site: Site;
  /** As the file was read at start. */
  readonly standing: readonly SubscriberDeclaration[];
  readonly log: Pick<Logger, 'info' | 'error'>;
}

/**
 * What `subscribers.yaml` declares, as it stands now. An edit with faults is told to the log once
 * and changes nothing; a file that has gone declares nobody.
 */
export function watchDeclaredSubscribers({
  directory,
  site,
  log,
  ...start
}: Watching): DeclaredSubscribers {
  const file = join(directory, 'subscribers.yaml');
  let { standing } = start;
  let read = 'missing';
  let looking: Promise<void> | undefined;

  async function look(): Promise<void> {
    try {
      const stamp = await stampOf(file);
      if (stamp === read) return;
      read = stamp;
      standing = await loadSubscribers(directory, site);
      log.info({ file, subscribers: standing.length }, 'the subscribers were read');
    } catch (error) {
      const err = error instanceof Error ? error.message : String(error);
      log.error({ file, err }, 'the subscribers stay as they were: the file cannot be used');
    }
  }

  return async () => {
    // One look for all who ask meanwhile: none of them is told what was before it.
    looking ??= look().finally(() => {
      looking = undefined;
    });
    await looking;
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
