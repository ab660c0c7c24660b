import { z } from 'zod';
import { faultsOf, pointerTo } from '../../shared/formats/faults.ts';
import { Invalid } from '../../shared/formats/format.ts';
import type { Site } from '../../shared/newsroom.ts';
import { SourceDeclaration } from '../../shared/source-declaration.ts';
import { sourceFaults } from '../../shared/source-faults.ts';

/** Some fields of a source; read against the whole source that they make. */
export const SourceChange = z.record(z.string(), z.unknown()).meta({ id: 'SourceChange' });
export type SourceChange = Readonly<z.infer<typeof SourceChange>>;

/** What a source keeps for good, and what to do who would change it. */
const fixed: Readonly<Record<string, string>> = {
  id: 'a source keeps its id; add another',
  auth: 'its secrets are made for the way it proves itself; remove the source and add it again',
};

/** A source with some fields changed; those that are `null` are taken away. Throws Invalid. */
export function declarationWith(
  standing: SourceDeclaration,
  change: SourceChange,
): SourceDeclaration {
  const refused = Object.entries(fixed).flatMap(([field, detail]) =>
    Object.hasOwn(change, field) ? [{ pointer: pointerTo([field]), detail }] : [],
  );
  if (refused.length > 0) throw new Invalid(refused);
  const fields = { ...standing, ...change };
  const left = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null));
  const parsed = SourceDeclaration.safeParse(left);
  if (!parsed.success) throw new Invalid(faultsOf(parsed.error, left));
  return parsed.data;
}

/** Throws Invalid where a source names sections that the site has not. */
export function checkForSite(source: SourceDeclaration, site: Site): void {
  const faults = sourceFaults(source, site);
  if (faults.length === 0) return;
  throw new Invalid(faults.map(({ path, detail }) => ({ pointer: pointerTo(path), detail })));
}
