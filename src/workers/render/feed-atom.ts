import { mediaContent } from './feed-rss.ts';
import type { Feed, FeedItem } from './feed-view.ts';
import { type Markup, html as xml } from './html.ts';

/** The format wants a time even of a feed that nothing has been in yet. */
const never = '1970-01-01T00:00:00Z';

/** Atom 1.0 (RFC 4287), pictures by Media RSS. */
export function atom(feed: Feed, address: string): Markup {
  const { title, description, url, language, publisher, modified, hub, items } = feed;
  return xml`<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xmlns:media="http://search.yahoo.com/mrss/" xml:lang="${language}">
<id>${url}</id>
<title>${title}</title>
${description !== title && xml`<subtitle>${description}</subtitle>\n`}<updated>${modified ?? never}</updated>
<author><name>${publisher}</name></author>
<link rel="alternate" type="text/html" href="${url}"/>
<link rel="self" type="application/atom+xml" href="${address}"/>
${hub !== null && xml`<link rel="hub" href="${hub}"/>\n`}${items.map((item) => entry(item, language))}</feed>
`;
}

function entry(item: FeedItem, feedLanguage: string): Markup {
  const { id, title, url, published, modified, authors, section, keywords } = item;
  const language = item.language !== feedLanguage && xml` xml:lang="${item.language}"`;
  return xml`<entry${language}>
<id>${id}</id>
<title>${title}</title>
<link rel="alternate" type="text/html" href="${url}"/>
<published>${published}</published>
<updated>${modified}</updated>
${authors.map((name) => xml`<author><name>${name}</name></author>\n`)}${[section, ...keywords].map(
  (term) => xml`<category term="${term}"/>\n`,
)}${item.description !== '' && xml`<summary>${item.description}</summary>\n`}${
  item.text !== null && xml`<content type="html">${item.text.toString()}</content>\n`
}${item.picture !== null && mediaContent(item.picture)}</entry>
`;
}
