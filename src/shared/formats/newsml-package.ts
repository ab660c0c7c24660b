import { escapeMarkup, linkTo } from './markup.ts';
import { captionOf, titleOf } from './newsml-content.ts';
import { groupsOf } from './newsml-pictures.ts';
import { webAddress } from './web-address.ts';
import { headlineFrom, type WireStory } from './wire-story.ts';
import type { XmlElement, XmlNode } from './xml.ts';
import { at, attribute, childrenOf, descendants, isElement, text } from './xml-find.ts';
import { writeXml } from './xml-write.ts';

/** The items of a news message, in their order. */
export function itemsOf(message: XmlElement): XmlElement[] {
  return childrenOf(message, 'itemSet').flatMap(itemsOfSet);
}

const itemsOfSet = (set: XmlElement): XmlElement[] =>
  set.children
    .filter(isElement)
    .filter(({ name, space }) => /^(news|package)Item$/.test(name) && space === set.space);

/**
 * The stories of a message as XML, a text's pictures behind it. A package's references get the headlines of the items that they
 * mean, as far as the message brings those items: on its own, a package may know only their names.
 */
export function itemTexts(message: XmlElement): string[] {
  const headlines = new Map<string, string>();
  const items = itemsOf(message);
  for (const item of items) {
    const guid = attribute(item, 'guid');
    const headline = labelOf(item);
    if (guid !== undefined && headline !== undefined) headlines.set(guid, headline);
  }
  return groupsOf(items).map(({ item, pictures }) =>
    [item.name === 'packageItem' ? withTitles(item, headlines) : item, ...pictures]
      .map(writeXml)
      .join(''),
  );
}

function withTitles(element: XmlElement, headlines: ReadonlyMap<string, string>): XmlElement {
  const children: XmlNode[] = element.children.map((child) =>
    isElement(child) ? withTitles(child, headlines) : child,
  );
  const title = headlines.get(attribute(element, 'residref') ?? '');
  if (element.name === 'itemRef' && title !== undefined && !at(element, 'title')) {
    children.push({
      ...element,
      ...titled(element),
      attributes: {},
      children: [title.slice(0, 200)],
    });
  }
  return { ...element, children };
}

const titled = ({ tag, name }: XmlElement): { name: string; tag: string } => ({
  name: 'title',
  tag: `${tag.slice(0, -name.length)}title`,
});

/** What an item is known by in a list of others. */
const labelOf = (item: XmlElement): string | undefined =>
  titleOf(item) ?? headlineFrom(captionOf(at(item, 'contentMeta')));

/** A package as a story: its parts, in their order, by headline and summary. */
export function packageStory(item: XmlElement): WireStory {
  const references = descendants(item, 'itemRef');
  const parts = references.map(
    (reference) => `<li>${labelled(reference)}${summaryOf(reference)}</li>`,
  );
  return {
    headline: titleOf(item) ?? text(at(references[0], 'title')),
    description: text(at(item, 'contentMeta', 'description')),
    body: parts.length === 0 ? undefined : `<ul>${parts.join('')}</ul>`,
  };
}

function labelled(reference: XmlElement): string {
  const name = attribute(reference, 'residref') ?? attribute(reference, 'href') ?? '';
  const url = webAddress(attribute(reference, 'href') ?? name, reference.base);
  return linkTo(url, text(at(reference, 'title')) ?? name);
}

function summaryOf(reference: XmlElement): string {
  const summary = text(at(reference, 'description'));
  return summary === undefined ? '' : `<p>${escapeMarkup(summary)}</p>`;
}
