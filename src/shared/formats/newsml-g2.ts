import { Malformed, type StoryFormat } from './format.ts';
import { contentStory } from './newsml-content.ts';
import { itemsOf, itemTexts, packageStory } from './newsml-package.ts';
import { classOf, groupsOf } from './newsml-pictures.ts';
import { moment } from './wire-date.ts';
import { sectionSlug, submit, termOf, type WireStory, wholeNumber } from './wire-story.ts';
import { readXml, type XmlElement } from './xml.ts';
import { at, attribute, childrenOf, text } from './xml-find.ts';
import { onlyOne, pieces } from './xml-pieces.ts';

/**
 * NewsML-G2: text and picture items, packages, and messages of several. A picture that belongs to a
 * text is a picture of that story; any other is a story of its picture and caption. A package is a
 * story that lists its parts.
 */
export const newsmlG2: StoryFormat = {
  contentTypes: [
    'application/vnd.iptc.g2.newsitem+xml',
    'application/vnd.iptc.g2.newsmessage+xml',
    'application/vnd.iptc.g2.packageitem+xml',
    'application/xml',
    'text/xml',
  ],
  read(body, charset) {
    const root = rootOf(body, charset);
    const alone = { item: root, pictures: [] };
    const isMessage = root.name === 'newsMessage';
    const { item, pictures } = isMessage ? onlyOne(groupsOf(itemsOf(root)), 'items') : alone;
    const content = item.name === 'packageItem' ? packageStory(item) : contentStory(item, pictures);
    return submit({ ...metadataOf(item), ...content }, kindOf(item));
  },
  split(body, charset) {
    const root = rootOf(body, charset);
    if (root.name !== 'newsMessage') return [body];
    const [set] = childrenOf(root, 'itemSet');
    return set ? pieces([root, set], '', itemTexts(root)) : [];
  },
};

const kindOf = (item: XmlElement): string | undefined =>
  item.name === 'packageItem' ? 'package' : classOf(item)?.split(':').at(-1);

function rootOf(body: Buffer, charset?: string): XmlElement {
  const root = readXml(body, charset);
  if (!['newsMessage', 'newsItem', 'packageItem'].includes(root.name)) {
    throw new Malformed(`<${root.name.slice(0, 40)}> is no item or message of NewsML-G2`);
  }
  return root;
}

function metadataOf(item: XmlElement): WireStory {
  const meta = at(item, 'itemMeta');
  const content = at(item, 'contentMeta');
  const status = statusOf(meta);
  return {
    externalId: attribute(item, 'guid'),
    version: wholeNumber(attribute(item, 'version')) ?? 1,
    status,
    modified: moment(text(at(meta, 'versionCreated'))),
    ...termOf(status, {
      embargoed: text(at(meta, 'embargoed')),
      expires: text(at(meta, 'expires')),
    }),
    urgency: wholeNumber(text(at(content, 'urgency'))),
    slug: text(at(content, 'slugline'))?.toLowerCase(),
    language:
      attribute(at(content, 'language'), 'tag') ??
      item.language ??
      at(content, 'headline')?.language,
    section: sectionOf(content),
    keywords: keywordsOf(content),
    editorialNote: notesOf(meta),
    ...rightsOf(item),
  };
}

const notesOf = (meta: XmlElement | undefined): string | undefined =>
  childrenOf(meta, 'edNote')
    .flatMap((note) => text(note) ?? [])
    .join(' ') || undefined;

/** An embargo without a date holds until the item comes again without it. */
function statusOf(meta: XmlElement | undefined): 'usable' | 'withheld' | 'canceled' {
  const code = attribute(at(meta, 'pubStatus'), 'qcode') ?? attribute(at(meta, 'pubStatus'), 'uri');
  const status = code?.split(/[:/]/).at(-1)?.toLowerCase();
  if (status === 'canceled' || status === 'cancelled') return 'canceled';
  const embargo = at(meta, 'embargoed');
  const endless = embargo !== undefined && text(embargo) === undefined;
  return status === 'withheld' || endless ? 'withheld' : 'usable';
}

function rightsOf(item: XmlElement): WireStory {
  const rights = at(item, 'rightsInfo');
  const holder = at(rights, 'copyrightHolder');
  const terms = childrenOf(rights, 'usageTerms').map((part) => text(part));
  return {
    copyrightHolder: text(at(holder, 'name')) ?? text(at(rights, 'copyrightNotice')),
    usageTerms: terms.filter((part) => part !== undefined).join(' ') || undefined,
  };
}

/** Who or where a subject is says nothing of the section. */
const whoOrWhere = /:(person|organisation|geoArea|poi|event|object)$/i;

/** The broadest media topic (its code ends in six zeros), else the first subject matter. */
function sectionOf(content: XmlElement | undefined): string | undefined {
  const subjects = childrenOf(content, 'subject').filter(
    (subject) => !whoOrWhere.test(attribute(subject, 'type') ?? ''),
  );
  const broad = subjects.find((subject) => /:\d\d0{6}$/.test(attribute(subject, 'qcode') ?? ''));
  const [name] = [broad, ...subjects].flatMap((subject) => text(at(subject, 'name')) ?? []);
  return sectionSlug(name);
}

function keywordsOf(content: XmlElement | undefined): (string | undefined)[] {
  return [
    ...childrenOf(content, 'keyword').map((keyword) => text(keyword)),
    ...childrenOf(content, 'subject').map((subject) => text(at(subject, 'name'))),
  ];
}
