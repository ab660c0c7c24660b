import { escapeMarkup } from './markup.ts';
import { webAddress } from './web-address.ts';
import type { XmlElement, XmlNode } from './xml.ts';

/** An element as XML again, prefixes as they were. */
export function writeXml(node: XmlNode): string {
  if (typeof node === 'string') return escapeMarkup(node);
  return writeAround(node, node.children.map(writeXml).join(''));
}

/** An element's own tags around content that is XML already. */
export function writeAround(element: XmlElement, content: string): string {
  const attributes = Object.entries(element.attributes)
    .map(([name, value]) => ` ${name}="${escapeAttribute(value)}"`)
    .join('');
  return `<${element.tag}${attributes}>${content}</${element.tag}>`;
}

/** XML turns line breaks within attributes into spaces unless they are written as numbers. */
const escapeAttribute = (value: string): string =>
  escapeMarkup(value).replace(/[\r\n\t]/g, (space) => `&#${space.charCodeAt(0)};`);

const empty = new Set(['br', 'hr', 'img', 'wbr', 'source', 'input', 'col', 'embed', 'area']);
const addresses = new Set(['href', 'src']);

/** What an element becomes in HTML: another name, `null` for its content alone, or nothing. */
export type HtmlNames = (element: XmlElement) => string | null | undefined;

/** Keeps XHTML names as they are. */
const htmlAsItIs: HtmlNames = ({ name }) =>
  /^[a-z][a-z0-9]*$/i.test(name) ? name.toLowerCase() : null;

/** An element's content as HTML, its web addresses absolute where a base is known. */
export function writeHtml(parent: XmlElement, names: HtmlNames = htmlAsItIs): string {
  return parent.children.map((node) => writeNode(node, names)).join('');
}

function writeNode(node: XmlNode, names: HtmlNames): string {
  if (typeof node === 'string') return escapeMarkup(node);
  const name = names(node);
  if (name === undefined) return '';
  const content = empty.has(name ?? '') ? '' : writeHtml(node, names);
  if (name === null) return content;
  const tag = `<${name}${htmlAttributes(node)}>`;
  return empty.has(name) ? tag : `${tag}${content}</${name}>`;
}

function htmlAttributes({ attributes, base }: XmlElement): string {
  return Object.entries(attributes)
    .filter(([name]) => /^[a-z][a-z0-9-]*$/i.test(name) && !name.startsWith('xmlns'))
    .map(([name, value]) => {
      const written = addresses.has(name.toLowerCase())
        ? (webAddress(value, base) ?? value)
        : value;
      return ` ${name}="${escapeMarkup(written)}"`;
    })
    .join('');
}
