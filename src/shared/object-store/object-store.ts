/** What is said about an object besides its bytes. */
export interface ObjectHeader {
  /** With charset where it is text. */
  readonly contentType: string;
  readonly cacheControl?: string;
  readonly contentLanguage?: string;
  /** User metadata: lower-case ASCII names, ASCII values, 2 kB in all (the limit of S3). */
  readonly metadata?: Readonly<Record<string, string>>;
}

export interface ObjectSummary extends ObjectHeader {
  /**
   * Opaque and without quotes; equal only while the object has not been written again (on S3: with
   * other bytes; the same bytes under another header keep their ETag there).
   */
  readonly etag: string;
  readonly size: number;
  readonly modified: Date;
}

export interface StoredObject extends ObjectSummary {
  readonly body: Buffer;
}

/** One line of a listing: an object, or (with a delimiter) a folder, whose key ends with it. */
export interface ListEntry {
  readonly key: string;
  /** Absent for a folder. */
  readonly modified?: Date;
}

export interface PutOptions {
  /** Only where there is no such object; else `Conflict`. */
  readonly ifAbsent?: boolean;
  /** Only over the object with this ETag; else `Conflict`. */
  readonly ifMatch?: string;
  /** Survives a power cut once put resolves. For what no re-run could make again. */
  readonly durable?: boolean;
}

export interface ListOptions {
  /** Only keys after this one, in byte order; a folder counts by its own name (`a/`). */
  readonly after?: string;
  /** `/`: fold what lies deeper into one entry a folder. */
  readonly delimiter?: '/';
}

/**
 * The little of S3 that we use. Every adapter passes tests/contracts/object-store.ts.
 * Keys are `/`-separated, 1 to 900 bytes of UTF-8, without empty, `.` or `..` segments.
 * All methods throw `Outage` while the store is away or too slow.
 */
export interface ObjectStore {
  /** Writes the whole object at once (a reader sees the old or the new one) and returns its ETag. */
  put(
    key: string,
    body: Uint8Array | string,
    header: ObjectHeader,
    options?: PutOptions,
  ): Promise<string>;
  get(key: string): Promise<StoredObject | undefined>;
  head(key: string): Promise<ObjectSummary | undefined>;
  /** Keys in byte order. An object written while a listing runs may be missing from it. */
  list(prefix: string, options?: ListOptions): AsyncIterable<ListEntry>;
  /** Deleting what is not there is no error. */
  delete(key: string): Promise<void>;
  /**
   * Copies an object to another store (natively within one endpoint and credential, else through
   * this process), under a new header, and returns the new ETag. `undefined`: there is no such object.
   */
  transfer(
    key: string,
    to: ObjectStore,
    toKey: string,
    header: ObjectHeader,
    options?: PutOptions,
  ): Promise<string | undefined>;
  /** Lets go of sockets. */
  close(): Promise<void>;
}
