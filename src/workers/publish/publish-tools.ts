import type { Archive } from '../../shared/archive/archive.ts';
import type { Catalogue } from '../../shared/catalogue/catalogue.ts';
import type { ObjectStore } from '../../shared/object-store/object-store.ts';
import type { Purges } from './purge/purges.ts';
import type { SitePutter } from './put-object.ts';

export interface PublishTools {
  readonly archive: Archive;
  readonly site: ObjectStore;
  readonly catalogue: Catalogue;
  /** Without a slash at its end. */
  readonly publicUrl: string;
  /** Stories on a sealed page. */
  readonly pageSize: number;
  readonly putter: SitePutter;
  readonly purges: Purges;
  /** Milliseconds since 1970, by this machine's clock. */
  readonly now: () => number;
  /** By the archive's own clock: an embargo is not left to the clock of whoever publishes. */
  readonly storeTime: () => Promise<Date>;
}
