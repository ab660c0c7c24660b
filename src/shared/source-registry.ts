import { LRUCache } from 'lru-cache';
import type { Logger } from 'pino';
import { z } from 'zod';
import { keys } from './archive/keys.ts';
import { Conflict, Unavailable } from './errors.ts';
import { type Authentication, SourceDeclaration } from './newsroom.ts';
import type { ObjectStore } from './object-store/object-store.ts';
import type { Seal } from './seal.ts';
import { newSourceSecret } from './source-secret.ts';
import { Pause, type Source, type Sources } from './sources.ts';

/** A change made by any process is seen by all of them after this long. */
const FRESH_MS = 2000;
const REMEMBERED = 1000;
/** A secret stays good for this long after the next one has been made. */
const OVERLAP_MS = 24 * 3600 * 1000;

/** `config/sources/<id>.json`. */
const SourceDocument = z.object({
  schema: z.literal(1),
  /** `null` for a declared source, of which only the secrets are kept here. */
  declaration: SourceDeclaration.nullable(),
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
type SourceDocument = Readonly<z.infer<typeof SourceDocument>>;

export interface RegistryTools {
  readonly declared: readonly SourceDeclaration[];
  readonly archive: ObjectStore;
  readonly seal: Seal;
  readonly log: Logger;
}

/** `undefined` is an answer worth keeping, which the cache cannot hold by itself. */
interface Found {
  readonly source: Source | undefined;
}

/**
 * Sources that the newsroom's files declare, and those kept in the archive. While the archive is
 * away the last answer stands.
 */
export function openSourceRegistry({ declared, archive, seal, log }: RegistryTools): Sources {
  const byId = new Map(declared.map((declaration) => [declaration.id, declaration]));
  const cache = new LRUCache<string, Found>({
    max: REMEMBERED,
    ttl: FRESH_MS,
    noDeleteOnStaleGet: true,
    fetchMethod: async (id, stale) => {
      try {
        return { source: sourceOf(id, (await readDocument(archive, id))?.document) };
      } catch (error) {
        if (stale === undefined || !(error instanceof Unavailable)) throw error;
        log.warn({ source: id, err: error.message }, 'source: the last known settings stand');
        return stale;
      }
    },
  });

  function sourceOf(id: string, document: SourceDocument | undefined): Source | undefined {
    const written = byId.get(id);
    const declaration = written ?? document?.declaration;
    if (!declaration) return undefined;
    const now = new Date().toISOString();
    const secrets = (document?.secrets ?? [])
      .filter(({ until }) => until === null || until > now)
      .map(({ sealed }) => seal.open(sealed, keys.sourceConfig(id)));
    const origin = written === undefined ? 'added' : 'declared';
    return { ...declaration, secrets, origin, paused: document?.paused ?? null };
  }

  function keep(id: string, document: SourceDocument): Source {
    const source = sourceOf(id, document);
    if (source === undefined) throw new RangeError(`no source ${id}`);
    cache.set(id, { source });
    return source;
  }

  const newSecret = (id: string, auth: Authentication): SourceDocument['secrets'][number] => ({
    sealed: seal.seal(newSourceSecret(auth), keys.sourceConfig(id)),
    made: new Date().toISOString(),
    until: null,
  });

  /** Changes a source's document, and again where somebody else was first: both changes count. */
  async function change(
    id: string,
    edit: (document: SourceDocument, source: Source) => SourceDocument,
  ): Promise<Source> {
    for (;;) {
      const held = await readDocument(archive, id);
      const source = sourceOf(id, held?.document);
      if (source === undefined) throw new RangeError(`no source ${id}`);
      const before: SourceDocument = held?.document ?? {
        ...{ schema: 1, declaration: null, secrets: [], paused: null },
      };
      const document = edit(before, source);
      try {
        await writeDocument(archive, id, { document, etag: held?.etag });
        return keep(id, document);
      } catch (error) {
        if (!(error instanceof Conflict)) throw error;
      }
    }
  }

  return {
    async find(id) {
      if (!SourceDeclaration.shape.id.safeParse(id).success) return undefined;
      return (await cache.fetch(id))?.source;
    },
    async list() {
      const ids = new Set(byId.keys());
      for await (const { key } of archive.list(keys.sourcesPrefix)) ids.add(idIn(key));
      const found = await Promise.all([...ids].sort().map((id) => cache.fetch(id)));
      return found.flatMap((entry) => entry?.source ?? []);
    },
    async add(declaration) {
      const { id, auth } = declaration;
      if (byId.has(id)) throw new Conflict(`source ${id} is declared in the newsroom's files`);
      const document: SourceDocument = {
        ...{ schema: 1, declaration, secrets: [newSecret(id, auth)], paused: null },
      };
      await writeDocument(archive, id, { document, etag: undefined });
      return keep(id, document);
    },
    rotate: (id) =>
      change(id, (document, { auth }) => ({
        ...document,
        secrets: [newSecret(id, auth), ...retiring(document.secrets)],
      })),
    pause: (id, paused) => change(id, (document) => ({ ...document, paused })),
  };
}

const idIn = (key: string): string => key.slice(keys.sourcesPrefix.length, -'.json'.length);

/** The newest of the old secrets gets its last day; what has had its day is dropped. */
function retiring(secrets: SourceDocument['secrets']): SourceDocument['secrets'] {
  const now = Date.now();
  const last = new Date(now + OVERLAP_MS).toISOString();
  return secrets
    .map((secret) => ({ ...secret, until: secret.until ?? last }))
    .filter(({ until }) => Date.parse(until) > now);
}

async function readDocument(
  archive: ObjectStore,
  id: string,
): Promise<{ document: SourceDocument; etag: string } | undefined> {
  const object = await archive.get(keys.sourceConfig(id));
  if (object === undefined) return undefined;
  const document = SourceDocument.parse(JSON.parse(object.body.toString('utf8')));
  return { document, etag: object.etag };
}

async function writeDocument(
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
