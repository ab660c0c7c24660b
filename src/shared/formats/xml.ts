import { Parser } from 'htmlparser2';
import { Malformed } from './format.ts';
import { webAddress } from './web-address.ts';
import { decodeXml } from './xml-text.ts';

/** Bounds of a document: what no newsroom format needs more of. */
const maximum = {
  bytes: 5_242_880,
  depth: 100,
  elements: 100_000,
  attributes: 256,
  attributeLength: 65_536,
};

/** An element with its name taken apart and its name space found. */
export interface XmlElement {
  /** Name without prefix. */
  readonly name: string;
  /** As written, prefix and all. */
  readonly tag: string;
  /** Address of its name space without closing slash; '' for none. */
  readonly space: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlNode[];
  /** `xml:lang` in force here. */
  readonly language: string | undefined;
  /** `xml:base` in force here; an absolute web address. */
  readonly base: string | undefined;
}

export type XmlNode = XmlElement | string;

/** Prefixes declared by one element; looked up outwards. */
interface Scope {
  readonly declared: ReadonlyMap<string, string>;
  readonly outer: Scope | null;
}

interface OpenElement extends XmlElement {
  readonly children: XmlNode[];
  readonly scope: Scope | null;
}

/**
 * Reads an XML document that a stranger sent and gives its root element. Nothing outside of the
 * document is ever read, and it may declare no entities: those of XML itself and numbers are all
 * that is expanded. Throws Malformed for what is cut off, badly nested, not in the encoding that it names,
 * deeper than 100 levels, or of more than 5 MiB, 100,000 elements, 256 attributes to an element or
 * 64 kB to an attribute. Pictures are links in all of these formats: a feed needs no more.
 */
export function readXml(body: Buffer, charset?: string): XmlElement {
  if (body.length > maximum.bytes) throw new Malformed('XML of more than 5 MiB; send less at once');
  const source = decodeXml(body, charset);
  const tree = new Tree();
  const parser = new Parser(
    {
      onopentagname: () => tree.beginTag(),
      onattribute: (name, value) => tree.attribute(name, value),
      onopentag: (tag, attributes) => {
        tree.open(tag, attributes, source[parser.endIndex - 1] === '/');
      },
      onclosetag: (tag, implied) => tree.close(tag, implied),
      ontext: (text) => tree.text(text),
      onprocessinginstruction: refuseDeclaration,
    },
    { xmlMode: true, decodeEntities: true },
  );
  parser.end(source);
  return tree.root();
}

/** A document type may be named, but it is not fetched, and may not bring its own declarations. */
function refuseDeclaration(name: string, text: string): void {
  if (name.startsWith('?')) return;
  if (name.toLowerCase() === '!doctype' && !text.includes('[')) return;
  throw new Malformed('The XML declares entities or a document type of its own; leave them out');
}

class Tree {
  #root: OpenElement | null = null;
  readonly #open: OpenElement[] = [];
  #elements = 0;
  #attributes = 0;
  #selfClosing = false;

  beginTag(): void {
    this.#attributes = 0;
    this.#elements += 1;
    if (this.#elements > maximum.elements) {
      throw new Malformed(`More than ${maximum.elements} elements`);
    }
    if (this.#open.length >= maximum.depth) {
      throw new Malformed(`Nested deeper than ${maximum.depth} levels`);
    }
  }

  attribute(name: string, value: string): void {
    this.#attributes += 1;
    if (this.#attributes > maximum.attributes) {
      throw new Malformed(`More than ${maximum.attributes} attributes on one element`);
    }
    if (name.length + value.length > maximum.attributeLength) {
      throw new Malformed(`An attribute is longer than ${maximum.attributeLength} characters`);
    }
  }

  open(tag: string, attributes: Record<string, string>, selfClosing: boolean): void {
    const outer = this.#open.at(-1);
    if (!outer && this.#root) throw new Malformed('The XML has more than one root element');
    const element = elementOf(tag, attributes, outer);
    if (outer) outer.children.push(element);
    else this.#root = element;
    this.#open.push(element);
    this.#selfClosing = selfClosing;
  }

  close(tag: string, implied: boolean): void {
    if (implied && !this.#selfClosing) {
      throw new Malformed(
        `The XML is cut off or badly nested: <${tag.slice(0, 40)}> is not closed`,
      );
    }
    this.#selfClosing = false;
    this.#open.pop();
  }

  text(text: string): void {
    const children = this.#open.at(-1)?.children;
    if (!children) {
      if (/[^\s\uFEFF]/.test(text)) throw new Malformed('The body is not XML: text outside of it');
      return;
    }
    if (typeof children.at(-1) === 'string') children[children.length - 1] += text;
    else children.push(text);
  }

  root(): XmlElement {
    if (!this.#root) throw new Malformed('The body holds no XML element');
    return this.#root;
  }
}

function elementOf(
  tag: string,
  attributes: Record<string, string>,
  outer: OpenElement | undefined,
): OpenElement {
  const scope = scopeOf(attributes, outer?.scope ?? null);
  const colon = tag.indexOf(':');
  const base = own(attributes, 'xml:base');
  return {
    tag,
    name: tag.slice(colon + 1),
    space: spaceOf(colon < 0 ? '' : tag.slice(0, colon), scope),
    attributes,
    children: [],
    language: own(attributes, 'xml:lang') ?? outer?.language,
    base: webAddress(base, outer?.base) ?? outer?.base,
    scope,
  };
}

function scopeOf(attributes: Record<string, string>, outer: Scope | null): Scope | null {
  const declared = new Map<string, string>();
  for (const [name, value] of Object.entries(attributes)) {
    const space = value.trim().replace(/\/$/, '');
    if (name === 'xmlns') declared.set('', space);
    else if (name.startsWith('xmlns:')) declared.set(name.slice(6), space);
  }
  return declared.size === 0 ? outer : { declared, outer };
}

/** A prefix that is declared nowhere stands for itself: no name space has such an address. */
function spaceOf(prefix: string, innermost: Scope | null): string {
  for (let scope = innermost; scope !== null; scope = scope.outer) {
    const space = scope.declared.get(prefix);
    if (space !== undefined) return space;
  }
  return prefix;
}

/** An attribute of its own, never one of a prototype. */
export const own = (
  attributes: Readonly<Record<string, string>>,
  name: string,
): string | undefined => (Object.hasOwn(attributes, name) ? attributes[name] : undefined);
