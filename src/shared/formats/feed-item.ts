import { createHash } from 'node:crypto';
import { linkTo, plainTextOf } from './markup.ts';
import { mediaDescription, mediaImages, mediaTerms } from './media-rss.ts';
import { webAddress } from './web-address.ts';
import type { WireImage, WireStory } from './wire-story.ts';
import type { XmlElement } from './xml.ts';
import { attribute, rawText, text } from './xml-find.ts';

/** What RSS and Atom agree upon about an item. */
interface FeedItem {
  readonly element: XmlElement;
  readonly identity: string | undefined;
  readonly title: string | undefined;
  /** Absolute, where it can be made so. */
  readonly link: string | undefined;
  /** HTML. */
  readonly content: string | undefined;
  /** HTML. */
  readonly summary: string | undefined;
  readonly base: string | undefined;
  /** Pictures that stand beside the text. */
  readonly enclosures: readonly WireImage[];
}

/** The fields of a story that a feed's item fills, with what stands in for those that it lacks. */
export function feedStory(item: FeedItem): WireStory {
  const { title, link, element } = item;
  const described = item.summary ?? mediaDescription(element);
  const pictures = mediaImages(element, item.base);
  return {
    externalId: item.identity ?? link ?? hashOf(title),
    headline: title,
    description: item.content && described ? plainTextOf(described) : undefined,
    body: item.content ?? described ?? linkBody(title, link),
    usageTerms: mediaTerms(element),
    images: unique([...pictures, ...item.enclosures]),
  };
}

/** For items without guid or link: the same title is the same item. */
const hashOf = (title: string | undefined): string | undefined =>
  title && `urn:sha256:${createHash('sha256').update(title).digest('hex')}`;

const linkBody = (title: string | undefined, link: string | undefined): string | undefined =>
  title && `<p>${linkTo(link, title)}</p>`;

function unique(images: readonly WireImage[]): WireImage[] {
  return [...new Map(images.toReversed().map((image) => [image.url, image])).values()].toReversed();
}

/** A person's name out of `Name`, `mail (Name)` or `Name <mail>`; a bare address is nobody's name. */
export function personName(written: string | undefined): string | undefined {
  const trimmed = written?.trim().slice(0, 1_000) ?? '';
  const [, within] = /^\S+@\S+ \(([^()]+)\)$/.exec(trimmed) ?? [];
  const name = (within ?? trimmed.replace(/<[^<>]*>/g, '')).trim();
  return name === '' || /^\S+@\S+$/.test(name) ? undefined : name;
}

/** A picture named by an enclosure, or none if it is of another kind. */
export function enclosureImage(
  enclosure: XmlElement,
  address: 'url' | 'href',
  base: string | undefined,
): WireImage[] {
  if (!/^image\//.test(attribute(enclosure, 'type') ?? '')) return [];
  const url = webAddress(attribute(enclosure, address), enclosure.base ?? base);
  return url === undefined ? [] : [{ url }];
}

/** All of an element's text as it stands, for HTML within it; `undefined` where it shows nothing. */
export function markup(element: XmlElement | undefined): string | undefined {
  return text(element) === undefined ? undefined : rawText(element).trim();
}
