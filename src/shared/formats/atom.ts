import { enclosureImage, feedStory, markup, personName } from './feed-item.ts';
import { Malformed, type StoryFormat } from './format.ts';
import { markupOf, paragraphsOf, plainTextOf } from './markup.ts';
import { webAddress } from './web-address.ts';
import { moment } from './wire-date.ts';
import { sectionSlug, submit, type WireStory } from './wire-story.ts';
import { readXml, type XmlElement } from './xml.ts';
import { at, attribute, childrenOf, isElement, text } from './xml-find.ts';
import { onlyOne, pieces } from './xml-pieces.ts';
import { writeHtml, writeXml } from './xml-write.ts';

/** Atom 1.0 (and 0.3) with Media RSS: each entry is a story. */
export const atom: StoryFormat = {
  contentTypes: ['application/atom+xml', 'application/xml', 'text/xml'],
  read(body, charset) {
    const root = rootOf(body, charset);
    if (root.name === 'entry') return submit(storyOf(root, undefined));
    return submit(storyOf(onlyOne(childrenOf(root, 'entry'), 'entries'), root));
  },
  split(body, charset) {
    const root = rootOf(body, charset);
    if (root.name === 'entry') return [body];
    const own = ['link', 'author', 'rights'].flatMap((name) => childrenOf(root, name));
    const before = own.filter((element) => attribute(element, 'rel') !== 'self').map(writeXml);
    return pieces([root], before.join(''), childrenOf(root, 'entry').map(writeXml));
  },
};

function rootOf(body: Buffer, charset?: string): XmlElement {
  const root = readXml(body, charset);
  if (root.name !== 'feed' && root.name !== 'entry') {
    throw new Malformed(`<${root.name.slice(0, 40)}> is no Atom feed or entry`);
  }
  return root;
}

function storyOf(entry: XmlElement, feed: XmlElement | undefined): WireStory {
  const base = entry.base ?? alternate(feed, undefined);
  const categories = childrenOf(entry, 'category').map(
    (category) => attribute(category, 'label') ?? attribute(category, 'term'),
  );
  const authors = authorsOf(entry, feed);
  return {
    ...feedStory({
      element: entry,
      identity: text(at(entry, 'id')),
      title: plainTextOf(htmlOf(at(entry, 'title')) ?? ''),
      link: alternate(entry, base),
      content: htmlOf(at(entry, 'content')),
      summary: htmlOf(at(entry, 'summary')),
      base,
      enclosures: enclosures(entry, base),
    }),
    modified: moment(text(at(entry, 'updated')) ?? text(at(entry, 'modified'))),
    firstPublished: moment(text(at(entry, 'published')) ?? text(at(entry, 'issued'))),
    section: sectionSlug(categories[0]),
    keywords: categories,
    language: entry.language,
    copyrightHolder: text(at(entry, 'rights')) ?? text(at(feed, 'rights')),
    authors,
    byline: authors.filter((name) => name !== undefined).join(', ') || undefined,
  };
}

/** The page that an entry or feed is about. */
function alternate(parent: XmlElement | undefined, base: string | undefined): string | undefined {
  const link = childrenOf(parent, 'link').find(
    (one) => (attribute(one, 'rel') ?? 'alternate') === 'alternate',
  );
  return link && webAddress(attribute(link, 'href'), link.base ?? base);
}

const enclosures = (entry: XmlElement, base: string | undefined) =>
  childrenOf(entry, 'link')
    .filter((link) => attribute(link, 'rel') === 'enclosure')
    .flatMap((link) => enclosureImage(link, 'href', base));

function authorsOf(entry: XmlElement, feed: XmlElement | undefined): (string | undefined)[] {
  const own = childrenOf(entry, 'author');
  const authors = own.length > 0 ? own : childrenOf(feed, 'author');
  return authors.map((author) => personName(text(at(author, 'name'))));
}

/** A text construct as HTML; `undefined` where it is empty, elsewhere (`src`) or no text. */
function htmlOf(construct: XmlElement | undefined): string | undefined {
  if (!construct || attribute(construct, 'src') !== undefined) return undefined;
  const type = attribute(construct, 'type') ?? 'text';
  if (type === 'xhtml' || type === 'application/xhtml+xml') {
    const [division] = construct.children.filter(isElement);
    return division && text(division) !== undefined ? writeHtml(division).trim() : undefined;
  }
  const written = markup(construct);
  if (written === undefined || type === 'html' || type === 'text/html') return written;
  return type === 'text' || type.startsWith('text/') ? markupOf(paragraphsOf(written)) : undefined;
}
