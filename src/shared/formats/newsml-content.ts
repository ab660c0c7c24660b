import { escapeMarkup, markupOf, paragraphsOf } from './markup.ts';
import { contentOf } from './nitf.ts';
import { withLargest } from './rendition-links.ts';
import { webAddress } from './web-address.ts';
import { headlineFrom, type WireImage, type WireStory, wholeNumber } from './wire-story.ts';
import type { XmlElement } from './xml.ts';
import { at, attribute, childrenOf, descendants, isElement, rawText, text } from './xml-find.ts';
import { writeHtml } from './xml-write.ts';

/**
 * What a news item says in its own words: text, pictures and who made them; with the pictures of
 * the items that belong to it.
 */
export function contentStory(item: XmlElement, beside: readonly XmlElement[] = []): WireStory {
  const meta = at(item, 'contentMeta');
  const caption = captionOf(meta);
  const inline = inlineStory(item);
  const names = creators(meta);
  return {
    ...inline,
    headline: titleOf(item) ?? inline.headline ?? headlineFrom(caption),
    description: isPicture(item) ? undefined : (inline.description ?? caption),
    byline: text(at(meta, 'by')) ?? inline.byline,
    authors: names.length > 0 ? names : (inline.authors ?? []),
    dateline: text(at(meta, 'dateline')) ?? inline.dateline ?? text(at(meta, 'located', 'name')),
    body: bodyWith(inline.body, beside) || (caption && `<p>${escapeMarkup(caption)}</p>`),
    images: [
      ...pictures(item, caption),
      ...beside.flatMap((one) => pictures(one, captionOf(at(one, 'contentMeta')))),
      ...(inline.images ?? []),
    ],
  };
}

function bodyWith(body: string | undefined, beside: readonly XmlElement[]): string | undefined {
  if (body === undefined) return undefined;
  const largest = beside.flatMap((item) => {
    const [first, ...rest] = renditionsOf(item);
    return first ? rest.map(({ url }) => [url, first.url] as const) : [];
  });
  return withLargest(body, new Map(largest));
}

/** The headline that the desk wrote, else its working title. */
export const titleOf = (item: XmlElement): string | undefined =>
  text(at(item, 'contentMeta', 'headline')) ?? text(at(item, 'itemMeta', 'title'));

/** The caption, else whichever description comes first. */
export function captionOf(meta: XmlElement | undefined): string | undefined {
  const descriptions = childrenOf(meta, 'description');
  const caption = descriptions.find((one) => /caption$/.test(attribute(one, 'role') ?? ''));
  return text(caption ?? descriptions[0]);
}

/** By its class; an item that names none is one if it brings a picture. */
function isPicture(item: XmlElement): boolean {
  const kind = attribute(at(item, 'itemMeta', 'itemClass'), 'qcode')
    ?.split(':')
    .at(-1);
  if (kind !== undefined) return kind === 'picture' || kind === 'graphic';
  return childrenOf(at(item, 'contentSet'), 'remoteContent').some(isImage);
}

function creators(meta: XmlElement | undefined): (string | undefined)[] {
  return childrenOf(meta, 'creator')
    .map((creator) => text(at(creator, 'name')))
    .filter((name) => name !== undefined);
}

function inlineStory(item: XmlElement): WireStory {
  const set = at(item, 'contentSet');
  const [xml] = childrenOf(set, 'inlineXML');
  const root = xml?.children.find(isElement);
  if (root?.name === 'nitf') return contentOf(root);
  if (root) return { body: htmlOf(root) };
  const [data] = childrenOf(set, 'inlineData');
  if (!data || attribute(data, 'encoding') !== undefined) return {};
  const markup = /html/i.test(attribute(data, 'contenttype') ?? '');
  return { body: markup ? rawText(data).trim() : markupOf(paragraphsOf(rawText(data))) };
}

function htmlOf(root: XmlElement): string {
  const body = root.name === 'html' ? at(root, 'body') : root;
  return body ? writeHtml(body).trim() : '';
}

interface Rendition extends WireImage {
  readonly size: number;
}

/** The biggest rendition that can be fetched; those with a watermark only where there is no other. */
function pictures(item: XmlElement, caption: string | undefined): WireImage[] {
  if (!isPicture(item)) return [];
  const [biggest] = renditionsOf(item);
  if (!biggest) return [];
  return [{ url: biggest.url, caption, ...creditOf(item) }];
}

/** The biggest first. */
const renditionsOf = (item: XmlElement): Rendition[] =>
  childrenOf(at(item, 'contentSet'), 'remoteContent')
    .filter(isImage)
    .flatMap(renditionOf)
    .toSorted((left, right) => right.size - left.size);

function creditOf(item: XmlElement): Pick<WireImage, 'creditLine' | 'usageTerms' | 'altText'> {
  const meta = at(item, 'contentMeta');
  const [creator] = creators(meta);
  const restrictions = [
    ...childrenOf(at(item, 'rightsInfo'), 'usageTerms'),
    ...childrenOf(at(item, 'itemMeta'), 'edNote'),
  ];
  const terms = restrictions.map((part) => text(part)).filter((part) => part !== undefined);
  const altText = childrenOf(meta, 'description').find((one) =>
    /(accessibility|alttext)$/i.test(attribute(one, 'role') ?? ''),
  );
  return {
    creditLine: text(at(meta, 'creditline')) ?? creator,
    altText: text(altText),
    usageTerms: terms.join(' ') || undefined,
  };
}

function isImage(content: XmlElement): boolean {
  const type = attribute(content, 'contenttype');
  return type === undefined || type.startsWith('image/');
}

function renditionOf(content: XmlElement): Rendition[] {
  const url = webAddress(attribute(content, 'href'), content.base);
  if (url === undefined) return [];
  const number = (name: string): number => wholeNumber(attribute(content, name)) ?? 0;
  const marked = descendants(content, 'remoteContentExtProperty').some((property) =>
    /watermark/i.test(attribute(property, 'literal') ?? ''),
  );
  const size = number('width') * number('height') || number('size') / 1e6;
  return [{ url, size: marked ? size - 1e12 : size }];
}
