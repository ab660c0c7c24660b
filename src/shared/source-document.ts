import { z } from 'zod';
import { keys } from './archive/keys.ts';
import { KeptPolicyPart } from './moderation-policy.ts';
import type { ObjectStore } from './object-store/object-store.ts';
import { SourceDeclaration } from './source-declaration.ts';
import { Pause } from './sources.ts';

/** A secret stays good for this long after the next one has been made. */
const OVERLAP_MS = 24 * 3600 * 1000;

/** `config/sources/<id>.json`. */
const SourceDocument = z.object({
  schema: z.literal(1),
  /** `null` for a declared source, of which only the secrets are kept here. */
  declaration: SourceDeclaration.safeExtend({ moderation: KeptPolicyPart.optional() }).nullable(),
  /** Newest first. */
  secrets: z.array(
    z.object({
      sealed: z.string(),
      made: z.string(),
      /** Good until then; `null` for the newest. */
      until: z.string().nullable(),
    }),
  ),
  paused: Pause.nullable().default(null),
});
export type SourceDocument = Readonly<z.infer<typeof SourceDocument>>;

/** The newest of the old secrets gets its last day; what has had its day is dropped. */
export function retiring(secrets: SourceDocument['secrets']): SourceDocument['secrets'] {
  const now = Date.now();
  const last = new Date(now + OVERLAP_MS).toISOString();
  return secrets
    .map((secret) => ({ ...secret, until: secret.until ?? last }))
    .filter(({ until }) => Date.parse(until) > now);
}

export interface Held {
  readonly document: SourceDocument;
  readonly etag: string;
}

export async function readDocument(archive: ObjectStore, id: string): Promise<Held | undefined> {
  const object = await archive.get(keys.sourceConfig(id));
  if (object === undefined) return undefined;
  const document = SourceDocument.parse(JSON.parse(object.body.toString('utf8')));
  return { document, etag: object.etag };
}

export async function writeDocument(
  archive: ObjectStore,
  id: string,
  { document, etag }: { document: SourceDocument; etag: string | undefined },
): Promise<void> {
  const condition = etag === undefined ? { ifAbsent: true } : { ifMatch: etag };
  await archive.put(
    keys.sourceConfig(id),
    JSON.stringify(document),
    { contentType: 'application/json; charset=utf-8' },
    { ...condition, durable: true },
  );
}
