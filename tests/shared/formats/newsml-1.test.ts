import { describe, expect, test } from 'vitest';
import { Malformed } from '../../../src/shared/formats/format.ts';
import { newsml1 } from '../../../src/shared/formats/newsml-1.ts';
import { readAll } from './support/newsroom-samples.ts';

const item = ({ id = 'A1', management = '', component = '' } = {}) =>
  `<NewsItem xml:lang="fa"><Identification><NewsIdentifier><ProviderId>w.test</ProviderId><DateId>20261122</DateId>
    <NewsItemId>${id}</NewsItemId><RevisionId>3</RevisionId></NewsIdentifier></Identification>
    <NewsManagement><ThisRevisionCreated>20261122T100000+0430</ThisRevisionCreated>${management}</NewsManagement>
    <NewsComponent><NewsLines><HeadLine>Water is back</HeadLine><ByLine>By Ana Roe</ByLine></NewsLines>${component}
    <ContentItem><DataContent>One.\n\nTwo.</DataContent></ContentItem></NewsComponent></NewsItem>`;

const document = (...items: string[]) =>
  Buffer.from(`<NewsML Version="1.2">${items.join('')}</NewsML>`);
const read = (parts: Parameters<typeof item>[0] = {}) => newsml1.read(document(item(parts)));

describe('a NewsML 1 item', () => {
  test('is a story, the same in all its revisions', () => {
    expect(read()).toEqual({
      externalId: 'urn:newsml:w.test:20261122:A1',
      ...{ version: 3, modified: '2026-11-22T05:30:00.000Z', status: 'usable', language: 'fa' },
      ...{ headline: 'Water is back', byline: 'By Ana Roe', body: '<p>One.</p>\n<p>Two.</p>' },
      ...{ keywords: [], images: [], authors: [], corrections: [] },
    });
  });

  test.each([
    ['usable', '<Status FormalName="Usable"/>'],
    ['withheld', '<Status FormalName="Withheld"/>'],
    ['withheld', '<Status FormalName="Embargoed"/>'],
    ['canceled', '<Status FormalName="Canceled"/>'],
  ])('is %s by %s', (status, management) => {
    expect(read({ management }).status).toBe(status);
  });

  test('is embargoed until its status changes', () => {
    const management = `<Status FormalName="Embargoed"/><StatusWillChange><FutureStatus FormalName="Usable"/>
      <DateAndTime>20261201T060000Z</DateAndTime></StatusWillChange>`;
    const embargoed = '2026-12-01T06:00:00.000Z';
    expect(read({ management })).toMatchObject({ status: 'usable', embargoed });
  });

  test('has the biggest rendition of each picture, with caption and credit; films are left out', () => {
    const rendition = (name: string, width: number) =>
      `<ContentItem Href="https://p.test/${name}.jpg"><MimeType FormalName="image/jpeg"/>
        <Characteristics><Property FormalName="Width" Value="${width}"/><Property FormalName="Height" Value="9"/></Characteristics></ContentItem>`;
    const component = `<NewsComponent><Role FormalName="Photo"/><NewsLines><CreditLine>Roe/AFP</CreditLine></NewsLines>
      ${rendition('small', 100)}${rendition('big', 4000)}
      <NewsComponent><Role FormalName="Caption"/><ContentItem><DataContent>A well.</DataContent></ContentItem></NewsComponent></NewsComponent>
      <NewsComponent><Role FormalName="Video"/>${rendition('still', 640)}</NewsComponent>`;
    expect(read({ component }).images).toEqual([
      { url: 'https://p.test/big.jpg', caption: 'A well.', creditLine: 'Roe/AFP', role: 'lead' },
    ]);
  });
});

test('each item of a document is a story', () => {
  const stories = readAll(newsml1, document(item({ id: 'A1' }), item({ id: 'A2' })));
  expect(stories.map(({ externalId }) => externalId.slice(-2))).toEqual(['A1', 'A2']);
});

test('G2 is not taken for NewsML 1', () => {
  expect(() => newsml1.read(Buffer.from('<newsItem/>'))).toThrow(Malformed);
});
