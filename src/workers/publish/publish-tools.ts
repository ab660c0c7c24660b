import type { Archive } from '../../shared/archive/archive.ts';
import type { Catalogue } from '../../shared/catalogue/catalogue.ts';
import type { ObjectStore } from '../../shared/object-store/object-store.ts';

export interface PublishTools {
  readonly archive: Archive;
  readonly site: ObjectStore;
  readonly catalogue: Catalogue;
  /** Without a slash at its end. */
  readonly publicUrl: string;
  /** Stories on a sealed page. */
  readonly pageSize: number;
  /** Keys of assets that this process has seen in the site: no page needs to ask again. */
  readonly assets: Set<string>;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}
