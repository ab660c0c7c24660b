import { frontTag } from '../../shared/cache-tags.ts';
import { atom } from './feed-atom.ts';
import { jsonFeed } from './feed-json.ts';
import { rss } from './feed-rss.ts';
import { type FeedSubject, feedOf } from './feed-view.ts';
import type { FrontTools } from './front-tools.ts';
import { languageOf } from './language.ts';
import { cacheTag, type Printed } from './site-objects.ts';

const formats = [
  { file: 'feed.xml', contentType: 'application/rss+xml; charset=utf-8', print: rss },
  { file: 'atom.xml', contentType: 'application/atom+xml; charset=utf-8', print: atom },
  { file: 'feed.json', contentType: 'application/feed+json; charset=utf-8', print: jsonFeed },
] as const;

/** The feeds of a front, one in each format. The same stories give the same bytes. */
export async function feedObjects(tools: FrontTools, subject: FeedSubject): Promise<Printed[]> {
  const { site } = tools;
  const feed = await feedOf(tools, subject);
  return formats.map(({ file, contentType, print }) => ({
    key: decodeURI(subject.path.slice(1)) + file,
    kind: 'feed',
    body: print(feed, feed.url + file).toString(),
    contentType,
    contentLanguage: languageOf(site.language).tag,
    cacheControl: site.cacheControl.front,
    metadata: { 'cache-tag': cacheTag([frontTag(subject.name)]) },
  }));
}
