import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { z } from 'zod';
import type { TemplateSource } from './theme-check.ts';
import { ThemeError } from './theme-error.ts';
import { Manifest, refuseOtherEngine } from './theme-manifest.ts';

const Strings = z.record(z.string(), z.string());

/** A file that goes to the site as it is, under a name that changes with its content. */
export interface ThemeAsset {
  /** In the theme, e.g. `style.css`. */
  readonly file: string;
  /** In the site: `_assets/style.<hash>.css`. */
  readonly key: string;
  readonly body: Buffer;
  readonly contentType: string;
}

export interface ThemeFiles {
  readonly manifest: Manifest;
  readonly templates: readonly TemplateSource[];
  /** Interface strings by language. */
  readonly strings: ReadonlyMap<string, Readonly<Record<string, string>>>;
  readonly assets: readonly ThemeAsset[];
  /** SHA-256 over every file, hex: changes when anything in the theme does. */
  readonly hash: string;
}

const contentTypes: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.webp': 'image/webp',
  '.avif': 'image/avif',
  '.jpg': 'image/jpeg',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.js': 'text/javascript; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
};

/**
 * Reads a theme's folder: `theme.json`, `*.hbs`, `partials/*.hbs`, `strings/*.json`, and assets
 * beside them or under `assets/` and `fonts/`. Throws ThemeError for a file that does not fit.
 */
export async function readThemeFiles(folder: string): Promise<ThemeFiles> {
  const all = await readFolder(folder);
  const manifest = readManifest(all.get('theme.json'));
  const whole = createHash('sha256');
  for (const [file, body] of all) whole.update(`${file}\0${body.length}\0`).update(body);
  return {
    manifest,
    templates: readTemplates(all),
    strings: readStrings(all),
    assets: readAssets(all),
    hash: whole.digest('hex'),
  };
}

async function readFolder(folder: string): Promise<Map<string, Buffer>> {
  const files = new Map<string, Buffer>();
  for (const part of ['', 'partials', 'strings', 'assets', 'fonts']) {
    for (const name of await filesIn(join(folder, part), part === '')) {
      files.set(part === '' ? name : `${part}/${name}`, await readFile(join(folder, part, name)));
    }
  }
  return files;
}

async function filesIn(folder: string, isRequired: boolean): Promise<string[]> {
  try {
    const entries = await readdir(folder, { withFileTypes: true });
    return entries.flatMap((entry) => (entry.isFile() ? [entry.name] : [])).sort();
  } catch (error) {
    const isAbsent = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    if (isAbsent && !isRequired) return [];
    if (!isAbsent) throw error;
    throw new ThemeError('There is no such theme', { file: folder, source: '' }, { cause: error });
  }
}

function readManifest(body: Buffer | undefined): Manifest {
  const source = body?.toString('utf8') ?? '';
  const manifest = readJson('theme.json', source, Manifest);
  refuseOtherEngine(manifest, source);
  return manifest;
}

function readJson<T>(file: string, source: string, schema: z.ZodType<T>): T {
  let value: unknown;
  try {
    value = JSON.parse(source);
  } catch (error) {
    const place = { file, source, ...placeOf(error, source) };
    throw new ThemeError(`${file} is not JSON`, place, { cause: error });
  }
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new ThemeError(z.prettifyError(parsed.error), { file, source });
}

/** Where the JSON parser stopped; it tells so in most of its messages. */
function placeOf(error: unknown, source: string): { line?: number; column?: number } {
  const at = /at position (\d+)/.exec(error instanceof Error ? error.message : '')?.[1];
  if (at === undefined) return {};
  const before = source.slice(0, Number(at)).split('\n');
  return { line: before.length, column: before.at(-1)?.length ?? 0 };
}

function readTemplates(all: ReadonlyMap<string, Buffer>): TemplateSource[] {
  return [...all].flatMap(([file, body]) => {
    const match = /^(partials\/)?([^/]+)\.hbs$/.exec(file);
    if (match === null) return [];
    const [, folder, name = ''] = match;
    return [{ name, file, text: body.toString('utf8'), isPartial: folder !== undefined }];
  });
}

function readStrings(all: ReadonlyMap<string, Buffer>): ThemeFiles['strings'] {
  const strings = new Map<string, Readonly<Record<string, string>>>();
  for (const [file, body] of all) {
    const language = /^strings\/([^/]+)\.json$/.exec(file)?.[1];
    if (language === undefined) continue;
    strings.set(language, readJson(file, body.toString('utf8'), Strings));
  }
  return strings;
}

/** Style sheets come last: what they name by `url()` must have its hashed name first. */
function readAssets(all: ReadonlyMap<string, Buffer>): ThemeAsset[] {
  const files = [...all.keys()].filter((file) => isAsset(file));
  const isStyle = (file: string) => file.endsWith('.css');
  const assets: ThemeAsset[] = [];
  for (const file of [...files.filter((name) => !isStyle(name)), ...files.filter(isStyle)]) {
    const body = all.get(file) ?? Buffer.alloc(0);
    assets.push(asset(file, isStyle(file) ? withHashedNames(body, assets) : body));
  }
  return assets;
}

function isAsset(file: string): boolean {
  return !file.startsWith('partials/') && Object.hasOwn(contentTypes, extname(file));
}

function asset(file: string, body: Buffer): ThemeAsset {
  const ending = extname(file);
  const name = file.slice(file.lastIndexOf('/') + 1, -ending.length);
  const hash = createHash('sha256').update(body).digest('hex').slice(0, 16);
  const contentType = contentTypes[ending] ?? 'application/octet-stream';
  return { file, key: `_assets/${name}.${hash}${ending}`, body, contentType };
}

function withHashedNames(style: Buffer, assets: readonly ThemeAsset[]): Buffer {
  const text = style.toString('utf8').replace(/url\(\s*['"]?([^'")]+)['"]?\s*\)/g, (all, name) => {
    const found = assets.find(({ file }) => file === String(name).replace(/^\.\//, ''));
    return found === undefined ? all : `url(${found.key.slice('_assets/'.length)})`;
  });
  return Buffer.from(text);
}
