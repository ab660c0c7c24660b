import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openTheme } from '../../../src/workers/render/open-theme.ts';
import { plainThemeFolder } from './support/render-samples.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dateline-theme-'));
  await cp(plainThemeFolder, folder, { recursive: true });
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('when a process that prints starts', () => {
  it('a theme of the newsroom’s own is taken if every kind of page can be printed with it', async () => {
    expect((await openTheme('./theme', folder)).name).toBe('plain');
  });

  it('one that could be read, but would fail the first story with a correction, is refused', async () => {
    await writeFile(join(folder, 'article.hbs'), '\n{{#each corrections}}{{wen}}{{/each}}');
    await expect(openTheme('./theme', folder)).rejects.toThrow(/article\.hbs:2:24\n2 \| .*wen/);
  });
});
