import type { XmlElement, XmlNode } from './xml.ts';
import { at, attribute, childrenOf, descendants, isElement } from './xml-find.ts';
import { checkCount } from './xml-pieces.ts';

/** A text with the pictures that come with it, or any other item alone. */
export interface ItemGroup {
  readonly item: XmlElement;
  readonly pictures: readonly XmlElement[];
}

/**
 * Puts the pictures of a message to its texts: those that a text links to or shows, those that a
 * package ties to it, and, where a message holds one text, all of them. A package that does no more
 * than that is no story of its own. Pictures that belong to no text stay items of their own. Throws
 * Invalid for more than 1,000 items.
 */
export function groupsOf(items: readonly XmlElement[]): ItemGroup[] {
  checkCount(items.length);
  const texts = items.filter((item) => item.name === 'newsItem' && !isPictureItem(item));
  const pictures = new Map(
    items.filter(isPictureItem).flatMap((item) => {
      const guid = attribute(item, 'guid');
      return guid === undefined ? [] : [[guid, item] as const];
    }),
  );
  const packages = items.filter(({ name }) => name === 'packageItem').map(referencesOf);
  const owned = new Map(texts.map((text) => [text, ownedBy(text, { texts, pictures, packages })]));
  const taken = new Set([...owned.values()].flatMap((guids) => [...guids]));
  const isTie = (item: XmlElement): boolean =>
    item.name === 'packageItem' && tiesOnly(referencesOf(item), owned);
  return items
    .filter((item) => !(isPictureItem(item) && taken.has(attribute(item, 'guid') ?? '')))
    .filter((item) => !isTie(item))
    .map((item) => ({
      item,
      pictures: [...(owned.get(item) ?? [])].flatMap((guid) => pictures.get(guid) ?? []),
    }));
}

/** By its class: a picture that names none is taken for a text. */
export const isPictureItem = (item: XmlElement): boolean =>
  item.name === 'newsItem' && /:(?:picture|graphic)$/.test(classOf(item) ?? '');

/** What kind of item it is, such as `ninat:text`. */
export const classOf = (item: XmlElement): string | undefined =>
  attribute(at(item, 'itemMeta', 'itemClass'), 'qcode');

interface Beside {
  readonly texts: readonly XmlElement[];
  readonly pictures: ReadonlyMap<string, XmlElement>;
  readonly packages: readonly ReadonlySet<string>[];
}

function ownedBy(text: XmlElement, { texts, pictures, packages }: Beside): Set<string> {
  const guids = new Set<string>();
  const take = (guid: string) => pictures.has(guid) && guids.add(guid);
  if (texts.length === 1) for (const guid of pictures.keys()) take(guid);
  for (const link of childrenOf(at(text, 'itemMeta'), 'link')) {
    take(attribute(link, 'residref') ?? attribute(link, 'href') ?? '');
  }
  for (const guid of namedIn(at(text, 'contentSet'))) take(guid);
  const own = attribute(text, 'guid') ?? '';
  const others = texts.flatMap((one) => (one === text ? [] : (attribute(one, 'guid') ?? [])));
  for (const references of packages) {
    if (!references.has(own) || others.some((guid) => references.has(guid))) continue;
    for (const guid of references) take(guid);
  }
  return guids;
}

const referencesOf = (item: XmlElement): Set<string> =>
  new Set(
    descendants(item, 'itemRef').flatMap(
      (reference) => attribute(reference, 'residref') ?? attribute(reference, 'href') ?? [],
    ),
  );

/** Values of attributes by which markup refers to items. */
function namedIn(node: XmlNode | undefined): string[] {
  if (node === undefined || !isElement(node)) return [];
  const own = ['data-uri', 'uri', 'residref', 'itemid'].flatMap(
    (name) => attribute(node, name) ?? [],
  );
  return [...own, ...node.children.flatMap(namedIn)];
}

function tiesOnly(references: ReadonlySet<string>, owned: ReadonlyMap<XmlElement, Set<string>>) {
  for (const [text, pictures] of owned) {
    const guid = attribute(text, 'guid') ?? '';
    if (pictures.size === 0 || !references.has(guid)) continue;
    return [...references].every((one) => one === guid || pictures.has(one));
  }
  return false;
}
