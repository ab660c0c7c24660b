import { describe, expect, test } from 'vitest';
import { formats } from '../../../src/shared/formats/formats.ts';
import type { Format } from '../../../src/shared/source-declaration.ts';
import { makeStory } from '../../../src/workers/ingest/make-story.ts';
import { hasSamples, sample } from './support/newsroom-samples.ts';

const stories = {
  Persian: ['خانه‌ها در کابل ویران شد', 'باران می‌بارد و راه‌ها بسته‌اند؛ ۱۲ خانه افتاد.'],
  Pashto: ['په کابل کې سېلاب', 'ډېر کورونه ړنګ شول او خلک په ځنګله کې دي.'],
  Arabic: ['فيضان في كابول', 'أُغلقت الطرق وانهارت المنازل، «نحتاج إلى المساعدة».'],
  Russian: ['Наводнение в Кабуле', 'Дожди разрушили дома; ёлки упали – «нужна помощь».'],
  Chinese: ['喀布尔发生洪水', '大雨冲毁了许多房屋，“我们需要帮助”。'],
} as const;
const texts = Object.entries(stories);

const bodies: Readonly<Record<Format, (headline: string, body: string) => string>> = {
  dateline: (headline, body) => JSON.stringify({ externalId: 'a', headline, body: p(body) }),
  ninjs: (headline, body) =>
    JSON.stringify({ uri: 'a', type: 'text', headline, body_html: p(body) }),
  wordpress: (headline, body) =>
    JSON.stringify({ id: 1, title: { rendered: headline }, content: { rendered: p(body) } }),
  ghost: (title, body) => JSON.stringify({ post: { current: { id: 'a', title, html: p(body) } } }),
  ans: (basic, content) =>
    JSON.stringify({
      ...{ type: 'story', _id: 'a', headlines: { basic } },
      content_elements: [{ type: 'text', content }],
    }),
  'newsml-1': (headline, body) =>
    `<NewsML><NewsItem><Identification><NewsIdentifier><PublicIdentifier>a:1</PublicIdentifier></NewsIdentifier></Identification>
      <NewsComponent><NewsLines><HeadLine>${headline}</HeadLine></NewsLines><ContentItem><DataContent>${body}</DataContent></ContentItem></NewsComponent></NewsItem></NewsML>`,
  'newsml-g2': (headline, body) =>
    `<newsItem guid="a"><contentMeta><headline>${headline}</headline></contentMeta><contentSet><inlineData contenttype="text/plain">${body}</inlineData></contentSet></newsItem>`,
  nitf: (headline, body) =>
    `<nitf><head><docdata><doc-id id-string="a"/></docdata></head><body><body.head><hedline><hl1>${headline}</hl1></hedline></body.head><body.content>${p(body)}</body.content></body></nitf>`,
  rss: (headline, body) =>
    `<rss><channel><item><guid>a</guid><title>${headline}</title><description>&lt;p&gt;${body}&lt;/p&gt;</description></item></channel></rss>`,
  atom: (headline, body) =>
    `<entry xmlns="http://www.w3.org/2005/Atom"><id>a</id><title>${headline}</title><content type="html">&lt;p&gt;${body}&lt;/p&gt;</content></entry>`,
  html: (headline, body) =>
    `<html><head><link rel="canonical" href="https://a.test/1"></head><body><article><h1>${headline}</h1>${p(body)}</article></body></html>`,
  text: (headline, body) => `${headline}\n\n${body}`,
};

const p = (body: string): string => `<p>${body}</p>`;

/** Headline and body as a reader will have them. */
function arrived(format: Format, body: Buffer, charset?: string): readonly [string, string] {
  const [piece = body] = formats[format].split?.(body, charset) ?? [body];
  const { story } = makeStory({
    submitted: formats[format].read(piece, charset),
    ...{ source: { id: 'wire', trusted: false }, submissionId: 's', storyId: 't', imageHashes: [] },
    ...{ site: { language: 'en', sections: [{ slug: 'a', name: 'A' }] }, received: '2026-11-22' },
  });
  return [story.headline, story.body];
}

describe.each(Object.keys(bodies) as Format[])('a story in %s', (format) => {
  test.each(texts)('arrives intact in %s', (_, [headline, body]) => {
    const sent = Buffer.from(bodies[format](headline, body));
    expect(arrived(format, sent)).toEqual([headline, p(body)]);
    const mark = Buffer.from([0xef, 0xbb, 0xbf]);
    expect(arrived(format, Buffer.concat([mark, sent]))).toEqual([headline, p(body)]);
  });
});

/** Text in an encoding that Node reads but does not write, by reading each of its codes once. */
function encoded(text: string, encoding: string): Buffer {
  // Node's own Windows-1252 lacks the punctuation; the Turkish one has it at the same places.
  const decoder = new TextDecoder(encoding === 'windows-1252' ? 'windows-1254' : encoding);
  const codes = new Map<string, number[]>();
  for (let byte = 0; byte < 0x100; byte += 1) {
    codes.set(decoder.decode(Uint8Array.of(byte)), [byte]);
    if (byte < 0x81 || !/^(?:gb|big)/.test(encoding)) continue;
    for (let trail = 0x40; trail < 0xff; trail += 1) {
      const letter = decoder.decode(Uint8Array.of(byte, trail));
      if ([...letter].length === 1 && letter !== '\uFFFD') codes.set(letter, [byte, trail]);
    }
  }
  return Buffer.from(
    [...text].flatMap((letter) => {
      const code = codes.get(letter);
      if (code === undefined) throw new RangeError(`${encoding} has no ${letter}`);
      return code;
    }),
  );
}

const utf16 = (text: string): Buffer => Buffer.from(`\uFEFF${text}`, 'utf16le');

/** The Persian yeh and kaf of Windows-1256 are those of Arabic keyboards, but for the kaf. */
const inWindows1256 = ['سیل در کابل', 'باران'].map((text) => text.replaceAll('ی', 'ي')) as [
  string,
  string,
];
const legacy: readonly (readonly [string, readonly [string, string]])[] = [
  ['windows-1251', stories.Russian],
  ['koi8-r', ['Наводнение', 'Дожди разрушили дома.']],
  ['windows-1256', inWindows1256],
  ['gb18030', stories.Chinese],
  ['big5', ['洪水', '大雨沖毀了許多房屋。']],
  ['windows-1252', ['Ein “Haus” – früh', 'Käse für 5 Euro… naïve']],
];

const otherThanJson = ['newsml-1', 'newsml-g2', 'nitf', 'rss', 'atom', 'html', 'text'] as const;

describe.each(otherThanJson)('a story in %s', (format) => {
  test.each(legacy)('in %s, as its content type says, arrives intact', (charset, [head, body]) => {
    const sent = encoded(bodies[format](head, body), charset);
    expect(arrived(format, sent, charset)).toEqual([head, p(body)]);
  });

  test('in UTF-16 with its mark arrives intact', () => {
    const [headline, body] = stories.Pashto;
    expect(arrived(format, utf16(bodies[format](headline, body)))).toEqual([headline, p(body)]);
  });

  test('in UTF-8 arrives intact where its content type says otherwise', () => {
    const [headline, body] = stories.Persian;
    const sent = Buffer.from(bodies[format](headline, body));
    expect(arrived(format, sent, 'iso-8859-1')).toEqual([headline, p(body)]);
  });

  test('in Windows-1256 or 1252 of which nobody speaks arrives intact', () => {
    for (const charset of ['windows-1256', 'windows-1252']) {
      const [headline, body] = new Map(legacy).get(charset) ?? ['', ''];
      const sent = encoded(bodies[format](headline, body), charset);
      expect(arrived(format, sent)).toEqual([headline, p(body)]);
    }
  });
});

test.skipIf(!hasSamples)('a real story that was broken on its way to the wire is mended', () => {
  const [, body] = arrived('ninjs', sample('ninjs-1', 'businesswire'));
  expect(body).toContain('the world’s most powerful rack workstation');
});

test.each(legacy)('XML in %s by its own word arrives intact', (charset, [headline, body]) => {
  const prolog = `<?xml version="1.0" encoding="${charset}"?>`;
  const sent = encoded(prolog + bodies.rss(headline, body), charset);
  expect(arrived('rss', sent)).toEqual([headline, p(body)]);
});

test.each(legacy)('a page in %s by its own word arrives intact', (charset, [headline, body]) => {
  const page = bodies.html(headline, body).replace('<head>', `<head><meta charset="${charset}">`);
  expect(arrived('html', encoded(page, charset))).toEqual([headline, p(body)]);
});
