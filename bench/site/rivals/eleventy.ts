import { execFile } from 'node:child_process';
import { cp, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { SiteBench } from '../bench.ts';
import type { BenchStory } from '../stories.ts';
import { openRival, type Rival } from './rival.ts';

const run = promisify(execFile);

const PACKAGE = '@11ty/eleventy@3.1.8';

/** `undefined`: it is not there and cannot be installed. */
export async function openEleventy(bench: SiteBench, stories: number): Promise<Rival | undefined> {
  const home = bench.eleventy ?? (await installed(bench));
  if (home === undefined) return undefined;
  const folder = join(bench.folder, `eleventy-${stories}`);
  await cp(join(import.meta.dirname, 'eleventy'), folder, { recursive: true });
  await symlink(join(home, 'node_modules'), join(folder, 'node_modules'));
  const program = join(home, 'node_modules/@11ty/eleventy/cmd.cjs');
  const command = [process.execPath, program, '--watch', '--incremental', '--quiet'];
  const built = /Watching…|Wrote .* \(skipped/;
  return openRival({ name: 'Eleventy', folder, command, built, fileOf, textOf }, stories);
}

/** It never becomes a dependency of the project: it is gone with the run. */
async function installed({ folder, say }: SiteBench): Promise<string | undefined> {
  say(`Installing ${PACKAGE} for this run`);
  try {
    await run('npm', ['install', '--no-audit', '--no-fund', '--prefix', folder, PACKAGE]);
    return folder;
  } catch (error) {
    say(`Eleventy cannot be installed (${String(error).split('\n')[0]}): left out.`);
    return undefined;
  }
}

const fileOf = ({ section, slug }: BenchStory): string => `content/${section}/${slug}.html`;

function textOf(story: BenchStory): string {
  const { section, slug, headline, description, published, topics, author, body } = story;
  const front = {
    ...{ layout: 'story.njk', tags: ['story'], permalink: `/${section}/${slug}/index.html` },
    ...{ title: headline, description, date: published, section, topics, author },
  };
  return `---json\n${JSON.stringify(front)}\n---\n${body}\n`;
}
