import type { Answer } from '../checked-site.ts';
import type { Fault } from '../gate.ts';
import { Inspector, isFault, readXml, type Xml } from '../xml.ts';
import { isAddress, isCount, isLanguage, isLastingId, isRfc822, isText } from './feed-forms.ts';

const namespaces: Readonly<Record<string, string>> = {
  atom: 'http://www.w3.org/2005/Atom',
  content: 'http://purl.org/rss/1.0/modules/content/',
  dc: 'http://purl.org/dc/elements/1.1/',
  media: 'http://search.yahoo.com/mrss/',
};

/**
 * RSS 2.0 (rssboard.org/rss-specification) with the Advisory Board's profile (rssboard.org/rss-profile:
 * the feed's own address, no two items alike) and Media RSS (rssboard.org/media-rss).
 */
export function rssFaults({ path, body }: Answer): Fault[] {
  const root = readXml(path, body);
  if (isFault(root)) return [root];
  const inspector = new Inspector(path);
  if (root.name !== 'rss' || root.attributes.version !== '2.0') {
    inspector.complain(root, 'rss', 'is not RSS 2.0');
    return inspector.faults;
  }
  for (const [prefix, name] of Object.entries(namespaces)) {
    const isUsed = body.includes(`<${prefix}:`);
    if (isUsed && root.attributes[`xmlns:${prefix}`] !== name) {
      inspector.complain(root, 'namespace', `${prefix}: is not bound to ${name}`);
    }
  }
  const channel = inspector.one(root, 'channel');
  if (channel !== undefined) inspectChannel(inspector, channel);
  return inspector.faults;
}

function inspectChannel(inspector: Inspector, channel: Xml): void {
  inspector.expect(inspector.one(channel, 'title'), isText, 'text');
  inspector.expect(inspector.one(channel, 'link'), isAddress, 'address');
  inspector.expect(inspector.one(channel, 'description'), isText, 'text');
  inspector.expect(inspector.maybe(channel, 'language'), isLanguage, 'language');
  inspector.expect(inspector.maybe(channel, 'lastBuildDate'), isRfc822, 'RFC 822 date');
  const self = channel.children.filter(
    ({ name, attributes: { rel } }) => name === 'atom:link' && rel === 'self',
  );
  if (self.length !== 1) inspector.complain(channel, 'self', 'does not say its own address');
  for (const link of self) inspector.attribute(link, 'href', isAddress, 'address');
  const items = channel.children.filter(({ name }) => name === 'item');
  for (const item of items) inspectItem(inspector, item);
  const ids = items.map(({ children }) => children.find(({ name }) => name === 'guid')?.text);
  const repeated = items.find((_, at) => ids.indexOf(ids[at]) !== at);
  if (repeated !== undefined) inspector.complain(repeated, 'guid', 'has the guid of another item');
}

function inspectItem(inspector: Inspector, item: Xml): void {
  inspector.expect(inspector.one(item, 'title'), isText, 'text');
  inspector.expect(inspector.one(item, 'link'), isAddress, 'address');
  inspector.expect(inspector.one(item, 'pubDate'), isRfc822, 'RFC 822 date');
  inspector.maybe(item, 'description');
  inspector.maybe(item, 'content:encoded');
  const guid = inspector.one(item, 'guid');
  if (guid !== undefined) {
    const isAddressed = guid.attributes.isPermaLink !== 'false';
    inspector.expect(
      guid,
      isAddressed ? isAddress : isLastingId,
      isAddressed ? 'permalink' : 'lasting id',
    );
  }
  for (const one of item.children) {
    if (one.name === 'dc:creator' || one.name === 'category') inspector.expect(one, isText, 'text');
    if (one.name === 'media:content') inspectMedia(inspector, one);
  }
}

/** Of Media RSS, which Atom feeds carry as well. */
export function inspectMedia(inspector: Inspector, media: Xml): void {
  inspector.attribute(media, 'url', isAddress, 'address');
  inspector.attribute(media, 'medium', (text) => text === 'image', 'medium');
  inspector.attribute(
    media,
    'type',
    (text) => /^image\/(jpeg|png|gif|webp)$/.test(text),
    'type of picture that readers know',
  );
  for (const size of ['width', 'height', 'fileSize'])
    inspector.attribute(media, size, isCount, 'count');
  for (const { name, ...rest } of media.children) {
    if (/^media:(credit|description)$/.test(name))
      inspector.expect({ name, ...rest }, isText, 'text');
  }
}
