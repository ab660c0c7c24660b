import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Archive, openArchive } from '../../src/shared/archive/archive.ts';
import { openDirectory } from '../../src/shared/object-store/directory.ts';
import type { ObjectStore } from '../../src/shared/object-store/object-store.ts';

export interface TemporaryStores {
  readonly archive: Archive;
  readonly site: ObjectStore;
  readonly folder: string;
  /** The same archive, as another process sees it: nothing remembered. */
  reopened(): Archive;
  remove(): Promise<void>;
}

/** An archive and a site in a folder that goes with the test. */
export async function temporaryStores(): Promise<TemporaryStores> {
  const folder = await mkdtemp(join(tmpdir(), 'dateline-stores-'));
  const open = () => openArchive(openDirectory(join(folder, 'archive')));
  return {
    archive: open(),
    site: openDirectory(join(folder, 'site')),
    folder,
    reopened: open,
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}
