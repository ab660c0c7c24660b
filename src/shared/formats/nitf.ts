import { Malformed, type StoryFormat, type Submitted } from './format.ts';
import { webAddress } from './web-address.ts';
import { moment } from './wire-date.ts';
import {
  sectionSlug,
  submit,
  termOf,
  type WireImage,
  type WireStory,
  wholeNumber,
} from './wire-story.ts';
import { readXml, type XmlElement } from './xml.ts';
import { at, attribute, childrenOf, descendants, text } from './xml-find.ts';
import { type HtmlNames, writeHtml } from './xml-write.ts';

/** NITF 3: a story's text with the metadata of its wire. */
export const nitf: StoryFormat = {
  contentTypes: ['application/nitf+xml', 'application/xml', 'text/xml'],
  read(body, charset): Submitted {
    const root = readXml(body, charset);
    if (root.name !== 'nitf') throw new Malformed(`<${root.name.slice(0, 40)}> is not NITF`);
    return submit(storyOf(root));
  },
};

function storyOf(root: XmlElement): WireStory {
  const docdata = at(root, 'head', 'docdata');
  const urgency = wholeNumber(attribute(at(docdata, 'urgency'), 'ed-urg'));
  const status = statusOf(docdata);
  return {
    ...contentOf(root),
    externalId: attribute(at(docdata, 'doc-id'), 'id-string'),
    status,
    urgency,
    version: wholeNumber(attribute(at(docdata, 'du-key'), 'version')),
    modified: moment(attribute(at(docdata, 'date.issue'), 'norm') ?? publicationDate(root)),
    ...termOf(status, {
      embargoed: attribute(at(docdata, 'date.release'), 'norm'),
      expires: attribute(at(docdata, 'date.expire'), 'norm'),
    }),
    section: sectionOf(root),
    keywords: keywordsOf(root),
    language: attribute(root, 'baselang') ?? root.language,
    copyrightHolder:
      attribute(at(docdata, 'doc.copyright'), 'holder') ??
      text(at(root, 'body', 'body.head', 'rights', 'rights.owner')),
    usageTerms: text(at(root, 'body', 'body.head', 'rights')),
    editorialNote: attribute(at(docdata, 'ed-msg'), 'info'),
  };
}

/** What the text itself holds; NITF stands within other formats too, with nothing but this. */
export function contentOf(root: XmlElement): WireStory {
  const head = at(root, 'body', 'body.head');
  const content = at(root, 'body', 'body.content');
  const headings = childrenOf(at(head, 'hedline'), 'hl2');
  return {
    headline: text(at(head, 'hedline', 'hl1')) ?? text(at(root, 'head', 'title')),
    alternativeHeadline: text(headings[0]),
    description: text(at(head, 'abstract')),
    byline: text(at(head, 'byline')),
    authors: childrenOf(at(head, 'byline'), 'person').map(text),
    dateline: text(at(head, 'dateline', 'location')) ?? text(at(head, 'dateline')),
    body: content && writeHtml(content, htmlNames).trim(),
    images: content ? descendants(content, 'media').flatMap(imageOf) : [],
  };
}

function statusOf(docdata: XmlElement | undefined): Submitted['status'] {
  const status = attribute(docdata, 'management-status')?.toLowerCase();
  if (status === 'canceled' || status === 'cancelled' || status === 'killed') return 'canceled';
  const dated = at(docdata, 'date.release') !== undefined;
  return status === 'withheld' || (status === 'embargoed' && !dated) ? 'withheld' : 'usable';
}

const publicationDate = (root: XmlElement): string | undefined =>
  attribute(at(root, 'head', 'pubdata'), 'date.publication');

function sectionOf(root: XmlElement): string | undefined {
  const matter = at(root, 'head', 'tobject');
  const subject = at(matter, 'tobject.subject');
  return sectionSlug(
    attribute(at(root, 'head', 'pubdata'), 'position.section') ??
      attribute(matter, 'tobject.type') ??
      attribute(subject, 'tobject.subject.type') ??
      attribute(subject, 'tobject.subject.matter'),
  );
}

function keywordsOf(root: XmlElement): (string | undefined)[] {
  const named = childrenOf(at(root, 'head', 'docdata', 'key-list'), 'keyword');
  const subjects = childrenOf(at(root, 'head', 'tobject'), 'tobject.subject');
  return [
    ...named.map((keyword) => attribute(keyword, 'key')),
    ...subjects.map(
      (subject) =>
        attribute(subject, 'tobject.subject.matter') ?? attribute(subject, 'tobject.subject.type'),
    ),
  ];
}

/** None where the reference is a name in the sender's own library: there is nothing to fetch. */
function imageOf(media: XmlElement): WireImage[] {
  if (!/^(image|photo)/i.test(attribute(media, 'media-type') ?? 'image')) return [];
  const references = childrenOf(media, 'media-reference').flatMap((reference) => {
    const url = webAddress(attribute(reference, 'source'), reference.base);
    return url === undefined ? [] : [{ url, reference, width: widthOf(reference) }];
  });
  const biggest = references.toSorted((left, right) => right.width - left.width)[0];
  if (!biggest) return [];
  return [
    {
      url: biggest.url,
      caption: text(at(media, 'media-caption')),
      creditLine: text(at(media, 'media-producer')) ?? attribute(biggest.reference, 'copyright'),
      altText: attribute(biggest.reference, 'alternate-text'),
    },
  ];
}

const widthOf = (reference: XmlElement): number => wholeNumber(attribute(reference, 'width')) ?? 0;

const kept = new Set(
  'p h1 h2 h3 h4 h5 h6 ul ol li dl dt dd table caption thead tbody tfoot tr th td a em strong b i u br hr pre q sub sup blockquote'.split(
    ' ',
  ),
);
const renamed: Readonly<Record<string, string>> = {
  hl1: 'h2',
  hl2: 'h2',
  bq: 'blockquote',
  credit: 'cite',
  block: 'div',
  fn: 'p',
};

const htmlNames: HtmlNames = ({ name }) => {
  if (name === 'media') return undefined;
  if (kept.has(name)) return name;
  return Object.hasOwn(renamed, name) ? renamed[name] : null;
};
