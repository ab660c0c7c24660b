import { parseXml, XmlElement, XmlError } from '@rgrove/parse-xml';
import type { Fault } from './gate.ts';

/** An element with what it holds; names as they are written, prefixes too. */
export interface Xml {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly text: string;
  readonly children: readonly Xml[];
  /** `/rss/channel/item[3]/guid`. */
  readonly place: string;
}

/** The root of a document, or why it is none. */
export function readXml(file: string, source: string): Xml | Fault {
  try {
    const { root } = parseXml(source);
    if (root === null) return { file, place: '1:1', rule: 'well-formed', detail: 'has no element' };
    return view(root, `/${root.name}`);
  } catch (error) {
    if (!(error instanceof XmlError)) throw error;
    const { line, column } = error;
    const detail = error.message.split('\n', 1)[0] ?? '';
    return { file, place: `${line}:${column}`, rule: 'well-formed', detail };
  }
}

function view(element: XmlElement, place: string): Xml {
  const { name, attributes, text, children } = element;
  const counts = new Map<string, number>();
  const below = children.flatMap((child) => {
    if (!(child instanceof XmlElement)) return [];
    const count = (counts.get(child.name) ?? 0) + 1;
    counts.set(child.name, count);
    return [view(child, `${place}/${child.name}${count === 1 ? '' : `[${count}]`}`)];
  });
  return { name, attributes, text: text.trim(), children: below, place };
}

export const isFault = (read: Xml | Fault): read is Fault => 'rule' in read;

/** Collects what is wrong with one document. */
export class Inspector {
  readonly faults: Fault[] = [];
  readonly #file: string;

  constructor(file: string) {
    this.#file = file;
  }

  complain(element: Xml, rule: string, detail: string): void {
    this.faults.push({ file: this.#file, place: element.place, rule, detail });
  }

  /** The one child of a name; complains where there is none, or are several. */
  one(parent: Xml, name: string): Xml | undefined {
    const found = parent.children.filter((child) => child.name === name);
    if (found.length !== 1) this.complain(parent, name, `has ${found.length} <${name}>, not one`);
    return found[0];
  }

  /** At most one. */
  maybe(parent: Xml, name: string): Xml | undefined {
    const found = parent.children.filter((child) => child.name === name);
    if (found.length > 1) this.complain(parent, name, `has ${found.length} <${name}>`);
    return found[0];
  }

  /** Whether the text has the form; complains where it has not. */
  expect(element: Xml | undefined, form: (text: string) => boolean, wanted: string): void {
    if (element !== undefined && !form(element.text)) {
      this.complain(element, wanted, `“${element.text.slice(0, 80)}” is no ${wanted}`);
    }
  }

  attribute(element: Xml, name: string, form: (text: string) => boolean, wanted: string): void {
    const value = element.attributes[name];
    if (value === undefined) this.complain(element, name, `has no ${name}`);
    else if (!form(value))
      this.complain(element, name, `${name} “${value.slice(0, 80)}” is no ${wanted}`);
  }
}
