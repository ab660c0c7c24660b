import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { keys } from './archive/keys.ts';
import { Conflict } from './errors.ts';
import type { ObjectStore } from './object-store/object-store.ts';

/** What somebody did, or tried to do and was refused. */
export interface Deed {
  readonly by: string;
  /** E.g. `list.put`, `story.release`, `sign-in.refused`. */
  readonly deed: string;
  readonly reason: string;
  /** What it was done to. */
  readonly about: object;
}

export const AuditLine = z.object({
  schema: z.literal(1),
  at: z.string(),
  by: z.string(),
  deed: z.string(),
  reason: z.string(),
  about: z.record(z.string(), z.unknown()),
});
export type AuditLine = Readonly<z.infer<typeof AuditLine>>;

/** Where a deed has a name of its own, doing it twice writes one line. */
interface Once {
  readonly at: string;
  /** Letters, digits, hyphens and dots. */
  readonly id: string;
}

/** Keeps a deed in the archive, for good. */
export async function audit(archive: ObjectStore, deed: Deed, once?: Once): Promise<void> {
  const at = once?.at ?? new Date().toISOString();
  try {
    await archive.put(
      keys.audit(at, `${at.slice(11, 23).replaceAll(':', '')}-${once?.id ?? randomUUID()}`),
      JSON.stringify({ schema: 1, at, ...deed }),
      { contentType: 'application/json; charset=utf-8' },
      { ifAbsent: true, durable: true },
    );
  } catch (error) {
    if (!(once && error instanceof Conflict)) throw error;
  }
}

export interface AuditQuery {
  /** `2026-11-26`, UTC. */
  readonly day: string;
  /** Lines before the one of this id, which an earlier answer gave as `next`. */
  readonly cursor?: string | undefined;
  readonly by?: string | undefined;
  /** A deed, or the first part of its name: `story` for all decisions on stories. */
  readonly deed?: string | undefined;
  readonly storyId?: string | undefined;
  readonly limit: number;
}

export interface AuditPage {
  /** Newest first. */
  readonly items: readonly AuditLine[];
  /** `null` where the day has no more. */
  readonly next: string | null;
}

/** Lines that are read for one answer, whatever it looks for. */
const MOST_READ = 2000;
const AT_ONCE = 32;

/** What was done on a day, the newest first. */
export async function readAudit(archive: ObjectStore, query: AuditQuery): Promise<AuditPage> {
  const prefix = keys.auditOf(query.day);
  const ids: string[] = [];
  for await (const { key } of archive.list(prefix)) {
    const id = key.slice(prefix.length);
    if (query.cursor === undefined || id < query.cursor) ids.push(id);
  }
  ids.reverse();
  const items: AuditLine[] = [];
  for (let at = 0; at < ids.length; at += AT_ONCE) {
    const some = ids.slice(at, at + AT_ONCE);
    const lines = await Promise.all(some.map((id) => readLine(archive, prefix + id)));
    for (const [which, line] of lines.entries()) {
      if (line !== undefined && isAskedFor(line, query)) items.push(line);
      const read = at + which + 1;
      const isFull = items.length === query.limit || read >= MOST_READ;
      if (isFull) return { items, next: read < ids.length ? (some[which] ?? null) : null };
    }
  }
  return { items, next: null };
}

async function readLine(archive: ObjectStore, key: string): Promise<AuditLine | undefined> {
  const stored = await archive.get(key);
  return stored && AuditLine.parse(JSON.parse(stored.body.toString('utf8')));
}

const isAskedFor = (line: AuditLine, { by, deed, storyId }: AuditQuery): boolean =>
  (by === undefined || line.by === by) &&
  (deed === undefined || line.deed === deed || line.deed.startsWith(`${deed}.`)) &&
  (storyId === undefined || line.about.storyId === storyId);
