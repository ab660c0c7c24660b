import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { type RunningNewsroom, runningNewsroom } from '../support/running-newsroom.ts';

let newsroom: RunningNewsroom;
beforeAll(async () => {
  newsroom = await runningNewsroom();
});
afterAll(() => newsroom.close());

const Added = z.object({ id: z.string(), secret: z.string() });
const Receipt = z.object({ storyId: z.string() });

/** Adds a source of the format and posts as it would, with its secret as bearer. */
async function post(format: string, contentType: string, body: string | Buffer): Promise<Response> {
  const id = `${format}-${Math.random().toString(36).slice(2, 8)}`;
  const added = await newsroom.call('/v1/sources', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ id, format, auth: 'bearer' }),
  });
  const { secret } = Added.parse(await added.json());
  return fetch(`${newsroom.http}/hooks/${id}`, {
    method: 'POST',
    headers: { 'content-type': contentType, authorization: `Bearer ${secret}` },
    body,
  });
}

const samples: readonly [format: string, contentType: string, body: string][] = [
  [
    'ninjs',
    'application/json',
    JSON.stringify({
      ...{ uri: 'urn:test:ninjs-1', type: 'text', version: '1', pubstatus: 'usable' },
      ...{ headline: 'A ninjs bridge', body_xhtml: '<p>The bridge of format opened.</p>' },
    }),
  ],
  [
    'newsml-g2',
    'application/xml',
    `<?xml version="1.0"?><newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:test:g2-1" version="1"
      standard="NewsML-G2" standardversion="2.30" conformance="power"><itemMeta><itemClass qcode="ninat:text"/>
      <provider qcode="x:y"/><versionCreated>2026-11-22T10:00:00Z</versionCreated><pubStatus qcode="stat:usable"/></itemMeta>
      <contentMeta><headline>A G2 bridge</headline></contentMeta><contentSet><inlineXML contenttype="application/xhtml+xml">
      <html xmlns="http://www.w3.org/1999/xhtml"><head><title>x</title></head><body><p>The bridge of format opened.</p></body></html>
      </inlineXML></contentSet></newsItem>`,
  ],
  [
    'newsml-1',
    'application/xml',
    `<NewsML Version="1.2"><NewsItem xml:lang="en"><Identification><NewsIdentifier><ProviderId>x.test</ProviderId><DateId>20261122</DateId>
      <NewsItemId>N1</NewsItemId><RevisionId>1</RevisionId></NewsIdentifier></Identification><NewsComponent><NewsLines><HeadLine>A NewsML bridge</HeadLine></NewsLines>
      <ContentItem><DataContent>The bridge of format opened.</DataContent></ContentItem></NewsComponent></NewsItem></NewsML>`,
  ],
  [
    'nitf',
    'application/xml',
    `<?xml version="1.0"?><nitf><head><docdata><doc-id id-string="nitf-1"/></docdata></head><body><body.head>
      <hedline><hl1>A NITF bridge</hl1></hedline></body.head><body.content><p>The bridge of format opened.</p></body.content></body></nitf>`,
  ],
  [
    'wordpress',
    'application/json',
    JSON.stringify({
      ...{
        id: 7,
        status: 'publish',
        type: 'post',
        slug: 'wp-bridge',
        link: 'https://wp.example/7',
      },
      ...{ date_gmt: '2026-11-01T10:00:00', modified_gmt: '2026-11-01T10:00:00' },
      title: { rendered: 'A WordPress bridge' },
      content: { rendered: '<p>The bridge of format opened.</p>' },
    }),
  ],
  [
    'ghost',
    'application/json',
    JSON.stringify({
      post: {
        current: {
          ...{
            id: '64a1b2c3d4e5f60718293a4b',
            uuid: 'u',
            title: 'A Ghost bridge',
            status: 'published',
          },
          ...{
            slug: 'ghost-bridge',
            html: '<p>The bridge of format opened.</p>',
            visibility: 'public',
          },
          ...{ updated_at: '2026-11-01T10:00:00.000Z', published_at: '2026-11-01T10:00:00.000Z' },
        },
        previous: {},
      },
    }),
  ],
  [
    'ans',
    'application/json',
    JSON.stringify({
      ...{ type: 'story', version: '0.10.9', _id: 'ANSBRIDGE1' },
      headlines: { basic: 'An ANS bridge' },
      content_elements: [{ type: 'text', content: 'The bridge of format opened.' }],
    }),
  ],
  [
    'html',
    'text/html; charset=utf-8',
    `<!doctype html><html lang="en"><head><title>A page bridge</title><link rel="canonical" href="https://pages.example/1"></head>
      <body><article><h1>A page bridge</h1><p>The bridge of format opened.</p><p>${'Many people came to see it. '.repeat(20)}</p></article></body></html>`,
  ],
  ['text', 'text/plain', 'A plain bridge\n\nThe bridge of format opened.\n\nMany came.'],
];

test.each(samples)('a story in %s is published', async (format, contentType, body) => {
  const answer = await post(format, contentType, body);
  expect([format, answer.status]).toEqual([format, 202]);
  const { storyId } = Receipt.parse(await answer.json());
  const { url } = await newsroom.until(storyId, 'live');
  const page = await newsroom.page(new URL(url ?? '').pathname);
  expect(page).toContain('The bridge of format opened.');
});

test('a note to desks is kept with the story and reaches no reader', async () => {
  const [, , body = ''] = samples.find(([format]) => format === 'ninjs') ?? [];
  const noted = { ...JSON.parse(body), uri: 'urn:test:noted', ednote: 'RAISES the toll' };
  const answer = await post('ninjs', 'application/json', JSON.stringify(noted));
  const { storyId } = Receipt.parse(await answer.json());
  const { url } = await newsroom.until(storyId, 'live');
  const { pathname } = new URL(url ?? '');
  for (const path of [pathname, '/', '/feed.xml', '/atom.xml', '/feed.json']) {
    const page = await fetch(`${newsroom.http}${path}`);
    if (page.ok) expect(await page.text()).not.toContain('RAISES');
  }
  expect(await newsroom.page(pathname)).toContain('The bridge of format opened.');
});

test('a Russian text in Windows-1251 is published in its own letters', async () => {
  const letters = 'АБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯабвгдежзийклмнопрстуфхцчшщъыьэюя';
  const text = 'Мост открыт\n\nСегодня мост снова открыт для всех жителей города и области.';
  const bytes = [...text].map((letter) => {
    const at = letters.indexOf(letter);
    return at === -1 ? letter.charCodeAt(0) : 0xc0 + at;
  });
  const answer = await post('text', 'text/plain; charset=windows-1251', Buffer.from(bytes));
  expect(answer.status).toBe(202);
  const { storyId } = Receipt.parse(await answer.json());
  const { url } = await newsroom.until(storyId, 'live');
  const page = await newsroom.page(new URL(url ?? '').pathname);
  expect(page).toContain('Сегодня мост снова открыт для всех жителей города и области.');
  expect(page).toMatch(/<html[^>]* lang="ru"/);
});

test('each item of a feed that is posted becomes a story of its own', async () => {
  const item = (n: number) =>
    `<item><guid>feed-${n}</guid><title>Feed story ${n}</title><description>&lt;p&gt;Text ${n}.&lt;/p&gt;</description></item>`;
  const feed = `<?xml version="1.0"?><rss version="2.0"><channel><title>F</title><link>https://f.example/</link>
    <description>d</description>${[1, 2, 3].map(item).join('')}</channel></rss>`;
  const answer = await post('rss', 'application/rss+xml', feed);
  expect(answer.status).toBe(202);
  const { items } = z.object({ items: z.array(Receipt) }).parse(await answer.json());
  const stories = await Promise.all(items.map(({ storyId }) => newsroom.until(storyId, 'live')));
  expect(new Set(stories.map(({ url }) => url)).size).toBe(3);
});

const page = join(process.env.DATELINE_CORPUS ?? '', 'seed/at-news-page.html');
const hasSeed = process.env.DATELINE_CORPUS !== undefined && existsSync(page);
if (!hasSeed) console.warn('The seed page is not tested: DATELINE_CORPUS names no folder with it.');

test.skipIf(!hasSeed)('a hacked web page is held for its hidden link', async () => {
  const answer = await post('html', 'text/html', readFileSync(page, 'utf8'));
  const { storyId } = Receipt.parse(await answer.json());
  const held = await newsroom.until(storyId, 'held');
  expect(held.because.join(' ')).toContain('slot-gacor.example');
});

test('a body that its format cannot read is refused with the place', async () => {
  const entities =
    '<?xml version="1.0"?><!DOCTYPE nitf [<!ENTITY x SYSTEM "file:///etc/passwd">]><nitf>&x;</nitf>';
  expect((await post('nitf', 'application/xml', entities)).status).toBe(400);
  const answer = await post('ans', 'application/json', '{"type":"story","version":"0.10.9"}');
  const { errors } = z
    .object({ errors: z.array(z.object({ pointer: z.string() })) })
    .parse(await answer.json());
  expect([answer.status, errors[0]?.pointer]).toEqual([422, '#/_id']);
});
