import { Composer, type Document, isMap, isNode, isScalar, Lexer, LineCounter, Parser } from 'yaml';
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
    return refused(document.errors.map(({ pos, message }) => placed([], pos[0], message)));
  }
  const { value, unreadable } = plainValue(document);
  if (unreadable !== undefined) return refused([placed([], 0, unreadable)]);
  const parsed = schema.safeParse(value ?? {});
  if (parsed.success) return { value: parsed.data, faults: [], faultAt, faultAtKey };
  return refused(parsed.error.issues.flatMap((issue) => faultsOfIssue(issue, places)));
}

/** No file of ours nests deeper; composing what does takes more stack than a process may have. */
const DEEPEST = 60;

type Composed =
  | { readonly document: Document.Parsed; readonly offset?: never; readonly detail?: never }
  | { readonly document?: undefined; readonly offset: number; readonly detail: string };

function composed(text: string, lines: LineCounter): Composed {
  const parser = new Parser(lines.addNewLine);
  let deepAt: number | undefined;
  function* shallow() {
    lines.addNewLine(0);
    for (const lexeme of new Lexer().lex(text)) {
      yield* parser.next(lexeme);
      if (parser.stack.length <= DEEPEST) continue;
      deepAt = parser.offset;
      return;
    }
    yield* parser.end();
  }
  const [document, another] = new Composer().compose(shallow(), true, text.length);
  if (deepAt !== undefined) return { offset: deepAt, detail: 'this is nested too deep' };
  if (document === undefined) return { offset: 0, detail: 'there is nothing in it' };
  const [offset = 0] = another?.range ?? [];
  return another === undefined ? { document } : { offset, detail: 'a second document begins here' };
}

/** Names that stand for parts may be used, but neither unknown ones nor so many that they explode. */
function plainValue(document: Document.Parsed): { value?: unknown; unreadable?: string } {
  try {
    return { value: document.toJS() };
  } catch (error) {
    if (error instanceof ReferenceError) return { unreadable: error.message };
    throw error;
  }
}

interface Places extends Pick<Parsed<unknown>, 'faultAt' | 'faultAtKey'> {
  readonly isWritten: (path: Path) => boolean;
}

function faultsOfIssue(
  issue: z.core.$ZodIssue,
  { faultAt, faultAtKey, isWritten }: Places,
): NewsroomFault[] {
  const { path } = issue;
  switch (issue.code) {
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

function offsetOf(document: Document.Parsed | undefined, path: Path): number {
  for (let length = path.length; length > 0; length -= 1) {
    const node = document?.getIn(path.slice(0, length), true);
    if (isNode(node) && node.range) return node.range[0];
  }
  return document?.contents?.range?.[0] ?? 0;
}

function offsetOfKey(document: Document.Parsed | undefined, path: Path): number | undefined {
  const map = document?.getIn(path.slice(0, -1), true);
  if (!isMap(map)) return undefined;
  const pair = map.items.find(({ key }) => isScalar(key) && key.value === path.at(-1));
  return isScalar(pair?.key) ? pair.key.range?.[0] : undefined;
}
