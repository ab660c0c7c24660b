import type { Answer } from '../checked-site.ts';
import type { Fault } from '../gate.ts';
import { Inspector, isFault, readXml, type Xml } from '../xml.ts';
import { isAddress, isLanguage, isLastingId, isMoment, isText } from './feed-forms.ts';
import { inspectMedia } from './feed-rss.ts';

/** Atom, RFC 4287: what a feed (4.1.1) and an entry (4.1.2) must and may have. */
export function atomFaults({ path, body }: Answer): Fault[] {
  const root = readXml(path, body);
  if (isFault(root)) return [root];
  const inspector = new Inspector(path);
  if (root.name !== 'feed' || root.attributes.xmlns !== 'http://www.w3.org/2005/Atom') {
    inspector.complain(root, 'feed', 'is not Atom');
    return inspector.faults;
  }
  inspectCommon(inspector, root);
  inspector.maybe(root, 'subtitle');
  inspectLanguage(inspector, root);
  inspectLink(inspector, root, 'self');
  const entries = root.children.filter(({ name }) => name === 'entry');
  for (const entry of entries) inspectEntry(inspector, entry);
  const hasAuthor = (one: Xml): boolean => one.children.some(({ name }) => name === 'author');
  const nameless = hasAuthor(root) ? undefined : entries.find((entry) => !hasAuthor(entry));
  if (nameless !== undefined)
    inspector.complain(nameless, 'author', 'has no author, nor has the feed');
  const ids = entries.map(({ children }) => children.find(({ name }) => name === 'id')?.text);
  const repeated = entries.find((_, at) => ids.indexOf(ids[at]) !== at);
  if (repeated !== undefined) inspector.complain(repeated, 'id', 'has the id of another entry');
  return inspector.faults;
}

function inspectCommon(inspector: Inspector, one: Xml): void {
  inspector.expect(inspector.one(one, 'id'), isLastingId, 'lasting id');
  inspector.expect(inspector.one(one, 'title'), isText, 'text');
  inspector.expect(inspector.one(one, 'updated'), isMoment, 'time with its zone');
  for (const author of one.children.filter(({ name }) => name === 'author')) {
    inspector.expect(inspector.one(author, 'name'), isText, 'text');
  }
}

function inspectEntry(inspector: Inspector, entry: Xml): void {
  inspectCommon(inspector, entry);
  inspectLanguage(inspector, entry);
  inspectLink(inspector, entry, 'alternate');
  inspector.expect(inspector.one(entry, 'published'), isMoment, 'time with its zone');
  inspector.maybe(entry, 'summary');
  const content = inspector.maybe(entry, 'content');
  if (content !== undefined && !/^(text|html|xhtml)$/.test(content.attributes.type ?? '')) {
    inspector.complain(content, 'type', 'does not say whether it is text or HTML');
  }
  for (const one of entry.children) {
    if (one.name === 'category') inspector.attribute(one, 'term', isText, 'text');
    if (one.name === 'media:content') inspectMedia(inspector, one);
  }
}

function inspectLanguage(inspector: Inspector, one: Xml): void {
  if (one.attributes['xml:lang'] !== undefined) {
    inspector.attribute(one, 'xml:lang', isLanguage, 'language');
  }
}

function inspectLink(inspector: Inspector, one: Xml, rel: string): void {
  const found = one.children.filter(
    ({ name, attributes }) => name === 'link' && (attributes.rel ?? 'alternate') === rel,
  );
  if (found.length !== 1)
    inspector.complain(one, rel, `has ${found.length} links of ${rel}, not one`);
  for (const link of found) inspector.attribute(link, 'href', isAddress, 'address');
}
