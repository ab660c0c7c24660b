import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Logger } from 'pino';
import { loadSources } from './load-newsroom.ts';
import type { Newsroom } from './newsroom.ts';
import type { SourceDeclaration } from './source-declaration.ts';

/** The file is looked at no oftener than this. */
const LOOK_MS = 1000;
/** A file that changed less than this ago may still be being written. */
const SETTLED_MS = 500;

export type DeclaredSources = () => Promise<readonly SourceDeclaration[]>;

interface Watching {
  readonly directory: string;
  /** As it was read at start. */
  readonly newsroom: Pick<Newsroom, 'site' | 'sources'>;
  readonly log: Pick<Logger, 'info' | 'error'>;
}

/**
 * The sources that `sources.yaml` declares, as it stands now. An edit with faults, or a file that has
 * gone, is told to the log once and changes nothing.
 */
export function watchDeclaredSources({ directory, newsroom, log }: Watching): DeclaredSources {
  const file = join(directory, 'sources.yaml');
  let standing = newsroom.sources;
  let read: string | undefined;
  let looked = 0;
  let looking: Promise<void> | undefined;

  async function look(): Promise<void> {
    try {
      const stamp = await stampOf(file);
      if (stamp === 'unsettled' || stamp === read) return;
      const isFirst = read === undefined;
      read = stamp;
      if (stamp === 'missing' && isFirst) return;
      if (stamp === 'missing') throw new Error('it has gone; `sources: []` declares none');
      standing = await loadSources(directory, newsroom.site);
      if (!isFirst) log.info({ file, sources: standing.length }, 'the sources were read again');
    } catch (error) {
      const err = error instanceof Error ? error.message : String(error);
      log.error({ file, err }, 'the sources stay as they were: the file cannot be used');
    }
  }

  return async () => {
    const now = performance.now();
    if (looking === undefined && (looked === 0 || now - looked >= LOOK_MS)) {
      looked = now;
      looking = look().finally(() => {
        looking = undefined;
      });
    }
    await looking;
    return standing;
  };
}

async function stampOf(file: string): Promise<string> {
  const found = await stat(file).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  if (found === undefined) return 'missing';
  if (Math.abs(Date.now() - found.mtimeMs) < SETTLED_MS) return 'unsettled';
  return `${found.ino} ${found.mtimeMs} ${found.size}`;
}
