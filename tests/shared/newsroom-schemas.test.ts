import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { newsroomSchemas } from '../../src/shared/newsroom-schemas.ts';

test.each(Object.entries(newsroomSchemas()))(
  'the published schema of %s is up to date',
  (name, schema) => {
    const published = JSON.parse(readFileSync(`docs/schemas/${name}.schema.json`, 'utf8'));
    expect(published).toEqual(JSON.parse(JSON.stringify(schema)));
  },
);

test('the files of the demonstration newsroom are as their schemas say, and a typing error is not', () => {
  const ajv = new Ajv2020({ strict: false, validateFormats: false });
  const { site, sources, 'moderation-list': list } = newsroomSchemas();
  const files = [
    ['site.yaml', site],
    ['sources.yaml', sources],
    ['moderation/blocked.yaml', list],
  ] as const;
  for (const [file, schema] of files) {
    const isValid = ajv.compile(schema);
    const content = parse(readFileSync(`newsroom/${file}`, 'utf8'));
    expect([file, isValid(content)]).toEqual([file, true]);
    expect([file, isValid({ ...content, colour: 'red' })]).toEqual([file, false]);
  }
});
