import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { run } from './terminal.ts';

const root = join(import.meta.dirname, '../..');
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dateline-theme-'));
  await cp(join(root, 'tests/workers/render/plain-theme'), folder, { recursive: true });
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('dateline theme check', () => {
  it('prints every kind of page with the newsroom’s own theme where none is named', async () => {
    const environment = { DATELINE_CONFIG: join(root, 'newsroom') };
    const { code, out, err } = await run(['theme', 'check'], { environment });
    expect({ code, err }).toEqual({ code: 0, err: [] });
    expect(out).toEqual([expect.stringMatching(/^dateline 1\.0\.0: \d+ pages, no fault$/)]);
  });

  it('shows line and caret of what is wrong, and ends with 1', async () => {
    await writeFile(join(folder, 'author.hbs'), '<h1>{{heading}}</h1>\n<p>{{author.nane}}</p>\n');
    const { code, out, err } = await run(['theme', 'check', folder]);
    expect(code).toBe(1);
    expect(out).toEqual([]);
    expect(err.join('\n')).toBe(
      '"nane" not defined here\n  at author.hbs:2:6\n2 | <p>{{author.nane}}</p>\n         ^',
    );
  });

  it('tells programs the place', async () => {
    await writeFile(join(folder, 'tombstone.hbs'), '{{{site.name}}}');
    const { code, out } = await run(['theme', 'check', folder, '--json']);
    expect(code).toBe(1);
    expect(JSON.parse(out.join())).toMatchObject({
      ...{ ok: false, file: 'tombstone.hbs', line: 1, column: 1 },
      message: expect.stringContaining('without escaping'),
    });
  });

  it('finds what goes wrong only with a story that has it', async () => {
    const text = '<h1>{{headline}}</h1>{{#each corrections}}{{wen}}{{/each}}';
    await writeFile(join(folder, 'article.hbs'), text);
    const { code, err } = await run(['theme', 'check', folder]);
    expect(code).toBe(1);
    expect(err.join()).toContain('at article.hbs:1:45');
  });

  it('notes the words that a language lacks', async () => {
    await writeFile(join(folder, 'strings/fa.json'), '{ "by": "نوشتهٔ {name}", "odd": "x" }');
    const { code, out } = await run(['theme', 'check', folder]);
    expect(code).toBe(0);
    expect(out.join('\n')).toMatch(
      /strings\/fa\.json lacks home, page, .*\n.*: odd\n.*values.* by$/,
    );
  });

  it('says that there is no such folder', async () => {
    const { code, err } = await run(['theme', 'check', join(folder, 'nowhere')]);
    expect(code).toBe(1);
    expect(err.join()).toContain('There is no such theme');
  });
});
