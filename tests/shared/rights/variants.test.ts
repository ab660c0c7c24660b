import { describe, expect, test } from 'vitest';
import { PictureRights } from '../../../src/shared/rights/picture-rights.ts';
import { readPictureRights } from '../../../src/shared/rights/read-picture-rights.ts';
import fc from '../../support/fast-check.ts';

const context = { transmitted: '2026-11-26T12:00:00Z' };
const prose = 'People wait at a station in Kyiv, Ukraine, on Monday.';

/** Countries that agencies shut out, in the languages of those who write it. */
const named = fc
  .tuple(
    fc.constantFrom(
      'AT',
      'AU',
      'BE',
      'BR',
      'CH',
      'CN',
      'CZ',
      'DE',
      'DK',
      'ES',
      'FI',
      'FR',
      'GR',
      'HU',
    ),
    fc.constantFrom('en', 'de', 'fr', 'es', 'it', 'pt', 'nl', 'sv', 'pl', 'tr'),
  )
  .map(([code, language]) => ({
    code,
    name: new Intl.DisplayNames(language, { type: 'region' }).of(code) ?? code,
  }));

const forms: readonly ((name: string) => string)[] = [
  (name) => `${name.toUpperCase()} OUT`,
  (name) => `/ ${name} OUT`,
  (name) => `${name.toLowerCase()} out`,
  (name) => `No use in ${name}`,
  (name) => `NO ACCESS ${name.toUpperCase()}`,
  (name) => `World Rights Except ${name}`,
  (name) => `NOT FOR USE IN ${name.toUpperCase()}.`,
];

const others = [
  ['EDITORIAL USE ONLY', 'editorialOnly'],
  ['Mandatory Credit', 'mandatoryCredit'],
  ['no resales', 'noSales'],
  ['NO ARCHIVES', 'noArchive'],
  ['DO NOT CROP LOGO', 'noCrop'],
  ['no commercial use', 'noCommercial'],
] as const;

const credits = [
  '(Photo by Jane Doe/AFP)',
  'REUTERS/Jane Doe',
  '(AP Photo/Jane Doe)',
  'EPA/JANE DOE',
];

describe('the same demands in other words', () => {
  test('a country is out in any form, language and place', () => {
    fc.assert(
      fc.property(
        named,
        fc.constantFrom(...forms),
        fc.constantFrom(...credits),
        fc.constantFrom(' ', '\n', ' - ', '; '),
        ({ code, name }, form, credit, between) => {
          const after = [prose, credit, form(name)].join(between);
          const rights = readPictureRights([{ field: 'caption', text: after }], context);
          expect(rights.restrictions.territoriesOut).toEqual([code]);
          expect(rights.caption).toMatch(
            /^People wait at a station in Kyiv, Ukraine, on Monday\.?$/,
          );
        },
      ),
      { numRuns: 300 },
    );
  });

  test('several demands are all read, in any order and with any marks between', () => {
    fc.assert(
      fc.property(
        fc.shuffledSubarray([...others], { minLength: 1 }),
        fc.constantFrom(' ', ', ', '; ', '. ', '/', ' - ', '\n', ' / '),
        fc.boolean(),
        fc.boolean(),
        (chosen, between, creditFirst, capitals) => {
          const written = chosen.map(([text]) => text).join(between);
          const demands = capitals ? written.toUpperCase() : written;
          const credit = '(Photo by Jane Doe/AFP)';
          const parts = creditFirst ? [prose, credit, demands] : [prose, demands, credit];
          const text = parts.join(' ');
          const rights = readPictureRights([{ field: 'caption', text }], context);
          const asked = Object.fromEntries(chosen.map(([, means]) => [means, true]));
          // Small letters before the credit may be a sentence of the news.
          if (creditFirst || capitals) expect(rights.restrictions).toMatchObject(asked);
          if (creditFirst || capitals) expect(rights.caption).toBe(prose);
          expect(rights.creditLine).toBe('Jane Doe/AFP');
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe('any text', () => {
  const pieces = fc.constantFrom(
    ...['JAPAN', 'OUT', 'NO', 'USE', 'IN', 'SALES', '(', ')', '/', '"', ',', '.', '-', '\n', '  '],
    ...['REUTERS', 'Photo by', 'via', 'AFP', 'Jane', 'Doe', 'FILE', 'PHOTO', '24', 'hours', 'KILL'],
    ...['MANDATORY', 'CREDIT', 'until', 'Nov.', '22,', '2026', '\u0000', '\ud800', '😀', 'the'],
  );

  test('is read without a fault, and its caption is never longer than it was', () => {
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 60 }), fc.string(), (words, junk) => {
        const text = `${words.join(' ')}${junk}`;
        const rights = readPictureRights([{ field: 'caption', text }], context);
        expect(PictureRights.parse(rights)).toEqual(rights);
        expect(rights.caption?.length ?? 0).toBeLessThanOrEqual(
          text.length + ' (File photo)'.length,
        );
      }),
      { numRuns: 500 },
    );
  });

  test('of a caption that was read nothing more is to be read', () => {
    fc.assert(
      fc.property(fc.constantFrom(...credits), fc.constantFrom(...forms), (credit, form) => {
        const text = `${prose} ${credit} ${form('Japan')}`;
        const { caption = '' } = readPictureRights([{ field: 'caption', text }], context);
        const again = readPictureRights([{ field: 'caption', text: caption }], context);
        expect(again.caption).toBe(caption);
        expect(again.sources).toEqual([]);
      }),
    );
  });
});
