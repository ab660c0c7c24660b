import { randomUUID } from 'node:crypto';
import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

/** What a running Dateline leaves in its data directory for the other commands. */
const ApiFile = z.object({
  pid: z.int(),
  http: z.url(),
  site: z.url(),
  /** Good while that process runs, and at that address alone. */
  token: z.string(),
  /** Of the private Redis too. */
  redis: z.string(),
  publicUrl: z.string(),
});
export type ApiFile = Readonly<z.infer<typeof ApiFile>>;

const pathOf = (dataDir: string): string => join(dataDir, 'api.json');

/** For its owner's eyes only. */
export async function writeApiFile(dataDir: string, content: ApiFile): Promise<void> {
  const fresh = `${pathOf(dataDir)}.${randomUUID()}`;
  await writeFile(fresh, `${JSON.stringify(content)}\n`, { mode: 0o600 });
  await rename(fresh, pathOf(dataDir));
}

/** `undefined` where nothing runs, or what is there was not written by this version. */
export async function readApiFile(dataDir: string): Promise<ApiFile | undefined> {
  let text: string;
  try {
    text = await readFile(pathOf(dataDir), 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
  const parsed = ApiFile.safeParse(JSON.parse(text));
  return parsed.success ? parsed.data : undefined;
}

export const removeApiFile = (dataDir: string): Promise<void> =>
  rm(pathOf(dataDir), { force: true });
