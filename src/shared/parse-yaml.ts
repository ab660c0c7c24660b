import { LineCounter } from 'yaml';
import type { z } from 'zod';
import { faultWords } from './fault-words.ts';
import {
  composed,
  offsetOf,
  offsetOfError,
  offsetOfKey,
  plainValue,
  writtenAt,
} from './yaml-document.ts';
import { yamlWords } from './yaml-words.ts';

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
  const { document, offset, detail } = composed(text, lines);
  const placed = (path: Path, at: number, said: string): NewsroomFault =>
    fault(file, path, { detail: said, ...lines.linePos(at) });
  const places: Places = {
    isWritten: (path) => document?.hasIn(path) === true,
    faultAt: (path: Path, said: string) => placed(path, offsetOf(document, path), said),
    faultAtKey: (path: Path, said: string) =>
      placed(path, offsetOfKey(document, path) ?? offsetOf(document, path), said),
  };
  const { faultAt, faultAtKey } = places;
  const refused = (faults: NewsroomFault[]) => ({ value: undefined, faults, faultAt, faultAtKey });
  if (document === undefined) return refused([placed([], offset, detail)]);
  if (document.errors.length > 0) {
    const faults = document.errors.map((error) =>
      placed([], offsetOfError(document, error), yamlWords(error)),
    );
    return refused(oneALine(faults));
  }
  const { value, unreadable } = plainValue(document);
  if (unreadable !== undefined) return refused([placed([], unreadable.offset, unreadable.detail)]);
  const parsed = schema.safeParse(value ?? {}, {
    error: (issue) => faultWords(issue, writtenAt(document, text, issue.path ?? [])),
  });
  if (parsed.success) return { value: parsed.data, faults: [], faultAt, faultAtKey };
  const issues = withoutEchoes(parsed.error.issues);
  return refused(issues.flatMap((issue) => faultsOfIssue(issue, places)).sort(byPlace));
}

const byPlace = (one: NewsroomFault, other: NewsroomFault): number =>
  one.line - other.line || one.column - other.column;

/** What follows from the first fault of a line is none of its own. */
const oneALine = (faults: readonly NewsroomFault[]): NewsroomFault[] => {
  const told = new Set<number>();
  return faults.filter(({ line }) => !told.has(line) && told.add(line));
};

/** Of a value of the wrong kind nothing else is said, such as that a list is too short for a text. */
function withoutEchoes(issues: readonly z.core.$ZodIssue[]): z.core.$ZodIssue[] {
  const wrong = new Set<string>();
  return issues.filter(({ code, path }) => {
    const place = JSON.stringify(path);
    if (wrong.has(place)) return false;
    if (code === 'invalid_type') wrong.add(place);
    return true;
  });
}

interface Places extends Pick<Parsed<unknown>, 'faultAt' | 'faultAtKey'> {
  readonly isWritten: (path: Path) => boolean;
}

function faultsOfIssue(issue: z.core.$ZodIssue, places: Places): NewsroomFault[] {
  const { faultAt, faultAtKey, isWritten } = places;
  const { path } = issue;
  switch (issue.code) {
    case 'invalid_union':
      return unionFaults(issue, places);
    case 'unrecognized_keys':
      return issue.keys.map((key) => faultAt([...path, key], 'there is no such setting'));
    case 'invalid_key':
      return [faultAtKey(path, issue.issues[0]?.message ?? issue.message)];
    case 'invalid_type':
      return [faultAt(path, isWritten(path) ? issue.message : 'it is missing')];
    default:
      return [faultAt(path, issue.message)];
  }
}

/** Where one of several forms is wanted, the faults of the one that comes closest. */
function unionFaults(issue: z.core.$ZodIssueInvalidUnion, places: Places): NewsroomFault[] {
  const [closest] = issue.errors
    .filter((issues) => issues.length > 0)
    .toSorted((a, b) => a.length - b.length);
  if (closest === undefined) return [places.faultAt(issue.path, issue.message)];
  return closest.flatMap((one) =>
    faultsOfIssue({ ...one, path: [...issue.path, ...one.path] }, places),
  );
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
