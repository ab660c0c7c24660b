import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Invalid, Malformed, type StoryFormat } from '../../../../src/shared/formats/format.ts';

const root = join(process.env.DATELINE_CORPUS ?? '', 'newsroom');

/** Whether the real samples of the newsroom formats are on this machine; says so if not. */
export const hasSamples = Boolean(process.env.DATELINE_CORPUS) && existsSync(root);
if (!hasSamples) console.info('Skipped: real samples (DATELINE_CORPUS names no newsroom folder)');

export const samplesOf = (folder: string): string[] =>
  hasSamples ? readdirSync(join(root, folder)).sort() : [];

export const sample = (folder: string, like: string): Buffer => {
  const name = samplesOf(folder).find((candidate) => candidate.includes(like));
  return readFileSync(join(root, folder, name ?? like));
};

/** Reads a body whole: each of its stories. */
export const readAll = (format: StoryFormat, body: Buffer) =>
  (format.split?.(body) ?? [body]).map((piece) => format.read(piece));

/** Reads whatever comes; `refused` for what a format may throw, and throws on for anything else. */
export function readOrRefuse(format: StoryFormat, body: Buffer): 'read' | 'refused' {
  try {
    for (const piece of format.split?.(body) ?? [body]) format.read(piece);
    format.read(body);
    return 'read';
  } catch (error) {
    if (error instanceof Malformed || error instanceof Invalid) return 'refused';
    throw error;
  }
}
