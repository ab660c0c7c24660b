import type { Feed, FeedItem } from './feed-view.ts';

/** JSON Feed 1.1. */
export function jsonFeed(feed: Feed, address: string): string {
  const { title, description, url, language, publisher, hub, items } = feed;
  return `${JSON.stringify({
    version: 'https://jsonfeed.org/version/1.1',
    title,
    home_page_url: url,
    feed_url: address,
    description,
    language,
    authors: [{ name: publisher }],
    hubs: hub === null ? undefined : [{ type: 'WebSub', url: hub }],
    items: items.map(item),
  })}\n`;
}

/** A summary is the content, where the feed gives no more: an item must have some. */
function item({ id, url, title, description, text, ...rest }: FeedItem): object {
  const { language, published, modified, authors, section, keywords, picture } = rest;
  return {
    id,
    url,
    title,
    ...(text === null
      ? { content_text: description }
      : { content_html: text.toString(), summary: description || undefined }),
    image: picture?.url,
    date_published: published,
    date_modified: modified,
    authors: authors.length === 0 ? undefined : authors.map((name) => ({ name })),
    tags: [section, ...keywords],
    language,
  };
}
