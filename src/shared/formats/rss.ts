import { enclosureImage, feedStory, markup, personName } from './feed-item.ts';
import { Malformed, type StoryFormat } from './format.ts';
import { plainTextOf } from './markup.ts';
import { webAddress } from './web-address.ts';
import { moment } from './wire-date.ts';
import { sectionSlug, submit, type WireStory } from './wire-story.ts';
import { readXml, type XmlElement } from './xml.ts';
import { at, childrenOf, text } from './xml-find.ts';
import { onlyOne, pieces } from './xml-pieces.ts';
import { writeXml } from './xml-write.ts';

const contentSpace = 'http://purl.org/rss/1.0/modules/content';
const dublinCore = 'http://purl.org/dc/elements/1.1';
const atomSpace = 'http://www.w3.org/2005/Atom';

/** RSS 0.9x and 2.0 with Media RSS: each item is a story. */
export const rss: StoryFormat = {
  contentTypes: ['application/rss+xml', 'application/xml', 'text/xml'],
  read(body, charset) {
    const channel = channelOf(body, charset).channel;
    return submit(storyOf(onlyOne(childrenOf(channel, 'item'), 'items'), channel));
  },
  split(body, charset) {
    const { root, channel } = channelOf(body, charset);
    const own = [...childrenOf(channel, 'link'), ...childrenOf(channel, 'language')]
      .concat(childrenOf(channel, 'copyright'), childrenOf(channel, 'language', dublinCore))
      .map(writeXml);
    return pieces([root, channel], own.join(''), childrenOf(channel, 'item').map(writeXml));
  },
};

function channelOf(body: Buffer, charset?: string) {
  const root = readXml(body, charset);
  const channel = at(root, 'channel');
  if (root.name !== 'rss' || !channel) {
    throw new Malformed(`<${root.name.slice(0, 40)}> is no RSS feed with a channel`);
  }
  return { root, channel };
}

function storyOf(item: XmlElement, channel: XmlElement): WireStory {
  const base = item.base ?? webAddress(text(at(channel, 'link')));
  const link = webAddress(text(at(item, 'link')), base);
  const categories = childrenOf(item, 'category').map((category) => text(category));
  const authors = authorsOf(item);
  return {
    ...feedStory({
      element: item,
      identity: text(at(item, 'guid')),
      title: plainTextOf(text(at(item, 'title')) ?? ''),
      link,
      content: markup(childrenOf(item, 'encoded', contentSpace)[0]),
      summary: markup(at(item, 'description')),
      base,
      enclosures: childrenOf(item, 'enclosure').flatMap((one) => enclosureImage(one, 'url', base)),
    }),
    ...datesOf(item),
    section: sectionSlug(categories[0]),
    keywords: categories,
    language: text(dublin(item, 'language')) ?? item.language ?? languageOf(channel),
    copyrightHolder: text(dublin(item, 'rights')) ?? text(at(channel, 'copyright')),
    authors,
    byline: authors.filter((name) => name !== undefined).join(', ') || undefined,
  };
}

const dublin = (parent: XmlElement, name: string): XmlElement | undefined =>
  childrenOf(parent, name, dublinCore)[0];

const languageOf = (channel: XmlElement): string | undefined =>
  text(at(channel, 'language')) ?? text(dublin(channel, 'language'));

function authorsOf(item: XmlElement): (string | undefined)[] {
  const creators = childrenOf(item, 'creator', dublinCore);
  const named = creators.length > 0 ? creators : childrenOf(item, 'author');
  return named.map((element) => personName(text(element)));
}

function datesOf(item: XmlElement): Pick<WireStory, 'modified' | 'firstPublished'> {
  const published = moment(text(at(item, 'pubDate'))) ?? moment(text(dublin(item, 'date')));
  const updated = moment(text(childrenOf(item, 'updated', atomSpace)[0]));
  return { firstPublished: published, modified: updated ?? published };
}
