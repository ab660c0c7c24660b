import type { Format } from '../../../src/shared/source-declaration.ts';

const text = '<p>The river fell overnight.</p>';
export const stories = {
  dateline: { externalId: 'flood-1', headline: 'Flood warning lifted', body: text },
  ninjs: { uri: 'urn:flood-1', type: 'text', headline: 'Flood over', body_xhtml: text },
  wordpress: { id: 7, title: { rendered: 'Flood over' }, content: { rendered: text } },
  ghost: { id: '63d', title: 'Flood over', html: text },
  ans: {
    ...{ _id: 'A1', type: 'story', version: '0.10.7', headlines: { basic: 'Flood over' } },
    content_elements: [{ type: 'text', content: 'The river fell overnight.' }],
  },
};
export type JsonFormat = keyof typeof stories;

/** A story as JSON with other fields in it. */
export const json = (format: JsonFormat, changes: object = {}): string =>
  JSON.stringify({ ...stories[format], ...changes });

export const newsItem = ({ guid = 'urn:flood-1', meta = '', headline = 'Flood over' } = {}) =>
  `<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="${guid}" version="1"><itemMeta>${meta}</itemMeta><contentMeta><headline>${headline}</headline></contentMeta><contentSet><inlineXML contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml"><body>${text}</body></html></inlineXML></contentSet></newsItem>`;

export const nitfStory = ({ id = 'flood-1', meta = '', headline = 'Flood over' } = {}) =>
  `<nitf><head><docdata><doc-id id-string="${id}"/>${meta}</docdata></head><body><body.head><hedline><hl1>${headline}</hl1></hedline></body.head><body.content>${text}</body.content></body></nitf>`;

export const rssItem = ({ guid = 'flood-1', title = 'Flood over', more = '' } = {}) =>
  `<item><guid>${guid}</guid><title>${title}</title><description>The river fell.</description>${more}</item>`;
export const rssFeed = (...items: string[]) =>
  `<rss version="2.0"><channel><title>Wire</title>${items.join('')}</channel></rss>`;

export const atomEntry = ({ id = 'flood-1', title = 'Flood over', more = '' } = {}) =>
  `<entry><id>${id}</id><title>${title}</title><content>The river fell.</content>${more}</entry>`;
export const atomFeed = (...entries: string[]) =>
  `<feed xmlns="http://www.w3.org/2005/Atom"><title>Wire</title>${entries.join('')}</feed>`;

export const page = ({ address = 'https://wire.test/flood', headline = 'Flood over' } = {}) =>
  `<html><head><link rel="canonical" href="${address}"></head><body><article><h1>${headline}</h1><p>${'The river fell overnight and people went home. '.repeat(8)}</p></article></body></html>`;

export const letter = (headers = '', body = 'The river fell overnight.') =>
  `Message-ID: <flood-1>\nSubject: Flood over\n${headers}\n${body}`;

const oldItem = `<NewsML Version="1.2"><NewsItem xml:lang="en"><Identification><NewsIdentifier><ProviderId>wire.test</ProviderId>
  <DateId>20261122</DateId><NewsItemId>FLOOD1</NewsItemId><RevisionId PreviousRevision="0" Update="N">1</RevisionId>
  <PublicIdentifier>urn:newsml:wire.test:20261122:FLOOD1:1</PublicIdentifier></NewsIdentifier></Identification>
  <NewsComponent><NewsLines><HeadLine>Flood over</HeadLine></NewsLines><ContentItem><DataContent>The river fell overnight.</DataContent></ContentItem>
  </NewsComponent></NewsItem></NewsML>`;

/** One story that is taken, in each format, and what it is sent as. */
export const goodBodies: Readonly<Record<Format, readonly [kind: string, body: string]>> = {
  dateline: ['application/json', json('dateline')],
  ninjs: ['application/json', json('ninjs')],
  wordpress: ['application/json', json('wordpress')],
  ghost: ['application/json', json('ghost')],
  ans: ['application/json', json('ans')],
  'newsml-1': ['application/xml', oldItem],
  'newsml-g2': ['application/xml', newsItem()],
  nitf: ['application/xml', nitfStory()],
  rss: ['application/xml', rssFeed(rssItem())],
  atom: ['application/xml', atomFeed(atomEntry())],
  html: ['text/html', page()],
  text: ['text/plain', letter()],
};
