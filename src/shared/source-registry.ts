import { LRUCache } from 'lru-cache';
import type { Logger } from 'pino';
import { keys } from './archive/keys.ts';
import type { DeclaredSources } from './declared-sources.ts';
import { Conflict, Unavailable } from './errors.ts';
import { asNew } from './object-store/as-new.ts';
import type { ObjectStore } from './object-store/object-store.ts';
import type { Seal } from './seal.ts';
import { type Authentication, SourceDeclaration } from './source-declaration.ts';
import {
  type Held,
  readDocument,
  retiring,
  type SourceDocument,
  writeDocument,
} from './source-document.ts';
import { newSourceSecret } from './source-secret.ts';
import { NoSuchSource, type Source, type Sources } from './sources.ts';

/** A change made by any process is seen by all of them after this long. */
const FRESH_MS = 2000;
const REMEMBERED = 1000;

/** Of a declared source that nothing has been kept of yet. */
const nothingKept: SourceDocument = { schema: 1, declaration: null, secrets: [], paused: null };

export interface RegistryTools {
  readonly declared: DeclaredSources;
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
  const cache = new LRUCache<string, Found>({
    max: REMEMBERED,
    ttl: FRESH_MS,
    noDeleteOnStaleGet: true,
    fetchMethod: async (id, stale) => {
      try {
        return { source: await sourceOf(id, (await readDocument(archive, id))?.document) };
      } catch (error) {
        if (stale === undefined || !(error instanceof Unavailable)) throw error;
        log.warn({ source: id, err: error.message }, 'source: the last known settings stand');
        return stale;
      }
    },
  });

  const writtenAs = async (id: string): Promise<SourceDeclaration | undefined> =>
    (await declared()).find((declaration) => declaration.id === id);

  async function sourceOf(
    id: string,
    document: SourceDocument | undefined,
  ): Promise<Source | undefined> {
    const written = await writtenAs(id);
    const declaration = written ?? document?.declaration;
    if (!declaration) return undefined;
    const now = new Date().toISOString();
    const secrets = (document?.secrets ?? [])
      .filter(({ until }) => until === null || until > now)
      .map(({ sealed }) => seal.open(sealed, keys.sourceConfig(id)));
    const origin = written === undefined ? 'added' : 'declared';
    return { ...declaration, secrets, origin, paused: document?.paused ?? null };
  }

  async function keep(id: string, document: SourceDocument): Promise<Source> {
    const source = await sourceOf(id, document);
    if (source === undefined) throw new NoSuchSource(id);
    cache.set(id, { source });
    return source;
  }

  async function refuseDeclared(id: string): Promise<void> {
    if ((await writtenAs(id)) === undefined) return;
    throw new Conflict(
      `Source ${id} is declared in sources.yaml: change it there; that takes effect within seconds.`,
    );
  }

  /** Tries again where another process changed it at the same moment: both changes must stand. */
  async function rewrite(
    id: string,
    rewritten: (held: Held | undefined) => Promise<SourceDocument>,
  ): Promise<Source> {
    for (;;) {
      const held = await readDocument(archive, id);
      const document = await rewritten(held);
      try {
        await writeDocument(archive, id, { document, etag: held?.etag });
        return await keep(id, document);
      } catch (error) {
        if (!(error instanceof Conflict)) throw error;
      }
    }
  }

  const newSecret = (id: string, auth: Authentication): SourceDocument['secrets'][number] => ({
    sealed: seal.seal(newSourceSecret(auth), keys.sourceConfig(id)),
    made: new Date().toISOString(),
    until: null,
  });

  return {
    async find(id) {
      if (!SourceDeclaration.shape.id.safeParse(id).success) return undefined;
      return (await cache.fetch(id))?.source;
    },
    async list() {
      const ids = new Set((await declared()).map(({ id }) => id));
      for await (const { key } of archive.list(keys.sourcesPrefix)) ids.add(idIn(key));
      const found = await Promise.all([...ids].sort().map((id) => cache.fetch(id)));
      return found.flatMap((entry) => entry?.source ?? []);
    },
    async add(declaration) {
      const { id, auth } = declaration;
      await refuseDeclared(id);
      const document: SourceDocument = {
        ...{ schema: 1, declaration, secrets: [newSecret(id, auth)], paused: null },
      };
      await asNew(`a source '${id}'`, writeDocument(archive, id, { document, etag: undefined }));
      return keep(id, document);
    },
    async change(id, changed) {
      await refuseDeclared(id);
      return rewrite(id, async (held) => {
        if (!held?.document.declaration) throw new NoSuchSource(id);
        return { ...held.document, declaration: changed(held.document.declaration) };
      });
    },
    async remove(id) {
      await refuseDeclared(id);
      if (!(await readDocument(archive, id))?.document.declaration) throw new NoSuchSource(id);
      await archive.delete(keys.sourceConfig(id));
      cache.delete(id);
    },
    async rotate(id) {
      return rewrite(id, async (held) => {
        const source = await sourceOf(id, held?.document);
        if (source === undefined) throw new NoSuchSource(id);
        const secrets = [newSecret(id, source.auth), ...retiring(held?.document.secrets ?? [])];
        return { ...(held?.document ?? nothingKept), secrets };
      });
    },
    async pause(id, paused) {
      return rewrite(id, async (held) => {
        if ((await sourceOf(id, held?.document)) === undefined) throw new NoSuchSource(id);
        return { ...(held?.document ?? nothingKept), paused };
      });
    },
  };
}

const idIn = (key: string): string => key.slice(keys.sourcesPrefix.length, -'.json'.length);
