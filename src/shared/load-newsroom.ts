import { readdir, readFile, stat } from 'node:fs/promises';
import { isAbsolute, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isNode, LineCounter, parseDocument } from 'yaml';
import type { z } from 'zod';
import { BlockedList, type Newsroom, Site, type SourceDeclaration, Sources } from './newsroom.ts';
import { sourceFaults } from './source-faults.ts';

/** One fault of a newsroom file: where it stands, and what is wrong. */
export interface NewsroomFault {
  readonly file: string;
  /** Counted from 1. */
  readonly line: number;
  readonly column: number;
  /** As in `sections[0].slug`; empty where the fault is the file's. */
  readonly field: string;
  readonly detail: string;
}

/** The files of the newsroom cannot be used. Names every fault that was found. */
export class BadNewsroom extends Error {
  override readonly name = 'BadNewsroom';
  readonly faults: readonly NewsroomFault[];

  constructor(faults: readonly NewsroomFault[]) {
    super(`The newsroom's files have faults\n${faults.map(faultLine).join('\n')}`);
    this.faults = faults;
  }
}

/** `file:line:column field: detail`, indented. */
export const faultLine = ({ file, line, column, field, detail }: NewsroomFault): string =>
  `  ${file}:${line}:${column} ${field === '' ? '' : `${field}: `}${detail}`;

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

/** One YAML or JSON file of a known form. Throws BadNewsroom. */
export async function loadYaml<T>(file: string, schema: z.ZodType<T>): Promise<T> {
  const { value, faults } = await readFileOf(file, schema, 'needed');
  if (value === undefined) throw new BadNewsroom(faults);
  return value;
}

type Path = readonly PropertyKey[];

interface Parsed<T> {
  readonly value: T | undefined;
  readonly faults: NewsroomFault[];
  /** A fault of this file at a field, or at the closest one around it that is written there. */
  readonly faultAt: (path: Path, detail: string) => NewsroomFault;
}

async function readFileOf<T>(
  file: string,
  schema: z.ZodType<T>,
  presence: 'needed' | 'optional',
): Promise<Parsed<T>> {
  const text = await readIfThere(file);
  if (text === undefined) {
    const faultAt = (path: Path, detail: string) => fault(file, path, { detail });
    const value = presence === 'optional' ? schema.parse({}) : undefined;
    return { value, faults: value ? [] : [faultAt([], 'there is no such file')], faultAt };
  }
  return parseText(file, text, schema);
}

function parseText<T>(file: string, text: string, schema: z.ZodType<T>): Parsed<T> {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const faultAt = (path: Path, detail: string): NewsroomFault =>
    fault(file, path, { detail, ...lines.linePos(offsetOf(document, path)) });
  const unreadable = document.errors.map(({ pos, message }) => ({
    ...fault(file, [], { detail: message.split('\n')[0] ?? message }),
    ...position(lines.linePos(pos[0])),
  }));
  if (unreadable.length > 0) return { value: undefined, faults: unreadable, faultAt };
  const parsed = schema.safeParse(document.toJS() ?? {});
  if (parsed.success) return { value: parsed.data, faults: [], faultAt };
  const faults = parsed.error.issues.flatMap((issue) =>
    issue.code === 'unrecognized_keys'
      ? issue.keys.map((key) => faultAt([...issue.path, key], 'there is no such setting'))
      : [faultAt(issue.path, issue.message)],
  );
  return { value: undefined, faults, faultAt };
}

interface Place {
  readonly line?: number;
  readonly col?: number;
}

const position = ({ line = 1, col = 1 }: Place) => ({ line, column: col });

const fault = (
  file: string,
  path: Path,
  { detail, ...place }: Place & { detail: string },
): NewsroomFault => ({ file, ...position(place), field: fieldName(path), detail });

const fieldName = (path: Path): string =>
  path
    .map((step, at) =>
      typeof step === 'number' ? `[${step}]` : `${at > 0 ? '.' : ''}${String(step)}`,
    )
    .join('');

function offsetOf(document: ReturnType<typeof parseDocument>, path: Path): number {
  for (let length = path.length; length > 0; length -= 1) {
    const node = document.getIn(path.slice(0, length), true);
    if (isNode(node) && node.range) return node.range[0];
  }
  return document.contents?.range?.[0] ?? 0;
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
