import type { Card } from '../../shared/archive/publication.ts';
import { isOwnFront } from '../../shared/catalogue/front-names.ts';
import { later } from './dates.ts';
import type { FrontTools } from './front-tools.ts';
import type { Markup } from './html.ts';
import { languageOf } from './language.ts';
import type { ListFront } from './list-front.ts';
import { type Variant, widelyRead } from './picture.ts';
import type { Press } from './press.ts';
import { publisherOf, sectionLink } from './site-view.ts';
import { line } from './text.ts';

const feedLength = 30;
/** What readers of feeds ask of a picture, in pixels of width. */
const pictureWidth = 1200;

/** A feed in no format yet. Texts are plain, addresses absolute. */
export interface Feed {
  readonly title: string;
  readonly description: string;
  /** The front. */
  readonly url: string;
  readonly language: string;
  readonly publisher: string;
  /** When any of its stories last changed (RFC 3339, UTC); `null` where it has none. */
  readonly modified: string | null;
  readonly hub: string | null;
  readonly items: readonly FeedItem[];
}

export interface FeedItem {
  /** Never changes while the site keeps its host: a moved or corrected story is not a new one. */
  readonly id: string;
  readonly url: string;
  readonly title: string;
  readonly description: string;
  /** All of the text, where the feed gives it. */
  readonly text: Markup | null;
  readonly language: string;
  /** RFC 3339, UTC; the first publication, which no edit changes. */
  readonly published: string;
  /** The last time readers got something new. */
  readonly modified: string;
  readonly authors: readonly string[];
  readonly section: string;
  readonly keywords: readonly string[];
  readonly picture: FeedPicture | null;
}

export interface FeedPicture extends Omit<Variant, 'key'> {
  readonly url: string;
  readonly alt: string;
  readonly credit: string | null;
}

export interface FeedSubject extends Pick<ListFront, 'kind' | 'name' | 'path'> {
  readonly heading: string;
  /** Newest first. */
  readonly cards: readonly Card[];
}

/** What a front's feeds say, in every format. */
export async function feedOf(
  tools: FrontTools,
  { kind, name: front, path, heading, cards }: FeedSubject,
): Promise<Feed> {
  const { site, publicUrl } = tools;
  const name = line(site.name);
  const title = kind === 'home' ? name : `${name}: ${heading}`;
  const newest = cards.slice(0, feedLength);
  return {
    title,
    description: line(site.description) || title,
    url: publicUrl + path,
    language: languageOf(site.language).tag,
    publisher: publisherOf(site),
    modified: newest.map(({ modified }) => modified).reduce(laterOf, null),
    hub: isOwnFront(front) ? (site.feeds.hub ?? null) : null,
    items: await Promise.all(newest.map((card) => itemOf(tools, card))),
  };
}

const laterOf = (one: string | null, other: string): string =>
  one === null ? other : later(one, other);

async function itemOf(tools: FrontTools, card: Card): Promise<FeedItem> {
  const { site, publicUrl } = tools;
  const isFull = site.feeds.content === 'full';
  return {
    id: guidOf(tools, card),
    url: publicUrl + encodeURI(card.path),
    title: card.headline,
    description: card.description,
    text: isFull ? ((await tools.textOf(card)) ?? null) : null,
    language: languageOf(card.language, site.language).tag,
    published: card.firstPublished,
    modified: card.modified,
    authors: creators(card),
    section: sectionLink(tools, card.section).name,
    keywords: card.keywords,
    picture: pictureOf(tools, card),
  };
}

function guidOf({ publicUrl }: Press, { storyId, firstPublished }: Card): string {
  const { hostname } = new URL(publicUrl);
  return `tag:${hostname},${firstPublished.slice(0, 10)}:${storyId}`;
}

function creators({ authors, byline }: Card): string[] {
  const names = authors.map(({ name }) => name);
  return names.length > 0 || byline === undefined ? names : [byline];
}

/** None where its terms let us not hand it on. */
function pictureOf({ publicUrl }: Press, { image }: Card): FeedPicture | null {
  const chosen = image && feedVariant(image.renditions);
  if (image === undefined || chosen === undefined || image.isKeptFromFeeds) return null;
  const { key, ...rest } = chosen;
  const credit = image.creditLine ?? null;
  return { ...rest, url: `${publicUrl}/${key}`, alt: image.altText, credit };
}

/** A JPEG, since not every reader knows more: the smallest that is wide enough, else the widest. */
function feedVariant(renditions: readonly Variant[]): Variant | undefined {
  const fit = widelyRead(renditions);
  return fit.find(({ width }) => width >= pictureWidth) ?? fit.at(-1);
}
