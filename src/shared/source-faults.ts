import { hookFaults } from './moderation-policy.ts';
import type { Site } from './newsroom.ts';
import type { SourceDeclaration } from './source-declaration.ts';

/** What is wrong with a source for this site, and at which of its fields. */
export interface SourceFault {
  readonly path: readonly (string | number)[];
  readonly detail: string;
}

/** Sections and hooks that the site lacks, and a default that the source may not write for. */
export function sourceFaults(
  {
    section,
    sections,
    moderation = {},
  }: Pick<SourceDeclaration, 'section' | 'sections' | 'moderation'>,
  site: Pick<Site, 'sections' | 'moderation'>,
): SourceFault[] {
  const known = new Set(site.sections.map(({ slug }) => slug));
  const unknown = (slug: string, path: SourceFault['path']): SourceFault[] =>
    known.has(slug) ? [] : [{ path, detail: `site.yaml has no section "${slug}"` }];
  const faults = [
    ...(section === undefined ? [] : unknown(section, ['section'])),
    ...(sections ?? []).flatMap((slug, at) => unknown(slug, ['sections', at])),
    ...hookFaults(moderation, site.moderation.hooks).map(({ rule, detail }) => ({
      ...{ path: ['moderation', 'rules', rule], detail },
    })),
  ];
  if (faults.length > 0 || section === undefined) return faults;
  if (sections === undefined || sections.includes(section)) return [];
  return [{ path: ['section'], detail: `"${section}" is not among its sections; name it there` }];
}
