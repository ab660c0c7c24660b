import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type {
  ListObjectsV2CommandOutput,
  PutObjectCommandInput,
  PutObjectCommandOutput,
} from '@aws-sdk/client-s3';
import { Conflict } from '../errors.ts';
import { checkedHeader } from './object-header.ts';
import { checkKey, compareKeys } from './object-key.ts';
import type {
  ListEntry,
  ListOptions,
  ObjectHeader,
  ObjectStore,
  ObjectSummary,
  PutOptions,
  StoredObject,
} from './object-store.ts';
import { checkConditions } from './put-options.ts';
import { type Connection, connect, disconnect, type S3Endpoint } from './s3-connection.ts';
import { failureOf, translateS3, wasRetried } from './s3-errors.ts';
import { bare, MARK, s3Header, summaryOf } from './s3-header.ts';
import { transferThrough } from './transfer.ts';

export interface S3Location extends S3Endpoint {
  readonly bucket: string;
  /** Comes before every key, with a slash between; may be empty. */
  readonly prefix?: string;
}

const BUSY_TRIES = 6;
const READ_BACK_MS = 3_000;

/** A bucket, or a prefix in one. Credentials come by the AWS SDK's own chain. */
export const openS3 = (location: S3Location): ObjectStore => new S3Store(location);

class S3Store implements ObjectStore {
  readonly #bucket: string;
  readonly #prefix: string;
  readonly #connection: Connection;
  #closed = false;

  constructor({ bucket, prefix = '', ...endpoint }: S3Location) {
    this.#bucket = bucket;
    this.#prefix = prefix === '' ? '' : `${prefix}/`;
    this.#connection = connect(endpoint);
  }

  async put(
    key: string,
    body: Uint8Array | string,
    header: ObjectHeader,
    options: PutOptions = {},
  ): Promise<string> {
    checkConditions(options);
    const input = {
      ...this.#at(key),
      ...s3Header(checkedHeader(header)),
      Body: typeof body === 'string' ? Buffer.from(body) : body,
    };
    const conditional = options.ifAbsent || options.ifMatch !== undefined;
    if (conditional) return this.#putConditionally(key, input, options);
    return this.#run('put', key, async () => bare((await this.#send(input)).ETag));
  }

  async get(key: string): Promise<StoredObject | undefined> {
    const input = this.#at(key);
    return this.#ifThere('get', key, async () => {
      const { sdk, client } = await this.#connection.ready;
      const found = await client.send(new sdk.GetObjectCommand(input), this.#patience());
      const bytes = (await found.Body?.transformToByteArray()) ?? new Uint8Array();
      const body = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
      return { ...summaryOf(found), size: body.length, body };
    });
  }

  async head(key: string): Promise<ObjectSummary | undefined> {
    return this.#ifThere('head', key, async () => summaryOf(await this.#rawHead(key)));
  }

  async *list(prefix: string, options: ListOptions = {}): AsyncGenerator<ListEntry> {
    let token: string | undefined;
    do {
      const page = await this.#run('list', prefix, () => this.#page(prefix, options, token));
      for (const entry of entriesOf(page, this.#prefix)) {
        const passed = options.after !== undefined && compareKeys(entry.key, options.after) <= 0;
        if (!passed) yield entry;
      }
      token = page.NextContinuationToken;
    } while (token);
  }

  async delete(key: string): Promise<void> {
    const input = this.#at(key);
    await this.#ifThere('delete', key, async () => {
      const { sdk, client } = await this.#connection.ready;
      await client.send(new sdk.DeleteObjectCommand(input), this.#patience());
    });
  }

  async transfer(
    key: string,
    to: ObjectStore,
    toKey: string,
    header: ObjectHeader,
    options: PutOptions = {},
  ): Promise<string | undefined> {
    // Few servers know conditions on a copy.
    const conditional = options.ifAbsent || options.ifMatch !== undefined;
    if (conditional || !(to instanceof S3Store) || to.#connection !== this.#connection) {
      return transferThrough({ from: this, key, to, toKey, header, options });
    }
    const { Bucket, Key } = this.#at(key);
    const target = { ...to.#at(toKey), ...s3Header(checkedHeader(header)) };
    return this.#ifThere('copy', key, async () => {
      const { sdk, client } = await this.#connection.ready;
      const source = [Bucket, ...Key.split('/')].map(encodeURIComponent).join('/');
      const copied = await client.send(
        new sdk.CopyObjectCommand({ ...target, CopySource: source, MetadataDirective: 'REPLACE' }),
        this.#patience(),
      );
      return bare(copied.CopyObjectResult?.ETag);
    });
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    await disconnect(this.#connection);
  }

  /**
   * A try whose answer was lost may have been done, and the SDK's next try is then refused because
   * of our own first: so we mark what we write, and look whose it is before we give in.
   */
  async #putConditionally(
    key: string,
    input: PutObjectCommandInput,
    options: PutOptions,
  ): Promise<string> {
    const mark = randomUUID();
    const marked = { ...input, Metadata: { ...input.Metadata, [MARK]: mark } };
    const { quoting } = this.#connection;
    let { quoted } = quoting;
    let mayMisquote = options.ifMatch !== undefined && !quoting.proven;
    let doubtful = false;
    for (let attempt = 1; ; attempt += 1) {
      try {
        const done = await this.#send({ ...marked, ...conditions(options, quoted) });
        if (options.ifMatch !== undefined) Object.assign(quoting, { quoted, proven: true });
        return bare(done.ETag);
      } catch (error) {
        const failure = failureOf(error);
        const refused = failure === 'refused' || (failure === 'missing' && !options.ifAbsent);
        doubtful ||= failure === 'unknown' || failure === 'broken' || wasRetried(error);
        const asks = doubtful || (refused && mayMisquote);
        const standing = asks ? await this.#standing(key) : undefined;
        if (standing?.mark === mark) return standing.etag;
        if (refused && mayMisquote && standing?.etag === options.ifMatch) {
          quoted = !quoted;
          mayMisquote = false;
        } else if ((failure === 'busy' || failure === 'broken') && attempt < BUSY_TRIES) {
          await pause(30 * attempt * Math.random());
        } else if (refused)
          throw new Conflict(`${this.#where('put', key)}: somebody else wrote it`);
        else throw translateS3(error, this.#where('put', key));
      }
    }
  }

  /** Whose object stands there now; `undefined` too where the store does not say in time. */
  async #standing(key: string): Promise<{ etag: string; mark: string | undefined } | undefined> {
    try {
      const head = await this.#rawHead(key, READ_BACK_MS);
      return { etag: bare(head.ETag), mark: head.Metadata?.[MARK] };
    } catch (error) {
      if (failureOf(error) === 'wrong') throw translateS3(error, this.#where('head', key));
      return undefined;
    }
  }

  async #send(input: PutObjectCommandInput): Promise<PutObjectCommandOutput> {
    const { sdk, client } = await this.#connection.ready;
    return client.send(new sdk.PutObjectCommand(input), this.#patience());
  }

  async #rawHead(key: string, mostMs?: number) {
    const input = this.#at(key);
    const { sdk, client } = await this.#connection.ready;
    return client.send(new sdk.HeadObjectCommand(input), this.#patience(mostMs));
  }

  async #page(prefix: string, { after, delimiter }: ListOptions, token: string | undefined) {
    const { sdk, client } = await this.#connection.ready;
    return client.send(
      new sdk.ListObjectsV2Command({
        Bucket: this.#bucket,
        Prefix: this.#prefix + prefix,
        Delimiter: delimiter,
        ...(token ? { ContinuationToken: token } : {}),
        ...(after && !token ? { StartAfter: this.#prefix + after } : {}),
      }),
      this.#patience(),
    );
  }

  #patience(mostMs = this.#connection.callTimeoutMs): { readonly abortSignal: AbortSignal } {
    return { abortSignal: AbortSignal.timeout(mostMs) };
  }

  #at(key: string): { Bucket: string; Key: string } {
    checkKey(key);
    return { Bucket: this.#bucket, Key: this.#prefix + key };
  }

  #where(verb: string, key: string): string {
    return `s3://${this.#bucket} ${verb} ${this.#prefix}${key}`;
  }

  async #run<T>(verb: string, key: string, act: () => Promise<T>): Promise<T> {
    try {
      return await act();
    } catch (error) {
      throw translateS3(error, this.#where(verb, key));
    }
  }

  async #ifThere<T>(verb: string, key: string, act: () => Promise<T>): Promise<T | undefined> {
    return this.#run(verb, key, async () => {
      try {
        return await act();
      } catch (error) {
        if (failureOf(error) === 'missing') return undefined;
        throw error;
      }
    });
  }
}

function conditions({ ifAbsent, ifMatch }: PutOptions, quoted: boolean) {
  if (ifAbsent) return { IfNoneMatch: '*' };
  return { IfMatch: quoted ? `"${ifMatch}"` : `${ifMatch}` };
}

function entriesOf(page: ListObjectsV2CommandOutput, storePrefix: string): ListEntry[] {
  const entries: ListEntry[] = [];
  for (const { Key = '', LastModified } of page.Contents ?? []) {
    // Consoles leave empty objects with a closing slash to show folders.
    if (Key.endsWith('/')) continue;
    const key = Key.slice(storePrefix.length);
    entries.push(LastModified ? { key, modified: LastModified } : { key });
  }
  for (const { Prefix = '' } of page.CommonPrefixes ?? []) {
    entries.push({ key: Prefix.slice(storePrefix.length) });
  }
  return entries.sort((a, b) => compareKeys(a.key, b.key));
}
