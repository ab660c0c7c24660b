import { availableParallelism } from 'node:os';
import type { ObjectStore } from '../../shared/object-store/object-store.ts';
import type { AddressBook } from '../../shared/pictures/address-book.ts';
import type { Publisher } from '../../shared/rights/picture-terms.ts';
import type { FetchOptions, FetchOriginal } from './fetch-original.ts';
import { createFetcher } from './fetch-original.ts';
import type { Gate } from './gate.ts';
import { createGate, createGates } from './gate.ts';
import { createShare, type Share } from './share.ts';
import { type Survival, unguarded } from './survival.ts';

/** `essential`: what a page cannot do without. `all`: the whole ladder. */
export type Lane = 'essential' | 'all';

/** The original of a picture. */
export interface Original {
  readonly sha256: string;
  /** Its bytes, where they have just come; else they are in the archive. */
  readonly body?: Buffer;
}

/** What the stage works with; opened once per process, so that its bounds hold over all stories. */
export interface ImageTools {
  /** The archive. */
  readonly store: ObjectStore;
  readonly fetchOriginal: FetchOriginal;
  readonly addresses: AddressBook;
  /** The same address, asked for by several stories at once, is fetched once. */
  readonly share: Share<Original>;
  /** Decoded pictures in memory at once, by lane: a slow one never keeps an essential one waiting. */
  readonly atWork: Readonly<Record<Lane, Gate>>;
  /** Operations of libvips at once; they must not fill Node's pool of threads. */
  readonly operation: Gate;
  /** One piece of work at a time for each original. */
  readonly inTurn: <T>(sha256: string, work: () => Promise<T>) => Promise<T>;
  readonly now: () => number;
  /** Told the format of each rendition made. */
  readonly onMade: (format: string) => void;
  /** Whose site the pictures are for. */
  readonly publisher: Publisher;
  /** What becomes of a picture that a decoder hangs on or dies of. */
  readonly survival: Survival;
  close(): Promise<void>;
}

/** Every picture is fetched whole, every time. */
const forgetful: AddressBook = { find: async () => undefined, note: async () => undefined };

export interface ImageToolsOptions extends FetchOptions {
  readonly store: ObjectStore;
  /** @default nothing is remembered */
  readonly addresses?: AddressBook;
  /** @default one that nobody has heard of */
  readonly publisher?: Publisher;
  /** Pictures at once in each lane. @default 2 */
  readonly jobs?: number;
  /** @default none: a process of its own needs no guard */
  readonly survival?: Survival;
  /** @default nobody counts */
  readonly onMade?: (format: string) => void;
}

const nobody: Publisher = { name: '', pictures: { noArchiveDays: 30 } };

export function createImageTools(options: ImageToolsOptions): ImageTools {
  const { store, publisher = nobody, addresses = forgetful, ...more } = options;
  const { jobs = 2, survival = unguarded, onMade = () => {}, ...fetching } = more;
  const fetcher = createFetcher(fetching);
  return {
    store,
    publisher,
    survival,
    onMade,
    fetchOriginal: fetcher.fetchOriginal,
    addresses,
    share: createShare(),
    atWork: { essential: createGate(jobs), all: createGate(jobs) },
    operation: createGate(Math.min(3, availableParallelism())),
    inTurn: createGates(1),
    now: Date.now,
    close: () => fetcher.close(),
  };
}
