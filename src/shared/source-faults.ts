import type { Site, SourceDeclaration } from './newsroom.ts';

/** What is wrong with a source for this site, and at which of its fields. */
export interface SourceFault {
  readonly path: readonly (string | number)[];
  readonly detail: string;
}

/** Sections that the site lacks, and a default that the source itself may not write for. */
export function sourceFaults(
  { section, sections }: Pick<SourceDeclaration, 'section' | 'sections'>,
  site: Pick<Site, 'sections'>,
): SourceFault[] {
  const known = new Set(site.sections.map(({ slug }) => slug));
  const unknown = (slug: string, path: SourceFault['path']): SourceFault[] =>
    known.has(slug) ? [] : [{ path, detail: `site.yaml has no section "${slug}"` }];
  const faults = [
    ...(section === undefined ? [] : unknown(section, ['section'])),
    ...(sections ?? []).flatMap((slug, at) => unknown(slug, ['sections', at])),
  ];
  if (faults.length > 0 || section === undefined) return faults;
  if (sections === undefined || sections.includes(section)) return [];
  return [{ path: ['section'], detail: `"${section}" is not among its sections; name it there` }];
}
