import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { dateline } from '../../../src/shared/formats/dateline.ts';
import { Invalid, Malformed } from '../../../src/shared/formats/format.ts';
import { StorySubmission } from '../../../src/shared/formats/story-submission.ts';
import fc from '../../support/fast-check.ts';

const required = { externalId: 'at-1', headline: 'Well water returns', body: '<p>It is back.</p>' };
const read = (extra: object = {}) =>
  dateline.read(Buffer.from(JSON.stringify({ ...required, ...extra })));

function faults(extra: object): Record<string, string> {
  try {
    read(extra);
  } catch (error) {
    if (error instanceof Invalid) {
      return Object.fromEntries(error.faults.map(({ pointer, detail }) => [pointer, detail]));
    }
    throw error;
  }
  throw new Error('it was accepted');
}

/** Any code point, halves of characters too; the common ones more often. */
const anyCharacter = fc
  .oneof(fc.integer({ min: 0, max: 0x6ff }), fc.integer({ min: 0, max: 0x10ffff }))
  .map((code) => String.fromCodePoint(code));

describe('the dateline format', () => {
  it('needs no more than an external id, a headline and a body', () => {
    expect(read()).toEqual({
      ...required,
      status: 'usable',
      keywords: [],
      images: [],
      authors: [],
      corrections: [],
    });
  });

  it('turns every date into UTC', () => {
    const { embargoed, expires, modified, firstPublished, corrections } = read({
      embargoed: '2026-02-28T01:00:00+04:30',
      expires: '2026-12-31T23:59:59.5Z',
      modified: '2026-01-01t00:00:00-01:00',
      firstPublished: '2026-01-01 00:00:00z',
      corrections: [{ at: '2026-03-01T12:00:00+02:00', text: 'A name was wrong.' }],
    });
    expect([embargoed, expires, modified, firstPublished, corrections[0]?.at]).toEqual([
      '2026-02-27T20:30:00.000Z',
      '2026-12-31T23:59:59.500Z',
      '2026-01-01T01:00:00.000Z',
      '2026-01-01T00:00:00.000Z',
      '2026-03-01T10:00:00.000Z',
    ]);
  });

  it('brings language tags into their usual form', () => {
    expect(read({ language: 'EN-us' }).language).toBe('en-US');
  });

  it('takes pictures by address or as base64, the first of them as the lead', () => {
    const { images } = read({
      images: [{ url: 'https://pictures.example/a b.jpg' }, { data: 'aGVsbG8=' }],
    });
    expect(images).toEqual([
      { role: 'lead', url: 'https://pictures.example/a%20b.jpg' },
      { role: 'inline', data: Buffer.from('hello') },
    ]);
  });

  it.each([
    ['a missing headline', { headline: undefined }, '#/headline', 'required'],
    ['a blank headline', { headline: ' \u200b ' }, '#/headline', 'empty'],
    ['a headline of 501 characters', { headline: 'h'.repeat(501) }, '#/headline', 'at most 500'],
    ['an empty body', { body: '' }, '#/body', 'empty'],
    ['a body over 1 MiB', { body: 'é'.repeat(600_000) }, '#/body', '1 MiB'],
    ['an id of 513 characters', { externalId: 'x'.repeat(513) }, '#/externalId', 'at most 512'],
    ['an id with a line break', { externalId: 'a\nb' }, '#/externalId', 'control characters'],
    ['null', { byline: null }, '#/byline', 'leave the field out'],
    ['a number for a text', { section: 7 }, '#/section', 'expected string, not number'],
    ['51 keywords', { keywords: Array(51).fill('a') }, '#/keywords', 'at most 50'],
    ['61 pictures', { images: Array(61).fill({ url: 'https://a.example/' }) }, '#/images', '60'],
    ['urgency 10', { urgency: 10 }, '#/urgency', 'at most 9'],
    ['a fraction as version', { version: 1.5 }, '#/version', 'int'],
    ['an unknown status', { status: 'live' }, '#/status', 'usable, withheld, canceled'],
    ['a language that is none', { language: 'en_US' }, '#/language', 'BCP 47'],
    ['a date without zone', { embargoed: '2026-01-01T00:00:00' }, '#/embargoed', 'time zone'],
    ['30 February', { expires: '2026-02-30T00:00:00Z' }, '#/expires', 'no such date'],
    ['a date in words', { modified: 'tomorrow' }, '#/modified', 'write it as'],
    ['a file as picture', { images: [{ url: 'file:///etc/passwd' }] }, '#/images/0/url', 'https'],
    ['a picture without source', { images: [{}] }, '#/images/0', 'exactly one'],
    [
      'a picture with two sources',
      { images: [{ url: 'https://a.example/', data: 'aGk=' }] },
      '#/images/0',
      'exactly one',
    ],
    ['base64 with line breaks', { images: [{ data: 'aGVs\nbG8=' }] }, '#/images/0/data', 'base64'],
    ['base64 for URLs', { images: [{ data: '-_-_' }] }, '#/images/0/data', 'base64'],
    ['base64 with stray bits', { images: [{ data: 'aGl=' }] }, '#/images/0/data', 'base64'],
    [
      'a data URL',
      { images: [{ data: 'data:image/png;base64,aGk=' }] },
      '#/images/0/data',
      'alone',
    ],
    ['an unknown field', { colour: 'red' }, '#/colour', 'leave it out'],
    ["another format's field", { title: 'T' }, '#/title', '"headline"'],
    ['a field with odd characters', { 'a/b~c d': 1 }, '#/a~1b~0c%20d', 'unknown field'],
    ['a field that is half a character', { '\ud800': 1 }, '#/%EF%BF%BD', 'unknown field'],
    [
      'an unknown field of a picture',
      { images: [{ url: 'https://a.example/', alt: 'x' }] },
      '#/images/0/alt',
      '"altText"',
    ],
  ])('refuses %s and says where and what to do', (_, extra, pointer, remedy) => {
    expect(faults(extra)).toEqual({ [pointer]: expect.stringContaining(remedy) });
  });

  it('tells all faults at once', () => {
    expect(Object.keys(faults({ headline: 1, body: 2, colour: 3 }))).toHaveLength(3);
  });

  it.each([
    ['text that is no JSON', '{"a":'],
    ['bytes that are not UTF-8', Buffer.from([0x7b, 0xff, 0x7d])],
    ['a prototype', '{"__proto__":{"status":"usable"}}'],
    ['a prototype with an escaped name', '{"\\u005f_proto__":1}'],
    ['a prototype by way of the constructor', '{"constructor":{"prototype":{}}}'],
    ['100,000 levels', '['.repeat(100_000)],
    ['levels hidden behind strings', `{"a":"\\"[","b":${'['.repeat(65)}`],
    ['a million values', `[${'1,'.repeat(1_000_000)}1]`],
    ['nothing', ''],
  ])('cannot read %s', (_, body) => {
    expect(() => dateline.read(Buffer.from(body))).toThrow(Malformed);
  });

  it('ignores brackets inside texts', () => {
    expect(read({ headline: `${'['.repeat(100)} "quoted" \\` }).headline).toHaveLength(111);
  });

  it('answers whatever it is sent with a story or a proper refusal', () => {
    const refuses = (body: Buffer) => {
      try {
        dateline.read(body);
      } catch (error) {
        expect(error instanceof Malformed || error instanceof Invalid).toBe(true);
        if (error instanceof Invalid) {
          for (const { pointer } of error.faults) expect(pointer).toMatch(/^#(\/[^ ]*)*$/);
        }
      }
    };
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => refuses(Buffer.from(bytes))),
    );
    const names = fc.constantFrom(...Object.keys(StorySubmission.shape), '__proto__', 'x');
    const stories = fc.dictionary(
      names,
      fc.oneof(fc.jsonValue(), fc.string({ unit: anyCharacter })),
    );
    fc.assert(
      fc.property(stories, (story) =>
        refuses(Buffer.from(JSON.stringify({ ...required, ...story }))),
      ),
    );
  });

  it('is published as a JSON Schema', () => {
    expect(JSON.stringify(z.toJSONSchema(StorySubmission))).toContain(
      '"additionalProperties":false',
    );
  });
});
