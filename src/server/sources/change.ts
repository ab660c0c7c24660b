import type { FastifyRequest } from 'fastify';
import { audit } from '../../shared/audit.ts';
import type { SourceDeclaration } from '../../shared/source-declaration.ts';
import type { Source } from '../../shared/sources.ts';
import { checkForSite, declarationWith, type SourceChange } from '../api/source-change.ts';
import { nameOf } from '../people/access.ts';
import type { ServerTools } from '../server-tools.ts';

/** Whose deed a change is, and where it is told. */
interface Doer {
  readonly by: string;
  readonly log: Pick<FastifyRequest['log'], 'info'>;
}

export const doerOf = (request: FastifyRequest): Doer => ({
  by: nameOf(request),
  log: request.log,
});

/** Adds a source, as every change here with a line in the audit. Throws Invalid and Conflict. */
export async function addSource(
  tools: ServerTools,
  wanted: SourceDeclaration,
  doer: Doer,
): Promise<Source> {
  const { sources, newsroom } = tools.services;
  checkForSite(wanted, newsroom.site);
  const source = await sources.add(wanted);
  const { id, ...settings } = wanted;
  await note(tools, doer, { deed: 'source.add', id, about: settings });
  return source;
}

/** Throws Invalid, NoSuchSource, and Conflict for one that a file declares. */
export async function changeSource(
  tools: ServerTools,
  { id, change }: { readonly id: string; readonly change: SourceChange },
  doer: Doer,
): Promise<Source> {
  const { sources, newsroom } = tools.services;
  const source = await sources.change(id, (standing) => {
    const declaration = declarationWith(standing, change);
    checkForSite(declaration, newsroom.site);
    return declaration;
  });
  await note(tools, doer, { deed: 'source.change', id, about: change });
  return source;
}

/** Throws NoSuchSource, and Conflict for one that a file declares. */
export async function removeSource(tools: ServerTools, id: string, doer: Doer): Promise<void> {
  await tools.services.sources.remove(id);
  await note(tools, doer, { deed: 'source.remove', id });
}

/** Gives a source a new secret. Throws NoSuchSource. */
export async function rotateSource(tools: ServerTools, id: string, doer: Doer): Promise<Source> {
  const source = await tools.services.sources.rotate(id);
  await note(tools, doer, { deed: 'source.rotate', id });
  return source;
}

/** Holds what a source sends from now on, or lets it in again. Throws NoSuchSource. */
export async function pauseSource(
  tools: ServerTools,
  order: { readonly verb: 'pause' | 'resume'; readonly id: string; readonly reason: string },
  doer: Doer,
): Promise<Source> {
  const { verb, id, reason } = order;
  const pause = verb === 'pause' ? { by: doer.by, reason, at: new Date().toISOString() } : null;
  const source = await tools.services.sources.pause(id, pause);
  await note(tools, doer, { deed: `source.${verb}`, id, reason });
  return source;
}

interface Noted {
  readonly deed: string;
  readonly id: string;
  readonly reason?: string;
  /** Settings; a secret is none. */
  readonly about?: object;
}

async function note(
  { services }: ServerTools,
  { by, log }: Doer,
  { deed, id, reason = '', about }: Noted,
): Promise<void> {
  await audit(services.archive.store, { by, deed, reason, about: { source: id, ...about } });
  log.info({ source: id, by, deed }, 'a source is changed');
}
