import type { Logger } from 'pino';
import type { Archive } from './archive/archive.ts';
import type { Catalogue } from './catalogue/catalogue.ts';
import type { PurgeFigures } from './cdn/purge-figures.ts';
import type { Config } from './config.ts';
import type { Deliveries } from './deliveries/deliveries.ts';
import type { Desk } from './desk/desk.ts';
import type { ReviewDesk } from './desk/review-desk.ts';
import type { FeedStates } from './feeds/feed-states.ts';
import type { Subscriptions } from './feeds/subscriptions.ts';
import type { LikenessIndex } from './likeness/likeness-index.ts';
import type { Lists } from './lists/lists.ts';
import type { Meter } from './metrics/meter.ts';
import type { Newsroom } from './newsroom.ts';
import type { ObjectStore } from './object-store/object-store.ts';
import type { AddressBook } from './pictures/address-book.ts';
import type { Begun } from './pictures/begun.ts';
import type { PictureIndex } from './pictures/picture-index.ts';
import type { Sources } from './sources.ts';
import type { Subscribers } from './subscribers/subscribers.ts';
import type { Threads } from './threads/threads.ts';

/** What every process may need. Opened in one place, closed in one place. */
export interface Services {
  readonly config: Config;
  readonly log: Logger;
  readonly newsroom: Newsroom;
  readonly sources: Sources;
  /** Of terms: the newsroom's files and what people added, as they are now. */
  readonly lists: Lists;
  readonly archive: Archive;
  readonly site: ObjectStore;
  readonly desk: Desk;
  readonly reviewDesk: ReviewDesk;
  readonly catalogue: Catalogue;
  readonly feeds: FeedStates;
  readonly subscriptions: Subscriptions;
  /** Who is told what becomes of stories, and what they were told. */
  readonly subscribers: Subscribers;
  readonly deliveries: Deliveries;
  readonly likeness: LikenessIndex;
  /** Where pictures came from, and what came. */
  readonly pictureAddresses: AddressBook;
  readonly pictures: PictureIndex;
  readonly begun: Begun;
  /** What is measured where the work is done. */
  readonly meter: Meter;
  readonly purgeFigures: PurgeFigures;
  /** For work that would hold up the others in this process. */
  readonly threads: Threads;
  /** Base of every URL in the site, without a slash at its end. */
  readonly publicUrl: string;
  /** Seals secrets at rest. */
  readonly secretKey: string;
  /** Keys the addresses of media in the site; derived from the secret key. */
  readonly siteKey: string;
  close(): Promise<void>;
}
