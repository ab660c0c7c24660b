import { expect, test } from 'vitest';
import { wordpress } from '../../../src/shared/formats/wordpress.ts';
import { readAll } from './support/newsroom-samples.ts';

const spaces = `xmlns:wp="http://wordpress.org/export/1.2/" xmlns:dc="http://purl.org/dc/elements/1.1/"
  xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"`;

const exported = (...items: string[]) =>
  Buffer.from(`<rss ${spaces}><channel><link>https://a.test</link><language>fa-IR</language>
    <wp:author><wp:author_login>ana</wp:author_login><wp:author_display_name>Ana Roe</wp:author_display_name></wp:author>
    ${items.map((item) => `<item>${item}</item>`).join('')}</channel></rss>`);

const post = (id: number, rest = '') =>
  `<title>آب برگشت</title><link>/${id}</link><dc:creator>ana</dc:creator>
    <content:encoded><![CDATA[<p>خانه‌ها</p>]]></content:encoded><excerpt:encoded><![CDATA[Short.]]></excerpt:encoded>
    <wp:post_id>${id}</wp:post_id><wp:post_type>post</wp:post_type><wp:post_date_gmt>2026-01-02 03:04:05</wp:post_date_gmt>
    <category domain="category" nicename="news">News</category><category domain="post_tag" nicename="x">Water</category>${rest}`;

const thumbnail =
  '<wp:postmeta><wp:meta_key>_thumbnail_id</wp:meta_key><wp:meta_value>9</wp:meta_value></wp:postmeta>';
const attachment = `<wp:post_id>9</wp:post_id><wp:post_type>attachment</wp:post_type>
  <wp:attachment_url>https://a.test/well.jpg</wp:attachment_url><excerpt:encoded><![CDATA[A <b>well</b>]]></excerpt:encoded>
  <content:encoded><![CDATA[Description]]></content:encoded>
  <wp:postmeta><wp:meta_key>_wp_attachment_image_alt</wp:meta_key><wp:meta_value>Stones</wp:meta_value></wp:postmeta>`;

test('each post of an export is a story, with its author, terms and featured picture', () => {
  const page = '<title>About</title><wp:post_id>3</wp:post_id><wp:post_type>page</wp:post_type>';
  const stories = readAll(wordpress, exported(post(7, thumbnail), page, attachment, post(8)));
  expect(stories.map(({ externalId }) => externalId)).toEqual(['7', '8']);
  expect(stories[0]).toEqual({
    ...{ externalId: '7', headline: 'آب برگشت', body: '<p>خانه‌ها</p>', description: 'Short.' },
    ...{ status: 'usable', firstPublished: '2026-01-02T03:04:05.000Z', language: 'fa-IR' },
    ...{ section: 'News', keywords: ['Water'], authors: [{ name: 'Ana Roe' }], corrections: [] },
    images: [
      { url: 'https://a.test/well.jpg', caption: 'A well', altText: 'Stones', role: 'lead' },
    ],
  });
  expect(stories[1]?.images).toEqual([]);
});

test.each([
  ['withheld', 'pending'],
  ['canceled', 'trash'],
])('a post is %s by the status %s', (status, written) => {
  const [story] = readAll(wordpress, exported(post(7, `<wp:status>${written}</wp:status>`)));
  expect(story?.status).toBe(status);
});

test('a change to one post leaves the bytes of the others as they were', () => {
  const before = wordpress.split?.(exported(post(7), post(8)));
  const after = wordpress.split?.(exported(post(7, '<wp:status>draft</wp:status>'), post(8)));
  expect(before?.[0]).not.toEqual(after?.[0]);
  expect(before?.[1]).toEqual(after?.[1]);
});
