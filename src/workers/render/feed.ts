import type { Card } from '../../shared/archive/publication.ts';
import { frontTag } from '../../shared/cache-tags.ts';
import { later, rfc822 } from './dates.ts';
import { type Markup, html as xml } from './html.ts';
import { languageOf } from './language.ts';
import { type Variant, widelyRead } from './picture.ts';
import type { Press } from './press.ts';
import { cacheTag, type Printed } from './site-objects.ts';
import { publisherOf, sectionLink } from './site-view.ts';
import { line } from './text.ts';

const feedLength = 30;
/** What readers of feeds ask of a picture, in pixels of width. */
const pictureWidth = 1200;

export interface FeedSubject {
  /** The front it belongs to. */
  readonly name: string;
  /** Path of that front, with slashes at both ends. */
  readonly path: string;
  readonly heading: string;
  /** Newest first. */
  readonly cards: readonly Card[];
}

/** `feed.xml` of a front: RSS 2.0 with Media RSS. The same stories give the same bytes. */
export function feedObject(press: Press, feed: FeedSubject): Printed {
  const { site } = press;
  return {
    key: `${feed.path.slice(1)}feed.xml`,
    kind: 'feed',
    body: rss(press, feed).toString(),
    contentType: 'application/rss+xml; charset=utf-8',
    contentLanguage: languageOf(site.language).tag,
    cacheControl: site.cacheControl.front,
    metadata: { 'cache-tag': cacheTag([frontTag(feed.name)]) },
  };
}

function rss(press: Press, { path, heading, cards }: FeedSubject): Markup {
  const { site, publicUrl } = press;
  const name = line(site.name);
  const title = path === '/' ? name : `${name}: ${heading}`;
  const items = cards.slice(0, feedLength);
  const changed = items.map(({ modified }) => modified).reduce(later, items[0]?.modified ?? '');
  return xml`<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/">
<channel>
<title>${title}</title>
<link>${publicUrl}${path}</link>
<description>${line(site.description) || title}</description>
<language>${languageOf(site.language).tag}</language>
<copyright>${publisherOf(site)}</copyright>
${changed !== '' && xml`<lastBuildDate>${rfc822(changed)}</lastBuildDate>\n`}<atom:link href="${publicUrl}${path}feed.xml" rel="self" type="application/rss+xml"/>
${items.map((card) => item(press, card))}</channel>
</rss>
`;
}

function item(press: Press, card: Card): Markup {
  return xml`<item>
<title>${card.headline}</title>
<link>${press.publicUrl}${card.path}</link>
<guid isPermaLink="false">${guidOf(press, card)}</guid>
<pubDate>${rfc822(card.firstPublished)}</pubDate>
<description>${card.description}</description>
${creators(card).map((name) => xml`<dc:creator>${name}</dc:creator>\n`)}<category>${
    sectionLink(press, card.section).name
  }</category>
${card.keywords.map((keyword) => xml`<category>${keyword}</category>\n`)}${picture(press, card)}</item>
`;
}

/** Never changes while the site keeps its host: a moved or corrected story is not a new one. */
function guidOf({ publicUrl }: Press, { storyId, firstPublished }: Card): string {
  const { hostname } = new URL(publicUrl);
  return `tag:${hostname},${firstPublished.slice(0, 10)}:${storyId}`;
}

function creators({ authors, byline }: Card): string[] {
  const names = authors.map(({ name }) => name);
  return names.length > 0 || byline === undefined ? names : [byline];
}

function picture({ publicUrl }: Press, { image }: Card): Markup | false {
  const chosen = image && feedPicture(image.renditions);
  if (image === undefined || chosen === undefined || image.isKeptFromFeeds) return false;
  const { key, contentType, width, height, bytes } = chosen;
  return xml`<media:content url="${publicUrl}/${key}" medium="image" type="${contentType}" width="${width}" height="${height}" fileSize="${bytes}">${
    image.altText !== '' &&
    xml`<media:description type="plain">${image.altText}</media:description>`
  }${
    image.creditLine !== undefined && xml`<media:credit>${image.creditLine}</media:credit>`
  }</media:content>
`;
}

/** A JPEG, since not every reader knows more: the smallest that is wide enough, else the widest. */
function feedPicture(renditions: readonly Variant[]): Variant | undefined {
  const fit = widelyRead(renditions);
  return fit.find(({ width }) => width >= pictureWidth) ?? fit.at(-1);
}
