import { expect, test } from 'vitest';
import { newsmlG2 } from '../../../src/shared/formats/newsml-g2.ts';
import { readAll } from './support/newsroom-samples.ts';

const space = 'http://iptc.org/std/nar/2006-10-01/';

const message = (...items: string[]): Buffer =>
  Buffer.from(`<newsMessage xmlns="${space}"><itemSet>${items.join('')}</itemSet></newsMessage>`);

const text = (guid: string, link = '', body = '<p>Water.</p>') =>
  `<newsItem guid="${guid}"><itemMeta><itemClass qcode="ninat:text"/>${link}</itemMeta>
    <contentMeta><headline>Text ${guid}</headline></contentMeta><contentSet><inlineXML>
    <html xmlns="http://www.w3.org/1999/xhtml"><body>${body}</body></html></inlineXML></contentSet></newsItem>`;

const picture = (guid: string) =>
  `<newsItem guid="${guid}"><itemMeta><itemClass qcode="ninat:picture"/></itemMeta>
    <contentMeta><description>Caption of ${guid}.</description><creditline>Roe/AP</creditline></contentMeta>
    <contentSet><remoteContent href="https://p.test/${guid}-small.jpg" contenttype="image/jpeg" width="100" height="50"/>
    <remoteContent href="https://p.test/${guid}.jpg" contenttype="image/jpeg" width="4000" height="2000"/></contentSet></newsItem>`;

const pack = (guid: string, ...refs: string[]) =>
  `<packageItem guid="${guid}"><contentMeta><headline>Package</headline></contentMeta><groupSet><group>
    ${refs.map((ref) => `<itemRef residref="${ref}"/>`).join('')}</group></groupSet></packageItem>`;

const stories = (...items: string[]) =>
  readAll(newsmlG2, message(...items)).map(({ externalId, images }) => [
    externalId,
    images.map(({ url }) => url?.replace('https://p.test/', '')),
  ]);

test('a text alone in its message has the pictures that came with it', () => {
  expect(stories(picture('p1'), text('t1'), picture('p2'))).toEqual([['t1', ['p1.jpg', 'p2.jpg']]]);
  const [story] = readAll(newsmlG2, message(text('t1'), picture('p1')));
  expect(story?.images).toEqual([
    { url: 'https://p.test/p1.jpg', caption: 'Caption of p1.', creditLine: 'Roe/AP', role: 'lead' },
  ]);
});

test('of several texts each has the pictures that it links to', () => {
  const linked = text('t2', '<link rel="irel:seeAlso" residref="p1"/>');
  expect(stories(text('t1'), linked, picture('p1'), picture('p2'))).toEqual([
    ['t1', []],
    ['t2', ['p1.jpg']],
    ['p2', ['p2.jpg']],
  ]);
});

test('a package ties pictures to the one text in it, and is then no story', () => {
  const items = [text('t1'), text('t2'), picture('p1'), pack('k', 't2', 'p1')];
  expect(stories(...items)).toEqual([
    ['t1', []],
    ['t2', ['p1.jpg']],
  ]);
});

test('a package of several texts stays a story, and ties nothing', () => {
  const items = [pack('k', 't1', 't2', 'p1'), text('t1'), text('t2'), picture('p1')];
  expect(stories(...items).map(([guid]) => guid)).toEqual(['k', 't1', 't2', 'p1']);
});

test('pictures without a text stay stories', () => {
  expect(stories(picture('p1'), picture('p2'))).toEqual([
    ['p1', ['p1.jpg']],
    ['p2', ['p2.jpg']],
  ]);
});

test('a thumbnail in the text gives way to the whole picture', () => {
  const shown = text('t1', '', '<p>Water.</p><img src="https://p.test/p1-small.jpg"/>');
  const [story] = readAll(newsmlG2, message(shown, picture('p1')));
  expect(story?.body).toContain('<img src="https://p.test/p1.jpg">');
});

test('the headline is not said again at the top of the text', () => {
  const said = text('t1', '', '<article><h1>Text t1</h1><p>Water.</p></article>');
  const [story] = readAll(newsmlG2, message(said));
  expect(story?.body).toBe('<article><p>Water.</p></article>');
  const other = text('t1', '', '<h1>A heading</h1><p>Water.</p>');
  expect(readAll(newsmlG2, message(other))[0]?.body).toContain('<h1>A heading</h1>');
});
