import { stat } from 'node:fs/promises';
import { basename, join, relative } from 'node:path';
import type { Logger } from 'pino';
import type { BlockedList } from '../blocked-list.ts';
import { readListFile, yamlFiles } from '../load-newsroom.ts';
import { faultLine, type NewsroomFault } from '../parse-yaml.ts';
import type { TermList } from './term-list.ts';

interface Known {
  /** Changes with every writing of the file. */
  readonly stamp: string;
  /** The last one without faults. */
  readonly list: BlockedList | undefined;
  readonly faults: readonly NewsroomFault[];
}

/** `moderation/*.yaml` of a newsroom, read again when they change. */
export interface ListFiles {
  read(): Promise<readonly TermList[]>;
  /** What is wrong with the files as they stand now; their lists are those of before. */
  faults(): Promise<readonly NewsroomFault[]>;
}

/** A faulty edit is logged with its place, once, and the list stays as it was. */
export function openListFiles(directory: string, log: Pick<Logger, 'error' | 'info'>): ListFiles {
  let known: ReadonlyMap<string, Known> = new Map();

  async function refreshed(file: string): Promise<Known> {
    const { mtimeMs, size, ino } = await stat(file);
    const stamp = `${mtimeMs} ${size} ${ino}`;
    const before = known.get(file);
    if (before?.stamp === stamp) return before;
    const { value, faults } = await readListFile(file);
    for (const fault of faults) {
      log.error({ file }, `a list is refused, the one before stays: ${faultLine(fault).trim()}`);
    }
    if (before !== undefined && faults.length === 0) log.info({ file }, 'a list was read again');
    return { stamp, list: value ?? before?.list, faults };
  }

  async function look(): Promise<void> {
    const files = await yamlFiles(join(directory, 'moderation'));
    known = new Map(
      await Promise.all(files.map(async (file) => [file, await refreshed(file)] as const)),
    );
  }

  return {
    async read() {
      await look();
      return [...known].flatMap(([file, { list }]) =>
        list ? [asTermList(relative(directory, file), list)] : [],
      );
    },
    async faults() {
      await look();
      return [...known.values()]
        .flatMap(({ faults }) => faults)
        .map((fault) => ({ ...fault, file: relative(directory, fault.file) }));
    },
  };
}

const asTermList = (file: string, { name: title, ...list }: BlockedList): TermList => ({
  ...list,
  title,
  name: basename(file).replace(/\.ya?ml$/, ''),
  origin: 'file',
  file,
  etag: null,
});
