import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { Environment } from '../src/shared/config.ts';

const text = (file: string): string => readFileSync(file, 'utf8');
const manifest = z
  .object({
    dependencies: z.record(z.string(), z.string()),
    scripts: z.record(z.string(), z.string()),
  })
  .parse(JSON.parse(text('package.json')));

test('every dependency says in ADR 3 why it is there', () => {
  const adr = text('docs/adr/0003-dependencies.md');
  const isNamed = (name: string) => adr.includes(name) || adr.includes(`${name.split('/')[0]}/*`);
  expect(Object.keys(manifest.dependencies).filter((name) => !isNamed(name))).toEqual([]);
});

test('the README names every setting, and none that there is not', () => {
  const named = new Set(text('README.md').match(/DATELINE_[A-Z_]+/g));
  // The tests' own setting is no setting of Dateline.
  named.delete('DATELINE_CORPUS');
  expect([...named].sort()).toEqual(Object.keys(Environment.shape).sort());
});

test('every npm script that the README names exists', () => {
  const named = [...text('README.md').matchAll(/npm run ([\w:-]+)/g)].map(([, name]) => name ?? '');
  expect(named.length).toBeGreaterThan(0);
  expect(named.filter((name) => !(name in manifest.scripts))).toEqual([]);
});

test('NOTICE accounts for fonts, libvips, word lists and training data', () => {
  const notice = text('NOTICE');
  for (const part of ['libvips', 'Fonts:', 'Word lists:', 'Training data:']) {
    expect(notice).toContain(part);
  }
  // A model that is shipped was trained on something.
  for (const model of readdirSync('models')) expect(notice).toContain(`models/${model}`);
  const fonts = readdirSync('themes', { recursive: true, encoding: 'utf8' }).filter((file) =>
    /\.(woff2?|ttf|otf)$/.test(file),
  );
  for (const font of fonts) expect(notice).toContain(font.split('/').at(-1));
});
