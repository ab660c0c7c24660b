import { markupOf, paragraphsOf } from './markup.ts';
import { contentOf } from './nitf.ts';
import { webAddress } from './web-address.ts';
import { type WireImage, type WireStory, wholeNumber } from './wire-story.ts';
import type { XmlElement } from './xml.ts';
import { at, attribute, childrenOf, isElement, rawText, text } from './xml-find.ts';
import { writeHtml } from './xml-write.ts';

/** What NewsML 1 calls most things by. */
export const named = (element: XmlElement | undefined): string | undefined =>
  attribute(element, 'FormalName');

/** Roles of components that are no part of the text, in lower case. */
const besides = /^(?:video|audio|logo|stylesheet|contact|caption|headline|subheadline|slug)/i;

/** The components of an item, outer before inner, without what belongs to a film. */
export function componentsIn(parent: XmlElement): XmlElement[] {
  const level = childrenOf(parent, 'NewsComponent').filter(
    (one) => !/^(?:video|audio)/i.test(roleOf(one)),
  );
  return [...level, ...level.flatMap(componentsIn)];
}

const roleOf = (component: XmlElement): string => named(at(component, 'Role')) ?? '';

/** The text of the first component that holds one. */
export function textIn(components: readonly XmlElement[]): WireStory {
  for (const component of components.filter((one) => !besides.test(roleOf(one)))) {
    for (const item of childrenOf(component, 'ContentItem')) {
      const story = storyIn(at(item, 'DataContent'), item);
      if (story.body) return story;
    }
  }
  return {};
}

function storyIn(content: XmlElement | undefined, item: XmlElement): WireStory {
  if (!content || at(item, 'Encoding')) return {};
  const root = content.children.find(isElement);
  if (root?.name === 'nitf') return contentOf(root);
  if (!root) return { body: markupOf(paragraphsOf(rawText(content))) };
  const body = root.name === 'html' ? at(root, 'body') : content;
  return { body: body && writeHtml(body).trim() };
}

/** One picture of each component that brings any: the biggest of its renditions. */
export function picturesIn(components: readonly XmlElement[]): WireImage[] {
  return components.flatMap((component) => {
    const [biggest] = childrenOf(component, 'ContentItem')
      .filter(isPicture)
      .flatMap(renditionOf)
      .toSorted((left, right) => right.size - left.size);
    if (!biggest) return [];
    const line = (name: string) => text(at(component, 'NewsLines', name));
    return [
      {
        url: biggest.url,
        caption: captionIn(component) ?? line('CaptionLine') ?? line('HeadLine'),
        creditLine:
          line('CreditLine') ?? named(at(component, 'AdministrativeMetadata', 'Creator', 'Party')),
        role: /^logo/i.test(roleOf(component)) ? 'inline' : undefined,
      },
    ];
  });
}

/** The caption's own component stands within the picture's. */
function captionIn(component: XmlElement): string | undefined {
  const caption = childrenOf(component, 'NewsComponent').find((one) =>
    /^caption/i.test(roleOf(one)),
  );
  return text(at(caption, 'ContentItem', 'DataContent'));
}

function isPicture(item: XmlElement): boolean {
  const type = named(at(item, 'MimeType'));
  if (type !== undefined) return type.startsWith('image/');
  return /^(?:photo|picture|graphic|image)/i.test(named(at(item, 'MediaType')) ?? '');
}

function renditionOf(item: XmlElement): { url: string; size: number }[] {
  const url = webAddress(attribute(item, 'Href'), item.base);
  if (url === undefined) return [];
  const characteristics = at(item, 'Characteristics');
  const property = (name: RegExp): number => {
    const found = childrenOf(characteristics, 'Property').find((one) =>
      name.test(named(one) ?? ''),
    );
    return wholeNumber(attribute(found, 'Value')) ?? 0;
  };
  const pixels = property(/^(?:pixel)?width$/i) * property(/^(?:pixel)?height$/i);
  const bytes = wholeNumber(text(at(characteristics, 'SizeInBytes'))) ?? 0;
  return [{ url, size: pixels || bytes / 1e6 }];
}
