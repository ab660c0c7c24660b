import { Malformed, type StoryFormat } from './format.ts';
import { markupOf } from './markup.ts';
import { componentsIn, named, picturesIn, textIn } from './newsml-1-components.ts';
import { moment } from './wire-date.ts';
import { headlineFrom, submit, termOf, type WireStory, wholeNumber } from './wire-story.ts';
import { readXml, type XmlElement } from './xml.ts';
import { at, attribute, childrenOf, descendants, text } from './xml-find.ts';
import { onlyOne, pieces } from './xml-pieces.ts';
import { writeXml } from './xml-write.ts';

/** NewsML 1.0 to 1.2, as AFP and Business Wire send it: each news item is a story. */
export const newsml1: StoryFormat = {
  contentTypes: ['application/vnd.iptc.newsml+xml', 'application/xml', 'text/xml'],
  read(body, charset) {
    const root = rootOf(body, charset);
    return submit(storyOf(onlyOne(childrenOf(root, 'NewsItem'), 'news items')));
  },
  split(body, charset) {
    const root = rootOf(body, charset);
    return pieces([root], '', childrenOf(root, 'NewsItem').map(writeXml));
  },
};

function rootOf(body: Buffer, charset?: string): XmlElement {
  const root = readXml(body, charset);
  if (root.name === 'NewsML') return root;
  throw new Malformed(`<${root.name.slice(0, 40)}> is not NewsML 1; G2 has a format of its own`);
}

function storyOf(item: XmlElement): WireStory {
  const components = componentsIn(item);
  const pictures = picturesIn(components);
  const words = textIn(components);
  const caption = pictures[0]?.caption;
  const line = (name: string): string | undefined => lines(components, name)[0];
  const byline = line('ByLine') ?? named(first(components, 'Creator', 'Party'));
  return {
    ...words,
    ...managementOf(item),
    externalId: identityOf(item),
    headline: line('HeadLine') ?? words.headline ?? headlineFrom(caption),
    alternativeHeadline: line('SubHeadLine') ?? words.alternativeHeadline,
    byline: byline ?? words.byline,
    dateline: placeOf(line('DateLine')) ?? words.dateline,
    slug: line('SlugLine')?.toLowerCase(),
    language: languageOf(item, components),
    keywords: [...lines(components, 'KeywordLine'), ...keywordsOf(components)],
    copyrightHolder: holderOf(line('CopyrightLine')),
    usageTerms: lines(components, 'RightsLine').join(' ') || undefined,
    editorialNote: notesOf(components),
    body: words.body || (caption && markupOf([caption])),
    images: [...pictures, ...(words.images ?? [])],
  };
}

/** Without the revision, which the last part of a public identifier is. */
function identityOf(item: XmlElement): string | undefined {
  const identifier = at(item, 'Identification', 'NewsIdentifier');
  const parts = ['ProviderId', 'DateId', 'NewsItemId'].map((name) => text(at(identifier, name)));
  if (parts.every((part) => part !== undefined)) return `urn:newsml:${parts.join(':')}`;
  return text(at(identifier, 'PublicIdentifier'))?.replace(/:\d+[NUA]?$/, '');
}

function managementOf(item: XmlElement): WireStory {
  const management = at(item, 'NewsManagement');
  const code = named(at(management, 'Status'))?.toLowerCase() ?? 'usable';
  const change = at(management, 'StatusWillChange');
  const until = text(at(change, 'DateAndTime'));
  const future = named(at(change, 'FutureStatus'))?.toLowerCase();
  const status = statusOf(code, code === 'embargoed' && until === undefined);
  return {
    status,
    version: wholeNumber(text(at(item, 'Identification', 'NewsIdentifier', 'RevisionId'))),
    modified: moment(text(at(management, 'ThisRevisionCreated'))),
    urgency: wholeNumber(named(at(management, 'Urgency')) ?? named(at(management, 'Priority'))),
    ...termOf(status, {
      embargoed: code === 'embargoed' ? until : undefined,
      expires: code === 'usable' && /^cancell?ed$/.test(future ?? '') ? until : undefined,
    }),
  };
}

function statusOf(code: string, isEndless: boolean): 'usable' | 'withheld' | 'canceled' {
  if (/^cancell?ed$|^killed$/.test(code)) return 'canceled';
  return code === 'withheld' || isEndless ? 'withheld' : 'usable';
}

/** `Gaza City, May 16, 2021 (AFP) -`: the place alone. */
const placeOf = (dateline: string | undefined): string | undefined =>
  dateline
    ?.replace(/[\s–—-]+$/, '')
    .replace(/\s*\([^()]{1,40}\)$/, '')
    .replace(/,?\s+\p{L}{3,12}\.? \d{1,2},? \d{4}$/u, '');

const holderOf = (notice: string | undefined): string | undefined =>
  notice?.replace(/^(?:copyright\b|\(c\)|©|\d{4}|[\s,])+/i, '').replace(/[\s,]+\d{4}$/, '');

function languageOf(item: XmlElement, components: readonly XmlElement[]): string | undefined {
  return named(first(components, 'Language')) ?? item.language;
}

/** Codes are no words; those of a subject are left to who knows them. */
function keywordsOf(components: readonly XmlElement[]): (string | undefined)[] {
  const properties = components.flatMap((component) => [
    ...childrenOf(at(component, 'DescriptiveMetadata'), 'Property'),
    ...childrenOf(component, 'Metadata').flatMap((metadata) => childrenOf(metadata, 'Property')),
  ]);
  return properties
    .filter((property) => /keywords?$/i.test(named(property) ?? ''))
    .map((property) => attribute(property, 'Value'));
}

/** What is said to desks: advisories, and instructions of what to do with it. */
function notesOf(components: readonly XmlElement[]): string | undefined {
  const notes = components
    .flatMap((component) => childrenOf(at(component, 'NewsLines'), 'NewsLine'))
    .filter((line) => /advisory|note|instruction/i.test(named(at(line, 'NewsLineType')) ?? ''))
    .flatMap((line) => text(at(line, 'NewsLineText')) ?? []);
  return notes.join(' ') || undefined;
}

const lines = (components: readonly XmlElement[], name: string): string[] =>
  components.flatMap((component) =>
    childrenOf(at(component, 'NewsLines'), name).flatMap((line) => text(line) ?? []),
  );

/** The first that the outermost component names, metadata of all kinds alike. */
const first = (
  components: readonly XmlElement[],
  ...path: [string, ...string[]]
): XmlElement | undefined => {
  const [name, ...rest] = path;
  return components.flatMap((component) =>
    ['AdministrativeMetadata', 'DescriptiveMetadata'].flatMap((kind) =>
      descendants(at(component, kind), name).flatMap((found) => at(found, ...rest) ?? []),
    ),
  )[0];
};
