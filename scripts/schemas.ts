/**
 * Writes the JSON Schemas of the newsroom's files to docs/schemas, for editors that complete and
 * check YAML: `npm run schemas`. A test fails while they are not up to date.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { newsroomSchemas } from '../src/shared/newsroom-schemas.ts';

await mkdir('docs/schemas', { recursive: true });
for (const [name, schema] of Object.entries(newsroomSchemas())) {
  await writeFile(`docs/schemas/${name}.schema.json`, `${JSON.stringify(schema, null, 2)}\n`);
}
