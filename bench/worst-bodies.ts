import {
  json,
  newsItem,
  nitfStory,
  page,
  rssFeed,
  rssItem,
} from '../tests/server/support/good-bodies.ts';

/** A body at one of the bounds, and the source of the hostile newsroom that sends it. */
export interface WorstBody {
  readonly what: string;
  readonly source: string;
  readonly body: string;
  readonly path?: string;
}

const MIB = 1_048_576;
const upTo = (bytes: number, piece: string): string =>
  piece.repeat(Math.floor(bytes / Buffer.byteLength(piece)));

const markup: readonly (readonly [string, string])[] = [
  ['paragraphs', upTo(MIB - 1024, `<p>${'The river fell overnight. '.repeat(3)}</p>`)],
  ['20,000 short elements', '<b>a</b>'.repeat(19_990)],
  [
    'hidden parts',
    upTo(
      MIB - 1024,
      `<p style="position:absolute;left:-9999px"><a href="https://a.test/">${'x'.repeat(80)}</a></p>`,
    ),
  ],
  ['comments', upTo(MIB - 1024, '<!-- a -->')],
  ['entities', upTo(MIB - 1024, '&amp;')],
  ['open angles', upTo(MIB - 1024, '<')],
  ['empty elements', '<p><b><i></i></b></p>'.repeat(6_600)],
  [
    'pictures',
    '<figure><img src="https://a.test/1.jpg"><figcaption>a</figcaption></figure>'.repeat(6_600),
  ],
  ['isolates', upTo(MIB - 1024, '<p>\u2067a</p>').slice(0, 250_000)],
  ['plain text', upTo(MIB - 1024, 'The river fell.\n\n')],
];

const picture = (bytes: number): string => 'A'.repeat(Math.floor(bytes / 4) * 4);
const large = json('dateline', { images: [{ data: picture(24.9 * MIB) }] });
const many = Array.from({ length: 60 }, () => ({ data: picture(0.4 * MIB) }));

const cdata = (text: string): string => `<![CDATA[${text}]]>`;
const rssWith = (text: string): string =>
  rssItem({
    more: `<content:encoded xmlns:content="http://purl.org/rss/1.0/modules/content/">${text}</content:encoded>`,
  });

export const worstBodies: readonly WorstBody[] = [
  ...markup.map(([what, body]) => ({
    what: `JSON, 1 MiB of ${what}`,
    source: 'dateline',
    body: json('dateline', { body, externalId: what }),
  })),
  { what: 'JSON, a picture of 18 MiB in base64', source: 'dateline', body: large },
  { what: 'the same, signed (Standard Webhooks)', source: 'by-standard-webhooks', body: large },
  { what: 'the same, signed (Ghost)', source: 'by-ghost', body: large },
  {
    what: 'JSON, 60 pictures of 300 kB',
    source: 'dateline',
    body: json('dateline', { images: many }),
  },
  {
    what: 'JSON, 20,000 values in its keywords',
    source: 'dateline',
    body: json('dateline', { keywords: Array(19_900).fill('a') }),
  },
  { what: 'JSON, 25 MiB of spaces', source: 'dateline', body: `${' '.repeat(24.9 * MIB)}{}` },
  {
    what: 'JSON, 25 MiB of escapes',
    source: 'dateline',
    body: json('dateline').replace('{', `{"x":"${'\\n'.repeat(12.4 * MIB)}",`),
  },
  {
    what: 'JSON, batch of 100, 20 MiB',
    source: 'dateline',
    path: '/batch',
    body: `[${Array.from({ length: 100 }, (_, at) => json('dateline', { externalId: `b${at}`, body: upTo(200_000, '<p>The river fell.</p>') })).join()}]`,
  },
  ...markup.map(([what, body]) => ({
    what: `RSS, 1 MiB of ${what}`,
    source: 'rss',
    body: rssFeed(rssWith(cdata(body))),
  })),
  {
    what: 'RSS, 100 items in 4.9 MiB',
    source: 'rss',
    body: rssFeed(
      ...Array.from({ length: 100 }, (_, at) =>
        rssItem({
          guid: `g${at}`,
          more: `<description>${cdata(upTo(49_000, '<p>The river fell.</p>'))}</description>`,
        }),
      ),
    ),
  },
  {
    what: 'RSS, 100,000 elements',
    source: 'rss',
    body: rssFeed(rssItem({ more: '<a b="c"/>'.repeat(99_980) })),
  },
  {
    what: 'RSS, 4.9 MiB of attributes',
    source: 'rss',
    body: rssFeed(
      rssItem({
        more: upTo(
          4.9 * MIB,
          `<a ${Array.from({ length: 200 }, (_, at) => `a${at}=""`).join(' ')}/>`,
        ),
      }),
    ),
  },
  {
    what: 'RSS, 4.9 MiB of entities',
    source: 'rss',
    body: rssFeed(rssItem({ more: `<description>${upTo(4.9 * MIB, '&amp;')}</description>` })),
  },
  {
    what: 'NewsML-G2, 100,000 elements',
    source: 'newsml-g2',
    body: newsItem({ meta: '<a b="c"/>'.repeat(99_900) }),
  },
  {
    what: 'NITF, 100,000 elements',
    source: 'nitf',
    body: nitfStory({ meta: '<a b="c"/>'.repeat(99_900) }),
  },
  ...markup.map(([what, body]) => ({
    what: `page, 1 MiB of ${what}`,
    source: 'html',
    body: page().replace(/(<article[^>]*>)/, `$1${body.replaceAll('$', '')}`),
  })),
  {
    what: 'page of 24 MiB',
    source: 'html',
    body: page().replace('</body>', `${upTo(24 * MIB, 'The river fell overnight. ')}</body>`),
  },
  {
    what: 'text, 1 MiB',
    source: 'text',
    body: `Flood over\n\n${upTo(MIB - 1024, 'The river fell.\n\n')}`,
  },
  {
    what: 'text of 24 MiB',
    source: 'text',
    body: `Flood over\n\n${upTo(24 * MIB, 'The river fell.\n\n')}`,
  },
];
