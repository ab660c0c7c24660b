import { isMap, isNode, isScalar, LineCounter, parseDocument } from 'yaml';
import type { z } from 'zod';

/** One fault of a newsroom file: where it stands, and what is wrong. */
export interface NewsroomFault {
  readonly file: string;
  /** Counted from 1. */
  readonly line: number;
  readonly column: number;
  /** As in `sections[0].slug`; empty where the fault is the file's. */
  readonly field: string;
  readonly detail: string;
}

/** The files of the newsroom cannot be used. Names every fault that was found. */
export class BadNewsroom extends Error {
  override readonly name = 'BadNewsroom';
  readonly faults: readonly NewsroomFault[];

  constructor(faults: readonly NewsroomFault[]) {
    super(`The newsroom's files have faults\n${faults.map(faultLine).join('\n')}`);
    this.faults = faults;
  }
}

/** `file:line:column field: detail`, indented. */
export const faultLine = ({ file, line, column, field, detail }: NewsroomFault): string =>
  `  ${file}:${line}:${column} ${field === '' ? '' : `${field}: `}${detail}`;

export type Path = readonly PropertyKey[];

export interface Parsed<T> {
  readonly value: T | undefined;
  readonly faults: NewsroomFault[];
  /** A fault of this file at a field, or at the closest one around it that is written there. */
  readonly faultAt: (path: Path, detail: string) => NewsroomFault;
  /** The same where the name of the field is what is wrong. */
  readonly faultAtKey: (path: Path, detail: string) => NewsroomFault;
}

/** Reads YAML (or JSON) of a known form; each fault has its line and column. */
export function parseYaml<T>(file: string, text: string, schema: z.ZodType<T>): Parsed<T> {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const faultAt = (path: Path, detail: string): NewsroomFault =>
    fault(file, path, { detail, ...lines.linePos(offsetOf(document, path)) });
  const faultAtKey = (path: Path, detail: string): NewsroomFault => {
    const offset = offsetOfKey(document, path) ?? offsetOf(document, path);
    return fault(file, path, { detail, ...lines.linePos(offset) });
  };
  const unreadable = document.errors.map(({ pos, message }) => ({
    ...fault(file, [], { detail: message.split('\n')[0] ?? message }),
    ...position(lines.linePos(pos[0])),
  }));
  const places = { faultAt, faultAtKey };
  if (unreadable.length > 0) return { value: undefined, faults: unreadable, ...places };
  const parsed = schema.safeParse(document.toJS() ?? {});
  if (parsed.success) return { value: parsed.data, faults: [], ...places };
  const faults = parsed.error.issues.flatMap((issue) => faultsOfIssue(issue, places));
  return { value: undefined, faults, ...places };
}

function faultsOfIssue(
  issue: z.core.$ZodIssue,
  { faultAt, faultAtKey }: Pick<Parsed<unknown>, 'faultAt' | 'faultAtKey'>,
): NewsroomFault[] {
  const { path } = issue;
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => faultAt([...path, key], 'there is no such setting'));
    case 'invalid_key':
      return [faultAtKey(path, issue.issues[0]?.message ?? issue.message)];
    default:
      return [faultAt(path, issue.message)];
  }
}

interface Place {
  readonly line?: number;
  readonly col?: number;
}

const position = ({ line = 1, col = 1 }: Place) => ({ line, column: col });

/** A fault of a file that is not there, or has no such place. */
export const unplaced = (file: string, path: Path, detail: string): NewsroomFault =>
  fault(file, path, { detail });

const fault = (
  file: string,
  path: Path,
  { detail, ...place }: Place & { detail: string },
): NewsroomFault => ({ file, ...position(place), field: fieldName(path), detail });

const fieldName = (path: Path): string =>
  path
    .map((step, at) =>
      typeof step === 'number' ? `[${step}]` : `${at > 0 ? '.' : ''}${String(step)}`,
    )
    .join('');

function offsetOf(document: ReturnType<typeof parseDocument>, path: Path): number {
  for (let length = path.length; length > 0; length -= 1) {
    const node = document.getIn(path.slice(0, length), true);
    if (isNode(node) && node.range) return node.range[0];
  }
  return document.contents?.range?.[0] ?? 0;
}

function offsetOfKey(document: ReturnType<typeof parseDocument>, path: Path): number | undefined {
  const map = document.getIn(path.slice(0, -1), true);
  if (!isMap(map)) return undefined;
  const pair = map.items.find(({ key }) => isScalar(key) && key.value === path.at(-1));
  return isScalar(pair?.key) ? pair.key.range?.[0] : undefined;
}
