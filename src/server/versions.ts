import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { themeFolder } from '../shared/load-newsroom.ts';
import { ruleNames } from '../shared/rule-names.ts';
import type { Services } from '../shared/services.ts';

const root = new URL('../../', import.meta.url);
/** Every dependency is pinned: what is written there is what is installed. */
const { version, dependencies } = z
  .object({ version: z.string(), dependencies: z.record(z.string(), z.string()) })
  .parse(JSON.parse(readFileSync(new URL('package.json', root), 'utf8')));
const ThemeName = z.object({ name: z.string(), version: z.string() });

export const versionsInstalled = { dateline: version, node: process.versions.node };

/** Of what a newsroom's output depends on, as this server's machine has it; by name, for people. */
export async function versionsOf({
  newsroom,
  config,
}: Pick<Services, 'newsroom' | 'config'>): Promise<Readonly<Record<string, string>>> {
  const [theme, model, libvips, commit] = await Promise.all([
    themeVersion(themeFolder(newsroom.site.theme, config.newsroomDir)),
    modelFingerprint(),
    libvipsVersion(),
    readFile(new URL('dist/commit', root), 'utf8').catch(absent),
  ]);
  return {
    Dateline: commit?.trim() ? `${version}, commit ${commit.trim()}` : version,
    'Node.js': process.versions.node,
    BullMQ: dependencies.bullmq ?? '',
    sharp: `${dependencies.sharp ?? ''}, libvips ${libvips}`,
    Theme: theme,
    Moderation: `${ruleNames.length} rules, model ${model}`,
  };
}

const LibVersions = z.object({ vips: z.string() });

/** As the package that brings it says: the server itself never loads it. */
async function libvipsVersion(): Promise<string> {
  const packages = new URL('node_modules/@img/', root);
  const names = (await readdir(packages).catch(absent)) ?? [];
  for (const name of names.filter((one) => one.startsWith('sharp-libvips-'))) {
    const told = await readFile(new URL(`${name}/versions.json`, packages), 'utf8').catch(absent);
    const { data } = LibVersions.safeParse(told && readJson(told));
    if (data !== undefined) return data.vips;
  }
  return 'of the system';
}

async function themeVersion(folder: string): Promise<string> {
  const manifest = await readFile(join(folder, 'theme.json'), 'utf8').catch(absent);
  const named = manifest === undefined ? undefined : ThemeName.safeParse(readJson(manifest)).data;
  return named === undefined ? 'cannot be read here' : `${named.name} ${named.version}`;
}

let fingerprint: Promise<string> | undefined;

/** The first digits of the SHA-256 of the classifier's weights, taken once. */
function modelFingerprint(): Promise<string> {
  fingerprint ??= readFile(new URL('models/promotion.bin', root))
    .then((weights) => createHash('sha256').update(weights).digest('hex').slice(0, 12))
    .catch(() => 'cannot be read here');
  return fingerprint;
}

const absent = (): undefined => undefined;

/** A theme that somebody is editing may be broken for a moment; the page says so. */
function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
