import { own, type XmlElement, type XmlNode } from './xml.ts';

/** An attribute's value without white space around it; `undefined` where absent or empty. */
export function attribute(element: XmlElement | undefined, name: string): string | undefined {
  return (element && own(element.attributes, name)?.trim()) || undefined;
}

export const isElement = (node: XmlNode): node is XmlElement => typeof node !== 'string';

/** Children by name, in the parent's own name space unless another is given. */
export function childrenOf(
  parent: XmlElement | undefined,
  name: string,
  space = parent?.space,
): XmlElement[] {
  if (!parent) return [];
  return parent.children
    .filter(isElement)
    .filter((child) => child.name === name && child.space === space);
}

/** The first descendant along a path of child names, each in its parent's name space. */
export function at(parent: XmlElement | undefined, ...path: string[]): XmlElement | undefined {
  return path.reduce<XmlElement | undefined>((found, name) => childrenOf(found, name)[0], parent);
}

/** All descendants that have a name, in document order, of any name space. */
export function descendants(parent: XmlElement | undefined, name: string): XmlElement[] {
  if (!parent) return [];
  return parent.children
    .filter(isElement)
    .flatMap((child) => [...(child.name === name ? [child] : []), ...descendants(child, name)]);
}

/** All text within, as written. */
export function rawText(node: XmlNode | undefined): string {
  if (node === undefined || typeof node === 'string') return node ?? '';
  return node.children.map(rawText).join('');
}

/** All text within on one line; `undefined` where there is none. */
export function text(node: XmlNode | undefined): string | undefined {
  return rawText(node).replace(/\s+/g, ' ').trim() || undefined;
}
