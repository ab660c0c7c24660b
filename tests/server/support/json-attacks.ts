import { type Attack, invalid, malformed, type Wrong, xs } from './attack.ts';
import { type JsonFormat, json, stories } from './good-bodies.ts';

const jsonFormats = Object.keys(stories) as JsonFormat[];

const brokenJson = (good: string): [string, string | Buffer][] => [
  ['cut off in a key', '{"head'],
  ['cut off behind a colon', '{"headline":'],
  ['cut off before its last brace', good.slice(0, -1)],
  ['one brace too many', `${good}}`],
  ['two documents', `${good}${good}`],
  ['a comma before the brace', good.replace(/}$/, ',}')],
  ['single quotes', "{'headline':'x'}"],
  ['a comment', `{/* */${good.slice(1)}`],
  ['NaN', '{"version":NaN}'],
  ['a number with a leading zero', '{"version":01}'],
  ['a raw line break in a string', '{"headline":"a\nb"}'],
  ['a raw NUL in a string', '{"headline":"a\0b"}'],
  ['a half escape', '{"headline":"\\u00"}'],
  ['65 levels of arrays', `{"a":${'['.repeat(64)}${']'.repeat(64)}}`],
  ['100,000 open arrays', `{"a":${'['.repeat(100_000)}`],
  ['65 levels of objects', `${'{"a":'.repeat(65)}1${'}'.repeat(65)}`],
  ['20,001 values', `{"a":[${'1,'.repeat(20_001)}1]}`],
  ['__proto__', '{"__proto__":{"admin":true}}'],
  ['__proto__, deep', '{"a":[{"b":{"__proto__":1}}]}'],
  ['__proto__, escaped', '{"\\u005f\\u005fproto\\u005f\\u005f":{"x":1}}'],
  ['constructor.prototype', '{"constructor":{"prototype":{"x":1}}}'],
  ['a byte that is no UTF-8', Buffer.from('{"a":"\xff"}', 'latin1')],
  ['an overlong slash', Buffer.from('{"a":"\xc0\xaf"}', 'latin1')],
  ['half of a surrogate pair in bytes', Buffer.from('{"a":"\xed\xa0\x80"}', 'latin1')],
  ['half of a letter', Buffer.from('{"a":"\xe2\x82"}', 'latin1')],
  ['UTF-16', Buffer.from(good, 'utf16le')],
];

const everyFormat = jsonFormats.flatMap((format) =>
  brokenJson(json(format)).map(([what, body]) => malformed(format, what, body)),
);

const dateline = (changes: object): string => json('dateline', changes);
const shown = (value: unknown): string => JSON.stringify(value).slice(0, 40);
const put = (field: string, value: unknown, pointer = `#/${field}`): Wrong => [
  `${field}: ${shown(value)}`,
  dateline({ [field]: value }),
  pointer,
];

const texts =
  'externalId headline body alternativeHeadline description byline dateline slug section language embargoed expires copyrightHolder usageTerms status firstPublished modified'.split(
    ' ',
  );
const lists = ['keywords', 'images', 'authors', 'corrections'];
const dates = ['embargoed', 'expires', 'firstPublished', 'modified'];
const noDates =
  'soon;2026-11-22;2026-11-22T09:00:00;2026-02-30T09:00:00Z;2026-13-01T00:00:00Z;1795000000;2026-11-22T25:00:00Z;+275760-09-14T00:00:00Z'.split(
    ';',
  );
const limits: readonly [string, number][] = [
  ...(['externalId', 'headline', 'body'] as const).map((name): [string, number] => [
    name,
    2 ** 20 + 1,
  ]),
  ...[['externalId', 513] as const, ['headline', 501] as const, ['byline', 501] as const],
  ...[['slug', 201] as const, ['section', 101] as const, ['dateline', 201] as const],
  ...[['description', 5_001] as const, ['usageTerms', 10_001] as const],
].map(([name, length]) => [name, length]);

const addresses = [
  ...['', 'here', '//wire.test/a.jpg', '/etc/passwd', '../../a.jpg', 'javascript:alert(1)'],
  ...['data:image/png;base64,AA==', 'file:///etc/passwd', 'ftp://wire.test/a', 'http://'],
  ...['https://me:secret@wire.test/a', 'https://wire.test:99999/', `https://wire.test/${xs(2048)}`],
];

const ofDateline: Wrong[] = [
  ...texts.flatMap((field) => [1, null, [], {}].map((value) => put(field, value))),
  ...lists.flatMap((field) => ['x', {}, null].map((value) => put(field, value))),
  ...lists.flatMap((field) => [1, null].map((value) => put(field, [value], `#/${field}/0`))),
  ...dates.flatMap((field) => noDates.map((value) => put(field, value))),
  ...limits.map(
    ([field, length]): Wrong => [
      `${field} of ${length} letters`,
      dateline({ [field]: xs(length) }),
      `#/${field}`,
    ],
  ),
  ...addresses.map((url) => put('images', [{ url }], '#/images/0/url')),
  ...addresses.map((url) => put('authors', [{ name: 'A', url }], '#/authors/0/url')),
  ...['1e400', '-1', '1.5', '9007199254740993', '"1"'].map(
    (number): Wrong => [
      `version: ${number}`,
      dateline({}).replace('{', `{"version":${number},`),
      '#/version',
    ],
  ),
  ...[0, 10, -1, 4.5, '4', null].map((urgency) => put('urgency', urgency)),
  ...['not a language', 'x', '../en', 'en-', 'en_US', 'en\r\nX-Evil: 1'].map((tag) =>
    put('language', tag),
  ),
  ...['', ' ', '\u200b\u202e', 'a\0b', 'a\r\nX-Evil: 1', '\ud800'].map((id) =>
    put('externalId', id),
  ),
  ...['', ' \t', '\u200b\u2060'].flatMap((none) => [put('headline', none), put('body', none)]),
  ...['live', 'USABLE', '', '__proto__'].map((status) => put('status', status)),
  ...['x-evil', 'constructor', 'toString', 'submissionId', 'storyId', 'a b'].map((field) =>
    put(field, 1, `#/${encodeURIComponent(field)}`),
  ),
  put('a/b~c', 1, '#/a~1b~0c'),
  put('keywords', Array(51).fill('x')),
  put('keywords', [xs(201)], '#/keywords/0'),
  put('images', Array(61).fill({ url: 'https://wire.test/a.jpg' })),
  put('images', [{}], '#/images/0'),
  put('images', [{ url: 'https://wire.test/a.jpg', data: 'AAAA' }], '#/images/0'),
  put('images', [{ data: 'data:image/png;base64,AAAA' }], '#/images/0/data'),
  put('images', [{ data: 'not base64!' }], '#/images/0/data'),
  put('images', [{ data: '' }], '#/images/0/data'),
  put('corrections', [{ at: 'soon', text: 'x' }], '#/corrections/0/at'),
  put('authors', [{ name: ' ' }], '#/authors/0/name'),
  [
    'the second of two headlines counts, and is none',
    dateline({}).replace(/}$/, ',"headline":1}'),
    '#/headline',
  ],
  ['nothing at all', '{}', '#/externalId', '#/headline', '#/body'],
];

const wrongs: Readonly<
  Record<Exclude<JsonFormat, 'dateline'>, readonly (readonly [object, ...string[]])[]>
> = {
  ninjs: [
    ...['uri', 'headline', 'body_xhtml', 'language', 'slugline', 'located'].map(
      (field) => [{ [field]: 1 }, `#/${field}`] as const,
    ),
    ...['versioncreated', 'embargoed', 'expires'].map(
      (field) => [{ [field]: 'soon' }, `#/${field}`] as const,
    ),
    ...[0, 10, '4', 1e300].map((urgency) => [{ urgency }, '#/urgency'] as const),
    ...['dead', 1, ''].map((pubstatus) => [{ pubstatus }, '#/pubstatus'] as const),
    ...['event', 'planning', 'component'].map((type) => [{ type }, '#/type'] as const),
    [{ Headline: 'Twice' }, '#/Headline'],
    [{ keywords: [1] }, '#/keywords/0'],
    [{ subject: {} }, '#/subject'],
    [{ associations: 'x' }, '#/associations'],
    [{ associations: { '../a': 1 } }, '#/associations/..~1a'],
    [{ renditions: { x: { width: 'wide' } } }, '#/renditions/x/width'],
    [{ language: 'no language' }, '#/language'],
    [{ uri: 'a\nb' }, '#/uri'],
    [{ uri: xs(513) }, '#/uri'],
    [{ headline: xs(2 ** 20) }, '#/headline'],
    [{ uri: '', headline: '' }, '#/uri', '#/headline'],
  ],
  wordpress: [
    [{ id: {} }, '#/id'],
    [{ id: 'a\0b' }, '#/id'],
    [{ title: 1 }, '#/title'],
    [{ title: [] }, '#/title'],
    [{ content: { rendered: 1 } }, '#/content/rendered'],
    [{ status: 1 }, '#/status'],
    [{ slug: [] }, '#/slug'],
    [{ date_gmt: 'soon' }, '#/date_gmt'],
    [{ modified_gmt: '2026-02-30T00:00:00' }, '#/modified_gmt'],
    [{ _embedded: [] }, '#/_embedded'],
    [{ _embedded: { author: [1] } }, '#/_embedded/author/0'],
    [{ lang: 'no language' }, '#/lang'],
    [{ title: xs(2 ** 20) }, '#/title/rendered'],
    [{ id: null, title: null, content: null }, '#/id', '#/title/rendered', '#/content/rendered'],
  ],
  ghost: [
    ...['id', 'title', 'html', 'slug', 'status', 'visibility', 'locale'].map(
      (field) => [{ [field]: 1 }, `#/${field}`] as const,
    ),
    ...['published_at', 'updated_at'].map((field) => [{ [field]: 'soon' }, `#/${field}`] as const),
    [{ tags: {} }, '#/tags'],
    [{ authors: ['x'] }, '#/authors/0'],
    [{ post: { current: { id: 1 } } }, '#/post/current/id'],
    [{ post: {} }, '#/post/current'],
    [{ posts: [] }, '#/posts'],
    [{ title: xs(2 ** 20) }, '#/title'],
    [{ id: xs(513) }, '#/id'],
    [{ id: null, title: null, html: null }, '#/id', '#/title', '#/html'],
  ],
  ans: [
    ...['_id', 'language', 'location', 'slug', 'copyright'].map(
      (field) => [{ [field]: 1 }, `#/${field}`] as const,
    ),
    ...['last_updated_date', 'first_publish_date', 'publish_date'].map(
      (field) => [{ [field]: 'soon' }, `#/${field}`] as const,
    ),
    [{ headlines: 'x' }, '#/headlines'],
    [{ headlines: { basic: [] } }, '#/headlines/basic'],
    [{ content_elements: {} }, '#/content_elements'],
    [{ content_elements: [1] }, '#/content_elements/0'],
    [{ content_elements: [] }, '#/content_elements'],
    [{ taxonomy: [] }, '#/taxonomy'],
    [{ promo_items: 'x' }, '#/promo_items'],
    [{ _id: 'a\0b' }, '#/_id'],
    [{ headlines: { basic: xs(2 ** 20) } }, '#/headlines/basic'],
    [{ _id: null }, '#/_id'],
  ],
};

const foreign = jsonFormats.flatMap((format) =>
  format === 'dateline'
    ? []
    : wrongs[format].map(([changes, ...pointers]) =>
        invalid(format, [shown(changes), json(format, changes), ...pointers]),
      ),
);

const noObjects = jsonFormats.flatMap((format) => {
  const scalars = format === 'ghost' || format === 'wordpress' ? [] : ['1', '"story"', 'null'];
  return ['[]', '[{}]', ...scalars].map((body) =>
    invalid(format, [`${body} where an object belongs`, body, '#']),
  );
});

export const jsonAttacks: readonly Attack[] = [
  ...everyFormat,
  ...noObjects,
  ...ofDateline.map((wrong) => invalid('dateline', wrong)),
  ...foreign,
];
