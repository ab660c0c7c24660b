import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Real photographs and hostile files; they are not part of the project. */
const root = process.env.DATELINE_CORPUS ?? '';
export const hasCorpus = root !== '' && existsSync(join(root, 'images', 'photos'));

export function noticeMissingCorpus(what: string): void {
  if (!hasCorpus) console.warn(`Skipped: ${what} (DATELINE_CORPUS names no folder with images)`);
}

/** File names in a folder of the corpus; none where there is no corpus. */
export const corpusFiles = (folder: string): readonly string[] =>
  hasCorpus ? readdirSync(join(root, 'images', folder)).sort() : [];

export const corpusFile = (folder: string, name: string): Buffer =>
  readFileSync(join(root, 'images', folder, name));
