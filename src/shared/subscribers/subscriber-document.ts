import { z } from 'zod';
import { keys } from '../archive/keys.ts';
import type { ObjectStore } from '../object-store/object-store.ts';
import { SubscriberDeclaration } from './subscriber-declaration.ts';

/** A secret signs on for this long after the next one has been made. */
const OVERLAP_MS = 24 * 3600 * 1000;

/** Since when something is wrong, and what. */
export const Trouble = z.object({ since: z.string(), because: z.string() });
export type Trouble = Readonly<z.infer<typeof Trouble>>;

/** `config/subscribers/<id>.json`. */
const SubscriberDocument = z.object({
  schema: z.literal(1),
  /** `null` for a declared subscriber, of which only the rest is kept here. */
  declaration: SubscriberDeclaration.nullable(),
  /** Newest first. */
  secrets: z.array(
    z.object({
      sealed: z.string(),
      /** Signs until then; `null` for the newest. */
      until: z.string().nullable(),
    }),
  ),
  disabled: Trouble.nullable(),
  failing: Trouble.nullable(),
});
export type SubscriberDocument = Readonly<z.infer<typeof SubscriberDocument>>;

/** Of a declared subscriber that nothing has been kept of yet. */
export const nothingKept: SubscriberDocument = {
  ...{ schema: 1, declaration: null, secrets: [], disabled: null, failing: null },
};

/** The newest of the old secrets gets its last day; what has had its day is dropped. */
export function retiring(secrets: SubscriberDocument['secrets']): SubscriberDocument['secrets'] {
  const now = Date.now();
  const last = new Date(now + OVERLAP_MS).toISOString();
  return secrets
    .map((secret) => ({ ...secret, until: secret.until ?? last }))
    .filter(({ until }) => Date.parse(until) > now);
}

export interface HeldSubscriber {
  readonly document: SubscriberDocument;
  readonly etag: string;
}

export async function readSubscriber(
  archive: ObjectStore,
  id: string,
): Promise<HeldSubscriber | undefined> {
  const object = await archive.get(keys.subscriberConfig(id));
  if (object === undefined) return undefined;
  const document = SubscriberDocument.parse(JSON.parse(object.body.toString('utf8')));
  return { document, etag: object.etag };
}

/** Throws Conflict where somebody else has written meanwhile. */
export async function writeSubscriber(
  archive: ObjectStore,
  id: string,
  { document, etag }: { readonly document: SubscriberDocument; readonly etag: string | undefined },
): Promise<void> {
  await archive.put(
    keys.subscriberConfig(id),
    JSON.stringify(document),
    { contentType: 'application/json; charset=utf-8' },
    { ...(etag === undefined ? { ifAbsent: true } : { ifMatch: etag }), durable: true },
  );
}
