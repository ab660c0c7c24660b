import { describe, expect, it } from 'vitest';
import { splitDateline } from '../../../src/workers/ingest/dateline-line.ts';
import { describe as describeBody } from '../../../src/workers/ingest/description.ts';
import { slugFor } from '../../../src/workers/ingest/slug.ts';
import fc from '../../support/fast-check.ts';

/** Any code point, halves of characters too; the common ones more often. */
const anyCharacter = fc
  .oneof(fc.integer({ min: 0, max: 0x6ff }), fc.integer({ min: 0, max: 0x10ffff }))
  .map((code) => String.fromCodePoint(code));

describe('a slug', () => {
  it.each([
    [
      'Russia’s expansion in eastern Libya unnerves US',
      'en',
      'russias-expansion-in-eastern-libya-unnerves-us',
    ],
    ['Straße der Übung', 'de', 'strasse-der-uebung'],
    ['Привет, мир!', 'ru', 'privet-mir'],
    ['Çanakkale’de ışık', 'tr', 'canakkalede-isik'],
    ['../../etc/passwd', 'en', 'etc-passwd'],
    ['🙂', 'en', ''],
  ])('of %s (%s) is readable in plain letters', (headline, language, slug) => {
    expect(slugFor(headline, language)).toBe(slug);
  });

  it('of Persian and Chinese headlines has words', () => {
    expect(slugFor('کابل وزیر خارجه', 'fa').split('-')).toHaveLength(3);
    expect(slugFor('俄罗斯', 'zh')).toBe('e-luo-si');
  });

  it('ends at a word within 80 characters', () => {
    expect(slugFor(`${'word '.repeat(15)}extraordinary`, 'en')).toBe(
      Array(15).fill('word').join('-'),
    );
    expect(slugFor('x'.repeat(200), 'en')).toHaveLength(80);
  });

  it('is always safe in a path', () => {
    fc.assert(
      fc.property(fc.string({ unit: anyCharacter, maxLength: 30 }), (text) => {
        const slug = slugFor(text, 'en');
        expect(slug === '' || /^[a-z0-9]+(-[a-z0-9]+)*$/.test(slug)).toBe(true);
        expect(slug.length).toBeLessThanOrEqual(80);
      }),
    );
  });
});

describe('the dateline at the start of a story', () => {
  it.each([
    ['<p>KABUL – Russia is', 'KABUL', '<p>Russia is'],
    ['<p><strong>MOSCOW (Reuters) - </strong>The man', 'MOSCOW (Reuters)', '<p>The man'],
    ['<p><strong>MOSCOW</strong> (Reuters) — The man', 'MOSCOW (Reuters)', '<p>The man'],
    ['<p><b>KABUL – Russia</b> is', 'KABUL', '<p><b>Russia</b> is'],
    ['<p>KYIV, Ukraine (AP) — “No', 'KYIV, Ukraine (AP)', '<p>“No'],
    ['<p>UNITED NATIONS, Oct 3 (Reuters) - The', 'UNITED NATIONS, Oct 3 (Reuters)', '<p>The'],
    ['<p>PORT-AU-PRINCE – Gangs', 'PORT-AU-PRINCE', '<p>Gangs'],
  ])('of %s is split off', (body, dateline, rest) => {
    expect(splitDateline(body)).toEqual({ dateline, body: rest });
  });

  it.each([
    '<p>NATO – the alliance – met',
    '<p>BREAKING – The house fell',
    '<p>Kabul – The city',
    '<p>COVID-19 - The virus',
    '<p>UK-based firm – The',
    '<p>X – The letter',
    '<p>KABUL is a city – The',
    '<h2>KABUL – The city</h2>',
    '<p>KABUL – ',
  ])('is not seen in %s', (body) => {
    expect(splitDateline(body)).toBeNull();
  });

  it('is left in the text when the source named another', () => {
    expect(splitDateline('<p>KABUL – Russia is', 'MOSCOW')).toBeNull();
  });
});

describe('a standfirst taken from the body', () => {
  it('ends with a sentence, not with an abbreviation', () => {
    const first =
      'The U.S. administration is taking the threat seriously, officials said on Monday.';
    expect(
      describeBody(`<p>${first} ${'More words follow here. '.repeat(1)}${'x'.repeat(150)}</p>`),
    ).toBe(`${first} More words follow here.`);
  });

  it('ends at a word where the first sentence is too long', () => {
    const cut = describeBody(`<p>${'word '.repeat(100)}</p>`);
    expect(cut).toMatch(/word…$/);
    expect(cut.length).toBeLessThanOrEqual(200);
  });

  it('has characters, not entities', () => {
    expect(describeBody('<p>A &amp; B &lt;</p>')).toBe('A & B <');
  });
});
