import { parseFields } from './foreign-fields.ts';
import { Malformed, type Submitted, type SubmittedImage } from './format.ts';
import { plainTextOf } from './markup.ts';
import { type Draft, pictureOf, submit } from './submit.ts';
import { webAddress } from './web-address.ts';
import { moment } from './wire-date.ts';
import { draftOfHook, hookPlaces } from './wordpress-post.ts';
import { HookPost } from './wordpress-schema.ts';
import { readXml, type XmlElement } from './xml.ts';
import { at, attribute, childrenOf, isElement, rawText, text } from './xml-find.ts';
import { onlyOne, pieces } from './xml-pieces.ts';
import { writeXml } from './xml-write.ts';

const contentSpace = 'http://purl.org/rss/1.0/modules/content';
const dublinCore = 'http://purl.org/dc/elements/1.1';
/** Characters of an author or picture that is written beside each post which names it. */
const longestShared = 8_192;
/** With the version of the export behind it. */
const exportSpace = /^http:\/\/wordpress\.org\/export\/[\d.]+$/;
const excerptSpace = /^http:\/\/wordpress\.org\/export\/[\d.]+\/excerpt$/;

/** The posts of a WXR export, each with its author and its featured picture beside it. */
export function exportedPosts(body: Buffer, charset?: string): Buffer[] {
  const { root, channel } = channelOf(body, charset);
  const before = ['link', 'language'].flatMap((name) => childrenOf(channel, name)).map(writeXml);
  const attachments = new Map(
    childrenOf(channel, 'item')
      .filter(isAttachment)
      .map((item) => [wp(item, 'post_id'), shared(slim(item))]),
  );
  const authors = new Map(
    within(channel, 'author').map((author) => [wp(author, 'author_login'), shared(author)]),
  );
  const items = postsOf(channel).map((post) => {
    const picture = attachments.get(metaOf(post, '_thumbnail_id')) ?? '';
    return `${authors.get(creatorOf(post)) ?? ''}${writeXml(post)}${picture}`;
  });
  return pieces([root, channel], before.join(''), items);
}

/** What goes into many pieces goes there only while it is short. */
function shared(element: XmlElement): string {
  const written = writeXml(element);
  return written.length > longestShared ? '' : written;
}

/** An attachment without its metadata, which may be long, but for its alternative text. */
const slim = (item: XmlElement): XmlElement => ({
  ...item,
  children: item.children.filter(
    (child) =>
      isElement(child) &&
      (child.name !== 'postmeta' || wp(child, 'meta_key') === '_wp_attachment_image_alt'),
  ),
});

/** The one post of such a piece, or of an export that holds no other. */
export function submittedOfExport(body: Buffer, charset?: string): Submitted {
  const { channel } = channelOf(body, charset);
  const item = onlyOne(postsOf(channel), 'posts');
  const post = parseFields(HookPost, {
    ID: wp(item, 'post_id'),
    post_url: linkOf(item, channel),
    guid: text(at(item, 'guid')),
    post_title: text(at(item, 'title')),
    post_content: rawText(childrenOf(item, 'encoded', contentSpace)[0]),
    post_excerpt: rawText(excerptOf(item)),
    post_name: wp(item, 'post_name'),
    post_status: wp(item, 'status'),
    post_password: wp(item, 'post_password'),
    post_date_gmt: wp(item, 'post_date_gmt') ?? moment(text(at(item, 'pubDate'))),
    post_modified_gmt: wp(item, 'post_modified_gmt') ?? moment(text(at(item, 'pubDate'))),
  });
  return submit({ ...draftOfHook(post), ...besideText(item, channel) }, hookPlaces);
}

function channelOf(body: Buffer, charset?: string) {
  const root = readXml(body, charset);
  const channel = at(root, 'channel');
  if (root.name !== 'rss' || !channel) {
    throw new Malformed(`<${root.name.slice(0, 40)}> is no WordPress export (WXR)`);
  }
  return { root, channel };
}

/** Pages, menus and pictures of their own are no stories. */
const postsOf = (channel: XmlElement): XmlElement[] =>
  childrenOf(channel, 'item').filter((item) => (wp(item, 'post_type') ?? 'post') === 'post');

const isAttachment = (item: XmlElement): boolean => wp(item, 'post_type') === 'attachment';

const within = (parent: XmlElement, name: string): XmlElement[] =>
  parent.children
    .filter(isElement)
    .filter((child) => child.name === name && exportSpace.test(child.space));

const wp = (parent: XmlElement, name: string): string | undefined => text(within(parent, name)[0]);

const metaOf = (item: XmlElement, key: string): string | undefined => {
  const meta = within(item, 'postmeta').find((one) => wp(one, 'meta_key') === key);
  return meta && wp(meta, 'meta_value');
};

const excerptOf = (item: XmlElement): XmlElement | undefined =>
  item.children
    .filter(isElement)
    .find(({ name, space }) => name === 'encoded' && excerptSpace.test(space));

const creatorOf = (item: XmlElement): string | undefined =>
  text(childrenOf(item, 'creator', dublinCore)[0]);

const linkOf = (item: XmlElement, channel: XmlElement): string | undefined =>
  webAddress(text(at(item, 'link')), text(at(channel, 'link')));

function besideText(item: XmlElement, channel: XmlElement): Draft {
  const named = (domain: string) =>
    childrenOf(item, 'category')
      .filter((category) => attribute(category, 'domain') === domain)
      .flatMap((category) => text(category) ?? []);
  const image = featured(item, channel);
  const author = authorOf(item, channel);
  return {
    section: named('category')[0],
    keywords: named('post_tag'),
    language: text(at(channel, 'language')),
    images: image ? [image] : [],
    authors: author === undefined ? [] : [{ name: author }],
  };
}

/** By the name that is shown; a login that is a mail address is nobody's name. */
function authorOf(item: XmlElement, channel: XmlElement): string | undefined {
  const login = creatorOf(item);
  const author = within(channel, 'author').find((one) => wp(one, 'author_login') === login);
  const shown = author && wp(author, 'author_display_name');
  return shown ?? (login?.includes('@') ? undefined : login);
}

/** WordPress keeps a picture's caption as its excerpt and its description as its content. */
function featured(item: XmlElement, channel: XmlElement): SubmittedImage | undefined {
  const id = metaOf(item, '_thumbnail_id');
  const attachment = childrenOf(channel, 'item')
    .filter(isAttachment)
    .find((one) => id !== undefined && wp(one, 'post_id') === id);
  const url = attachment && webAddress(wp(attachment, 'attachment_url'));
  if (!attachment || url === undefined) return undefined;
  const described = childrenOf(attachment, 'encoded', contentSpace)[0];
  return pictureOf({
    url,
    caption: plainTextOf(rawText(excerptOf(attachment)) || rawText(described)),
    altText: metaOf(attachment, '_wp_attachment_image_alt'),
    role: 'lead',
  });
}
