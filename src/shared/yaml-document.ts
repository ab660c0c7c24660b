import {
  Composer,
  type Document,
  isAlias,
  isMap,
  isNode,
  isScalar,
  Lexer,
  type LineCounter,
  Parser,
  visit,
  type YAMLError,
} from 'yaml';
import { yamlWords } from './yaml-words.ts';

type Path = readonly PropertyKey[];

/** No file of ours nests deeper; composing what does takes more stack than a process may have. */
const DEEPEST = 60;

export type Composed =
  | { readonly document: Document.Parsed; readonly offset?: never; readonly detail?: never }
  | { readonly document?: undefined; readonly offset: number; readonly detail: string };

/** Reads the first document of a text, and fails at what none of ours has. */
export function composed(text: string, lines: LineCounter): Composed {
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
export function plainValue(document: Document.Parsed): {
  value?: unknown;
  unreadable?: { readonly offset: number; readonly detail: string };
} {
  try {
    return { value: document.toJS() };
  } catch (error) {
    if (!(error instanceof ReferenceError)) throw error;
    const offset = unknownName(document);
    return { unreadable: { offset: offset ?? 0, detail: yamlWords(error) } };
  }
}

/** Where a name that stands for a part (`*name`) is used, and no part before it has that name. */
function unknownName(document: Document.Parsed): number | undefined {
  const known = new Set<string>();
  let offset: number | undefined;
  visit(document, {
    Node(_, node) {
      if (isAlias(node) && !known.has(node.source)) {
        offset = node.range?.[0];
        return visit.BREAK;
      }
      if ('anchor' in node && typeof node.anchor === 'string') known.add(node.anchor);
      return undefined;
    },
  });
  return offset;
}

/** Where an error stands. A quotation mark that is not closed is told of where the text ends. */
export function offsetOfError(document: Document.Parsed, { pos, message }: YAMLError): number {
  const [offset] = pos;
  let beginning = offset;
  if (!message.startsWith('Missing closing')) return beginning;
  visit(document, {
    Scalar(_, { type, range }) {
      if (!type?.startsWith('QUOTE_') || !range) return;
      if (range[0] < offset && range[1] >= offset) beginning = range[0];
    },
  });
  return beginning;
}

/** Where the value at a path stands, or the closest one around it that is written. */
export function offsetOf(document: Document.Parsed | undefined, path: Path): number {
  for (let length = path.length; length > 0; length -= 1) {
    const node = document?.getIn(path.slice(0, length), true);
    if (isNode(node) && node.range) return node.range[0];
  }
  return document?.contents?.range?.[0] ?? 0;
}

/** No longer than this is a value repeated in a fault. */
const LONGEST_WRITTEN = 80;

/** The value at a path as the file has it, where that is on one line. */
export function writtenAt(document: Document.Parsed, text: string, path: Path): string | undefined {
  const node = path.length === 0 ? undefined : document.getIn(path, true);
  if (!isNode(node) || !node.range) return undefined;
  const written = text.slice(node.range[0], node.range[1]).trim();
  return written.length > LONGEST_WRITTEN || written.includes('\n') ? undefined : written;
}

/** The same of the name of a setting. */
export function offsetOfKey(document: Document.Parsed | undefined, path: Path): number | undefined {
  const map = document?.getIn(path.slice(0, -1), true);
  if (!isMap(map)) return undefined;
  const pair = map.items.find(({ key }) => isScalar(key) && key.value === path.at(-1));
  return isScalar(pair?.key) ? pair.key.range?.[0] : undefined;
}
