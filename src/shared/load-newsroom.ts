import { readdir, readFile, stat } from 'node:fs/promises';
import { isAbsolute, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { z } from 'zod';
import { BlockedList } from './blocked-list.ts';
import { hookFaults, type PolicyPart } from './moderation-policy.ts';
import { type Newsroom, Site } from './newsroom.ts';
import {
  BadNewsroom,
  type NewsroomFault,
  type Parsed,
  type Path,
  parseYaml,
  unplaced,
} from './parse-yaml.ts';
import { type SourceDeclaration, Sources } from './source-declaration.ts';
import { sourceFaults } from './source-faults.ts';
import {
  type SubscriberDeclaration,
  SubscribersFile,
} from './subscribers/subscriber-declaration.ts';
import { subscriberFaults } from './subscribers/subscriber-faults.ts';

const shippedThemes = fileURLToPath(new URL('../../themes', import.meta.url));

/** Folder of a theme: a name is one of `themes/`, anything with a slash is a path from `directory`. */
export function themeFolder(theme: string, directory: string): string {
  if (isAbsolute(theme)) return theme;
  return theme.includes('/') ? resolve(directory, theme) : join(shippedThemes, theme);
}

/** Reads `site.yaml`, `sources.yaml` and `moderation/*.yaml`. Throws BadNewsroom. */
export async function loadNewsroom(directory: string): Promise<Newsroom> {
  const [site, sources, ...lists] = await Promise.all([
    readFileOf(join(directory, 'site.yaml'), Site, 'needed'),
    readFileOf(join(directory, 'sources.yaml'), Sources, 'optional'),
    ...(await yamlFiles(join(directory, 'moderation'))).map((file) =>
      readFileOf(file, BlockedList, 'needed'),
    ),
  ]);
  const faults = [site, sources, ...lists].flatMap((file) => file.faults);
  if (site.value !== undefined) {
    const slugs = site.value.sections.map(({ slug }) => slug);
    faults.push(...repeated(site, slugs, (at) => ['sections', at, 'slug']));
    faults.push(...(await unknownTheme(site, directory)));
    faults.push(...unknownSections(site, site.value));
    faults.push(...unknownHooks(site, site.value));
  }
  faults.push(...faultsOfSources(sources, site.value));
  if (faults.length > 0 || site.value === undefined) throw new BadNewsroom(faults);
  return {
    site: site.value,
    sources: sources.value?.sources ?? [],
    blockedLists: lists.flatMap(({ value }) => (value === undefined ? [] : [value])),
  };
}

/** One list of `moderation/`, or what is wrong with it. */
export const readListFile = (
  file: string,
): Promise<Pick<Parsed<BlockedList>, 'value' | 'faults'>> =>
  readFileOf(file, BlockedList, 'needed');
/** `sources.yaml` alone, as it stands now. Throws BadNewsroom. */
export async function loadSources(
  directory: string,
  site: Site,
): Promise<readonly SourceDeclaration[]> {
  const sources = await readFileOf(join(directory, 'sources.yaml'), Sources, 'optional');
  const faults = [...sources.faults, ...faultsOfSources(sources, site)];
  if (faults.length > 0) throw new BadNewsroom(faults);
  return sources.value?.sources ?? [];
}

/** `subscribers.yaml`; nobody where there is none. Throws BadNewsroom. */
export async function loadSubscribers(
  directory: string,
  site: Site,
): Promise<readonly SubscriberDeclaration[]> {
  const file = await readFileOf(join(directory, 'subscribers.yaml'), SubscribersFile, 'optional');
  const declared = file.value?.subscribers ?? [];
  const ids = declared.map(({ id }) => id);
  const unknown = declared.flatMap((subscriber, at) =>
    subscriberFaults(subscriber, site).map(({ path, detail }) =>
      file.faultAt(['subscribers', at, ...path], detail),
    ),
  );
  const twice = repeated(file, ids, (at) => ['subscribers', at, 'id']);
  const faults = [...file.faults, ...twice, ...unknown];
  if (faults.length > 0) throw new BadNewsroom(faults);
  return declared;
}

/** One YAML or JSON file of a known form. Throws BadNewsroom. */
export async function loadYaml<T>(file: string, schema: z.ZodType<T>): Promise<T> {
  const { value, faults } = await readFileOf(file, schema, 'needed');
  if (value === undefined) throw new BadNewsroom(faults);
  return value;
}

async function readFileOf<T>(
  file: string,
  schema: z.ZodType<T>,
  presence: 'needed' | 'optional',
): Promise<Parsed<T>> {
  const text = await readIfThere(file);
  if (text === undefined) {
    const faultAt = (path: Path, detail: string) => unplaced(file, path, detail);
    const value = presence === 'optional' ? schema.parse({}) : undefined;
    const faults = value ? [] : [faultAt([], 'there is no such file')];
    return { value, faults, faultAt, faultAtKey: faultAt };
  }
  return parseYaml(file, text, schema);
}

const repeated = (
  file: Parsed<unknown>,
  names: readonly string[],
  pathOf: (at: number) => Path,
): NewsroomFault[] =>
  names.flatMap((name, at) =>
    names.indexOf(name) === at ? [] : [file.faultAt(pathOf(at), `"${name}" stands here twice`)],
  );

async function unknownTheme(site: Parsed<Site>, directory: string): Promise<NewsroomFault[]> {
  const theme = site.value?.theme ?? '';
  const found = await stat(themeFolder(theme, directory)).catch(missingIsUndefined);
  if (found?.isDirectory()) return [];
  return [site.faultAt(['theme'], `there is no theme "${theme}"`)];
}

/** Of `moderation` in `site.yaml`; a fault where a section's policy would never be used. */
const unknownSections = (file: Parsed<Site>, { sections, moderation }: Site): NewsroomFault[] =>
  Object.keys(moderation.sections).flatMap((section) =>
    sections.some(({ slug }) => slug === section)
      ? []
      : [file.faultAt(['moderation', 'sections', section], `there is no section "${section}"`)],
  );

/** Rules of `moderation` in `site.yaml` that nobody outside is asked under. */
function unknownHooks(file: Parsed<Site>, { moderation }: Site): NewsroomFault[] {
  const { default: general, sections, hooks } = moderation;
  const parts: [Path, PolicyPart][] = [
    [['moderation', 'default'], general],
    ...Object.entries(sections).map(([slug, part]): [Path, PolicyPart] => [
      ['moderation', 'sections', slug],
      part,
    ]),
  ];
  return parts.flatMap(([path, part]) =>
    hookFaults(part, hooks).map(({ rule, detail }) =>
      file.faultAtKey([...path, 'rules', rule], detail),
    ),
  );
}

function faultsOfSources(
  file: Parsed<z.infer<typeof Sources>>,
  site: Site | undefined,
): NewsroomFault[] {
  const sources = file.value?.sources ?? [];
  const ids = sources.map(({ id }) => id);
  const wrong = sources.flatMap((source, at) =>
    (site === undefined ? [] : sourceFaults(source, site)).map(({ path, detail }) =>
      file.faultAt(['sources', at, ...path], detail),
    ),
  );
  return [...repeated(file, ids, (at) => ['sources', at, 'id']), ...wrong];
}

/** Paths of a folder's YAML files, in the order of their names. */
export async function yamlFiles(folder: string): Promise<string[]> {
  const names = (await readdir(folder).catch(missingIsUndefined)) ?? [];
  return names
    .filter((name) => /\.ya?ml$/.test(name))
    .sort()
    .map((name) => join(folder, name));
}

const readIfThere = (file: string): Promise<string | undefined> =>
  readFile(file, 'utf8').catch(missingIsUndefined);

function missingIsUndefined(error: NodeJS.ErrnoException): undefined {
  if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return undefined;
  throw error;
}
