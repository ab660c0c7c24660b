/**
 * One object as one file: a line of JSON (the header), then the body, so that both always change
 * together. Small files are read and written without leaving the thread: that takes a third of the
 * CPU time of the asynchronous calls (0.1 ms against 0.3 for 6 kB) and keeps clear of the thread pool.
 */
import {
  closeSync,
  fstatSync,
  fsync,
  mkdirSync,
  openSync,
  readFileSync,
  readSync,
  unlinkSync,
  writeSync,
  writevSync,
} from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';
import { codeOf, isMissing } from './directory-errors.ts';
import type { ObjectSummary, StoredObject } from './object-store.ts';

const SMALL_BYTES = 256 * 1024;
/** Above what a checked header can come to. */
const HEADER_BYTES = 16 * 1024;
const NEWLINE = 0x0a;
const headerSpace = Buffer.allocUnsafe(HEADER_BYTES);
const syncFile = promisify(fsync);
let temporaries = 0;

const FileHeader = z.object({
  etag: z.string(),
  size: z.int(),
  modified: z.number().transform((ms) => new Date(ms)),
  contentType: z.string(),
  cacheControl: z.string().exactOptional(),
  contentLanguage: z.string().exactOptional(),
  metadata: z.record(z.string(), z.string()).exactOptional(),
});

/** Writes a temporary file beside `file` and returns its path; `durable` syncs what is in it. */
export async function writeBeside(
  file: string,
  summary: ObjectSummary,
  body: Buffer,
  durable: boolean,
): Promise<string> {
  const { path, fd } = openTemporary(dirname(file));
  try {
    const line = `${JSON.stringify({ ...summary, modified: summary.modified.getTime() })}\n`;
    if (body.length <= SMALL_BYTES) writeAll(fd, [Buffer.from(line), body]);
    else {
      writeAll(fd, [Buffer.from(line)]);
      await writeFile(path, body, { flag: 'a' });
    }
    if (durable) await syncFile(fd);
    return path;
  } catch (error) {
    unlinkSync(path);
    throw error;
  } finally {
    closeSync(fd);
  }
}

/** What is said of the object in `file`; `undefined` where there is none, or a torn one. */
export function readSummary(file: string): ObjectSummary | undefined {
  const fd = openExisting(file);
  if (fd === undefined) return undefined;
  try {
    const held = headerSpace.subarray(0, readSync(fd, headerSpace, 0, HEADER_BYTES, 0));
    return parse(file, held, fstatSync(fd).size)?.summary;
  } finally {
    closeSync(fd);
  }
}

export async function readObject(file: string): Promise<StoredObject | undefined> {
  const held = await readWhole(file);
  const parsed = held && parse(file, held, held.length);
  return parsed && { ...parsed.summary, body: held.subarray(parsed.bodyAt) };
}

/**
 * A file that is shorter than it says was cut off by a power failure before it was on disk, which
 * only happens to objects written without `durable`: it counts as not there.
 */
function parse(file: string, held: Buffer, fileBytes: number) {
  const end = held.indexOf(NEWLINE);
  if (end === -1) return undefined;
  const header = FileHeader.safeParse(jsonOf(held.toString('utf8', 0, end)));
  if (!header.success) throw new Error(`${file} is damaged: its first line is no object header`);
  const bodyAt = end + 1;
  if (fileBytes - bodyAt < header.data.size) return undefined;
  return { summary: header.data, bodyAt };
}

function jsonOf(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

async function readWhole(file: string): Promise<Buffer | undefined> {
  const fd = openExisting(file);
  if (fd === undefined) return undefined;
  try {
    if (fstatSync(fd).size <= SMALL_BYTES) return readFileSync(fd);
  } finally {
    closeSync(fd);
  }
  try {
    return await readFile(file);
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

function openExisting(file: string): number | undefined {
  try {
    return openSync(file, 'r');
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

/** The name says when it was made, for the sweep of leftovers in directory-list.ts. */
function openTemporary(folder: string): { path: string; fd: number } {
  temporaries += 1;
  const unique = `${process.pid}.${temporaries}.${Math.random().toString(36).slice(2, 10)}`;
  const path = `${folder}/=${Date.now().toString(36)}.${unique}.tmp`;
  for (let attempt = 1; ; attempt += 1) {
    try {
      return { path, fd: openSync(path, 'wx') };
    } catch (error) {
      // Another process may prune the folder, still empty, between the two calls.
      if (codeOf(error) !== 'ENOENT' || attempt > 5) throw error;
      mkdirSync(folder, { recursive: true });
    }
  }
}

function writeAll(fd: number, parts: readonly Buffer[]): void {
  const total = parts.reduce((sum, part) => sum + part.length, 0);
  let written = writevSync(fd, parts);
  if (written === total) return;
  const rest = Buffer.concat(parts);
  while (written < total) written += writeSync(fd, rest, written);
}
