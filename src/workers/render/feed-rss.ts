import { rfc822 } from './dates.ts';
import type { Feed, FeedItem, FeedPicture } from './feed-view.ts';
import { type Markup, html as xml } from './html.ts';

/** RSS 2.0 with Media RSS. */
export function rss(feed: Feed, address: string): Markup {
  const { title, description, url, language, publisher, modified, hub, items } = feed;
  return xml`<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/">
<channel>
<title>${title}</title>
<link>${url}</link>
<description>${description}</description>
<language>${language}</language>
<copyright>${publisher}</copyright>
${modified !== null && xml`<lastBuildDate>${rfc822(modified)}</lastBuildDate>\n`}<atom:link href="${address}" rel="self" type="application/rss+xml"/>
${hub !== null && xml`<atom:link href="${hub}" rel="hub"/>\n`}${items.map(item)}</channel>
</rss>
`;
}

function item(story: FeedItem): Markup {
  const { title, url, id, published, description, text, authors, section, keywords } = story;
  return xml`<item>
<title>${title}</title>
<link>${url}</link>
<guid isPermaLink="false">${id}</guid>
<pubDate>${rfc822(published)}</pubDate>
<description>${description}</description>
${text !== null && xml`<content:encoded>${text.toString()}</content:encoded>\n`}${authors.map(
  (name) => xml`<dc:creator>${name}</dc:creator>\n`,
)}<category>${section}</category>
${keywords.map((keyword) => xml`<category>${keyword}</category>\n`)}${
  story.picture !== null && mediaContent(story.picture)
}</item>
`;
}

/** A picture by Media RSS, which Atom feeds carry as well. */
export function mediaContent(picture: FeedPicture): Markup {
  const { url, contentType, width, height, bytes, alt, credit } = picture;
  return xml`<media:content url="${url}" medium="image" type="${contentType}" width="${width}" height="${height}" fileSize="${bytes}">${
    alt !== '' && xml`<media:description type="plain">${alt}</media:description>`
  }${credit !== null && xml`<media:credit>${credit}</media:credit>`}</media:content>
`;
}
