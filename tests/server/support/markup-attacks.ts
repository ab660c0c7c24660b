import { type Attack, invalid, malformed, xs } from './attack.ts';
import * as good from './good-bodies.ts';

const xmlFormats = ['newsml-g2', 'nitf', 'rss', 'atom'] as const;

const laughs = Array.from(
  { length: 9 },
  (_, at) => `<!ENTITY l${at + 1} "${`&l${at};`.repeat(10)}">`,
).join('');

const declarations: readonly [string, string][] = [
  ['a billion laughs', `<!DOCTYPE x [<!ENTITY l0 "ha">${laughs}]>`],
  ['a quadratic blow-up', `<!DOCTYPE x [<!ENTITY a "${xs(50_000)}">]>`],
  ['an external entity', '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'],
  ['an external entity of the web', '<!DOCTYPE x [<!ENTITY a SYSTEM "http://127.0.0.1/">]>'],
  ['a parameter entity', '<!DOCTYPE x [<!ENTITY % a SYSTEM "http://127.0.0.1/a.dtd"> %a;]>'],
  ['a document type of its own', '<!DOCTYPE x [<!ELEMENT x ANY>]>'],
  ['an entity without a document type', '<!ENTITY a "b">'],
  ['an unknown encoding', '<?xml version="1.0" encoding="utf-7"?>'],
];

const brokenXml = (whole: string): [string, string | Buffer][] => [
  ...declarations.map(([what, prolog]): [string, string] => [what, prolog + whole]),
  ['cut off', whole.slice(0, -3)],
  ['cut in half', whole.slice(0, whole.length / 2)],
  ['two roots', whole + whole],
  ['text behind the root', `${whole}more`],
  ['badly nested', '<a><b></a></b>'],
  ['another root', '<html><body/></html>'],
  ['__proto__ for a root', '<__proto__/>'],
  ['JSON', '{"headline":"x"}'],
  ['nothing', ''],
  ['only white space', ' \n'],
  ['101 levels', '<a>'.repeat(101) + '</a>'.repeat(101)],
  ['100,000 levels, never closed', '<a>'.repeat(100_000)],
  ['100,001 elements', `<a>${'<b/>'.repeat(100_001)}</a>`],
  ['257 attributes', `<a ${Array.from({ length: 257 }, (_, at) => `a${at}=""`).join(' ')}/>`],
  ['an attribute of 64 kB', `<a b="${xs(65_536)}"/>`],
  ['more than 5 MiB', `<a>${xs(5_242_880)}</a>`],
  [
    'bytes that are not of its encoding',
    Buffer.from('<?xml version="1.0" encoding="utf-8"?><a>\xff</a>', 'latin1'),
  ],
];

const whole = (format: (typeof xmlFormats)[number]): string => good.goodBodies[format][1];
const broken = xmlFormats.flatMap((format) =>
  brokenXml(whole(format)).map(([what, body]) => malformed(format, what, body)),
);

const noDates = ['soon', '2026-02-30T09:00:00Z', '2026-11-22T09:00:00', '99999999999'];
const long = xs(2 ** 20);
const longId = xs(513);

const wrongXml: readonly Attack[] = [
  ...['embargoed', 'expires'].flatMap((field) =>
    noDates.map((date) =>
      invalid('newsml-g2', [
        `${field} ${date}`,
        good.newsItem({ meta: `<${field}>${date}</${field}>` }),
        `#/${field}`,
      ]),
    ),
  ),
  ...noDates.map((date) =>
    invalid('nitf', [
      `release on ${date}`,
      good.nitfStory({ meta: `<date.release norm="${date}"/>` }),
      '#/embargoed',
    ]),
  ),
  invalid('newsml-g2', ['a headline of 1 MB', good.newsItem({ headline: long }), '#/headline']),
  invalid('nitf', ['a headline of 1 MB', good.nitfStory({ headline: long }), '#/headline']),
  invalid('rss', ['a headline of 1 MB', good.rssFeed(good.rssItem({ title: long })), '#/headline']),
  invalid('atom', [
    'a title of 1 MB',
    good.atomFeed(good.atomEntry({ title: long })),
    '#/headline',
  ]),
  invalid('newsml-g2', ['an endless guid', good.newsItem({ guid: longId }), '#/externalId']),
  invalid('nitf', ['an endless id', good.nitfStory({ id: longId }), '#/externalId']),
  invalid('rss', ['an endless guid', good.rssFeed(good.rssItem({ guid: longId })), '#/externalId']),
  invalid('atom', ['an endless id', good.atomFeed(good.atomEntry({ id: longId })), '#/externalId']),
  invalid('newsml-g2', ['no guid', good.newsItem({ guid: '' }), '#/externalId']),
  invalid('nitf', ['no id', good.nitfStory({ id: '' }), '#/externalId']),
  invalid('nitf', ['nothing in it', '<nitf/>', '#/externalId', '#/headline', '#/body']),
  invalid('newsml-g2', [
    'a control character in its guid',
    good.newsItem({ guid: 'a&#1;b' }),
    '#/externalId',
  ]),
  invalid('rss', ['no item', good.rssFeed(), '#']),
  invalid('atom', ['no entry', good.atomFeed(), '#']),
  invalid('newsml-g2', ['a message of nothing', '<newsMessage><itemSet/></newsMessage>', '#']),
  invalid('rss', ['101 items', good.rssFeed(...Array(101).fill(good.rssItem())), '#']),
  invalid('atom', ['101 entries', good.atomFeed(...Array(101).fill(good.atomEntry())), '#']),
  invalid('rss', ['1,001 items', good.rssFeed(...Array(1001).fill(good.rssItem())), '#']),
  invalid('rss', [
    'an item of nothing',
    good.rssFeed('<item/>'),
    ...['#/externalId', '#/headline', '#/body'],
  ]),
  malformed('rss', 'no channel', '<rss version="2.0"/>'),
  malformed(
    'rss',
    'more around its items than in them',
    good.rssFeed(`<link>${xs(20_000)}</link>`, good.rssItem()),
  ),
];

const pageOf = (address: string) => good.page({ address });

const pages: readonly Attack[] = [
  malformed('html', 'a NUL', '<p>a\0b</p>'),
  malformed('html', 'a picture', Buffer.from('\x89PNG\r\n\x1a\n\0\0\0\rIHDR', 'latin1')),
  malformed('html', '257 levels', '<div>'.repeat(257)),
  malformed('html', '100,000 levels', '<b>'.repeat(100_000)),
  malformed('html', '50,001 elements', '<br>'.repeat(50_001)),
  invalid('html', ['nothing', '', ...['#/link[rel=canonical]', '#/h1', '#/article']]),
  ...[
    '',
    'javascript:alert(1)',
    'file:///etc/passwd',
    '/flood',
    '../..',
    'https://a:b@wire.test/',
  ].map((address) =>
    invalid('html', [`an address of ${address}`, pageOf(address), '#/link[rel=canonical]']),
  ),
  invalid('html', ['a headline of 1 MB', good.page({ headline: long }), '#/h1']),
];

const letters: readonly Attack[] = [
  malformed('text', 'a NUL', 'Flood over\n\na\0b'),
  malformed('text', 'a ZIP archive', Buffer.from('PK\x03\x04\x14\0\0\0', 'latin1')),
  invalid('text', ['nothing', '', ...['#/message-id', '#/headline', '#/body']]),
  invalid('text', ['only a headline', 'Flood over', '#/body']),
  invalid('text', ['a headline of 1 MB', `${long}\n\nbody`, '#/headline']),
  invalid('text', ['a body over 1 MiB', `Flood over\n\n${long}x`, '#/body']),
  ...['date', 'modified', 'embargoed', 'expires'].flatMap((field) =>
    noDates.map((date) =>
      invalid('text', [`${field}: ${date}`, good.letter(`${field}: ${date}\n`), `#/${field}`]),
    ),
  ),
  invalid('text', ['status: dead', good.letter('Status: dead\n'), '#/status']),
  invalid('text', ['language: no one', good.letter('Language: no one\n'), '#/language']),
  invalid('text', ['a slug of 201 letters', good.letter(`Slug: ${xs(201)}\n`), '#/slug']),
  invalid('text', [
    'an id with a control character',
    'Message-ID: <a\x01b>\nSubject: x\n\nbody',
    '#/message-id',
  ]),
];

const form = { 'content-type': 'application/x-www-form-urlencoded' };
const post = 'ID=7&post_title=Flood&post_content=It+fell';
const forms: readonly Attack[] = [
  malformed('wordpress', 'a value that is no UTF-8', 'post_title=%FF'),
  malformed('wordpress', 'half a letter', 'post_title=%E2%82'),
  malformed('wordpress', 'raw bytes', Buffer.from('post_title=\xff', 'latin1')),
  malformed('wordpress', '1,001 fields', Array(1001).fill('a=1').join('&')),
  ...['soon', '2026-13-01', '2026-02-30 00:00:00'].map((date) =>
    invalid('wordpress', [date, `${post}&post_date_gmt=${date}`, '#/post_date_gmt']),
  ),
  invalid('wordpress', ['a NUL in its id', `${post}&ID=a%00b`, '#/ID']),
  invalid('wordpress', ['a line break in its id', `${post}&ID=a%0D%0AX-Evil:1`, '#/ID']),
  invalid('wordpress', ['a title of 1 MB', `${post}&post_title=${long}`, '#/post_title']),
  invalid('wordpress', ['nothing', '', ...['#/ID', '#/post_title', '#/post_content']]),
  invalid('wordpress', [
    '__proto__ for a field',
    '__proto__[ID]=7&__proto__=x',
    ...['#/ID', '#/post_title', '#/post_content'],
  ]),
].map((attack) => ({ ...attack, what: `form: ${attack.what}`, headers: form }));

export const markupAttacks: readonly Attack[] = [
  ...broken,
  ...wrongXml,
  ...pages,
  ...letters,
  ...forms,
];
