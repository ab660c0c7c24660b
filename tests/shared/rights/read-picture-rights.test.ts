import { describe, expect, test } from 'vitest';
import type { RightsField } from '../../../src/shared/rights/picture-rights.ts';
import { PictureRights } from '../../../src/shared/rights/picture-rights.ts';
import { readPictureRights } from '../../../src/shared/rights/read-picture-rights.ts';

const context = { transmitted: '2026-11-26T12:00:00Z' };

const read = (text: string, field: RightsField = 'caption') =>
  readPictureRights([{ field, text }], context);

/** What is demanded, without everything that is not. */
function demands(text: string, field: RightsField = 'caption') {
  const { restrictions } = read(text, field);
  return Object.fromEntries(
    Object.entries(restrictions).filter(
      ([, value]) => value !== false && !(Array.isArray(value) && value.length === 0),
    ),
  );
}

describe('who took it and who hands it on', () => {
  test.each([
    ['A bridge. (Photo by Jane Doe/Getty Images)', 'Jane Doe/Getty Images', 'Getty Images'],
    [
      'A bridge. (Photo by JANE DOEJANE DOE/AFP via Getty Images)',
      'JANE DOE/AFP via Getty Images',
      'Getty Images',
    ],
    ['A bridge. (Photo by Jane Doe Jane Doe/AFP)', 'Jane Doe/AFP', 'AFP'],
    ['A bridge. (Photo by Jane Doe / AFP', 'Jane Doe / AFP', 'AFP'],
    ['A bridge. Photo Jane Doe /Insidefoto/Sipa USA)', 'Jane Doe/Insidefoto/Sipa USA', 'Sipa USA'],
    ['A bridge. (Photo by Jane\nDoe\n/Getty\nImages)', 'Jane Doe/Getty Images', 'Getty Images'],
    ['A bridge. photo by jane doe/getty images', 'jane doe/getty images', 'Getty Images'],
    ['A bridge. (AP Photo/Jane C. Doe)', 'AP Photo/Jane C. Doe', 'AP'],
    ['A bridge in Rome January 5, 2024. REUTERS/Jane Doe', 'REUTERS/Jane Doe', 'Reuters'],
    ['A bridge in Rome January 5, 2024 REUTERS/Jane Doe', 'REUTERS/Jane Doe', 'Reuters'],
    [
      'A bridge. Jane Doe/WANA (West Asia News Agency) via REUTERS',
      'Jane Doe/WANA (West Asia News Agency) via REUTERS',
      'Reuters',
    ],
    ['A bridge. EPA/JANE DOE', 'EPA/JANE DOE', 'EPA'],
    ['A bridge. Foto: Jane Doe/TT', 'Jane Doe/TT', 'TT'],
    ['A bridge. Photo credit should read Jane Doe/PA Wire.', 'Jane Doe/PA Wire', 'PA'],
    [
      'A bridge. (Credit Image: © Jane Doe/ZUMA Wire) --- Image by © Jane Doe/Corbis',
      'Jane Doe/ZUMA Wire',
      'ZUMA',
    ],
    [
      'Mandatory Credit: Photo by Jane Doe/Shutterstock (16507315bs)\nA bridge.',
      'Jane Doe/Shutterstock',
      'Shutterstock',
    ],
    ['REUTERS/Jane Doe. A bridge.', 'REUTERS/Jane Doe', 'Reuters'],
    [
      'A bridge. Photo by: Jane Doe/picture-alliance/dpa/AP Images',
      'Jane Doe/picture-alliance/dpa/AP Images',
      'AP',
    ],
    ['A bridge. Jane Doe—AFP/Getty Images', 'Jane Doe—AFP/Getty Images', 'Getty Images'],
    ['A bridge. Photograph by Jane Doe, AP', 'Jane Doe, AP', 'AP'],
    ['A bridge. cnsphoto via REUTERS', 'cnsphoto via REUTERS', 'Reuters'],
    ['A bridge.（Photo by Jane Doe/AFP）', 'Jane Doe/AFP', 'AFP'],
    [
      'A bridge. (Photo by -/CCTV/AFP via Getty Images)',
      'CCTV/AFP via Getty Images',
      'Getty Images',
    ],
  ])('%s', (text, creditLine, agency) => {
    const rights = read(text);
    expect(rights).toMatchObject({ creditLine, agency });
    expect(rights.caption).toMatch(/^A bridge(?: in Rome January 5, 2024)?\.?$/);
  });

  test('a photograph of a pool, and one that was handed out', () => {
    expect(read('A bridge. (Jane Doe/Pool via AP)')).toMatchObject({ pool: true, handout: false });
    expect(read('A bridge. Ministry/HANDOTU via REUTERS')).toMatchObject({
      creditLine: 'Ministry/HANDOUT via REUTERS',
      handout: true,
    });
  });

  test.each([
    'A Reuters/Ipsos poll shows the party ahead.',
    'The Fed acted (as I predicted in an earlier column) far too late.',
    'Senator Jane Doe (Democrat/Delaware) speaks.',
    'A bridge (built 1900/1901) in Prague.',
    'A photo by Jane Doe hangs on the wall.',
  ])('no credit: %s', (text) => {
    expect(read(text)).toMatchObject({ caption: text });
    expect(read(text).creditLine).toBeUndefined();
  });
});

describe('what agencies demand', () => {
  test.each([
    ['JAPAN OUT', { territoriesOut: ['JP'] }],
    ['UK AND IRELAND OUT', { territoriesOut: ['GB', 'IE'] }],
    ['UK, Ireland and Holland out', { territoriesOut: ['GB', 'IE', 'NL'] }],
    ['GER/AUT/SUI OUT', { territoriesOut: ['AT', 'CH', 'DE'] }],
    ['KOREA OUT, HONG KONG OUT AND TAIWAN OUT', { territoriesOut: ['HK', 'KR', 'TW'] }],
    ['DEUTSCHLAND OUT, ÖSTERREICH OUT', { territoriesOut: ['AT', 'DE'] }],
    ['ALLEMAGNE OUT', { territoriesOut: ['DE'] }],
    ['РОССИЯ OUT', { territoriesOut: ['RU'] }],
    ['GEMANY OUT', { territoriesOut: ['DE'] }],
    ['CHINAOUT', { territoriesOut: ['CN'] }],
    ['World Rights Except Italy', { territoriesOut: ['IT'] }],
    ['May not be used in Germany, Austria or Switzerland.', { territoriesOut: ['AT', 'CH', 'DE'] }],
    ['NO SALES IN JAPAN', { territoriesOut: ['JP'], noSalesIn: ['JP'] }],
    ['No access BBC, CNN', { organisationsOut: ['BBC', 'CNN'] }],
    ['AFP OUT / CCTV OUT', { organisationsOut: ['AFP', 'CCTV'] }],
    ['ST. PAUL PIONEER PRESS OUT', { organisationsOut: ['ST. PAUL PIONEER PRESS'] }],
    ['MAGS OUT TV OUT ONLINES OUT', { mediaOut: ['mags', 'tv', 'internet'] }],
    ['No social media. NO INTERNET', { mediaOut: ['internet', 'social'] }],
    ['Broadcast only', { mediaOut: ['print', 'mags', 'internet', 'social'] }],
    ['EDITORAL USE ONLY, MANDTORY CREDIT', { editorialOnly: true, mandatoryCredit: true }],
    ['CREDIT MANDATORY', { mandatoryCredit: true }],
    ['MANDATORY CREDIT: "AFP PHOTO / CCTV"', { mandatoryCredit: 'AFP PHOTO / CCTV' }],
    ['NO MARKETING NO ADVERTISING CAMPAIGNS', { noCommercial: true }],
    ['NO RESALES. NO ARCHIVES.', { noSales: true, noArchive: true }],
    [
      'EDITORIAL USE ONLY/NO SALES/NO ARCHIVE',
      { editorialOnly: true, noSales: true, noArchive: true },
    ],
    ['NO COMMERCIAL OR\nEDITORIAL SALES IN ISRAEL', { territoriesOut: ['IL'], noSalesIn: ['IL'] }],
    [
      '14 days from the time of transmission',
      { useWithinHours: 336, useUntil: '2026-12-10T12:00:00Z' },
    ],
    ['USE ONLY FOR TWENTY-FOUR HOURS', { useWithinHours: 24, useUntil: '2026-11-27T12:00:00Z' }],
    ['No use after 30 November 2026', { useUntil: '2026-11-30T23:59:59Z' }],
    [
      'Use within 48 hrs. No use after 27 November 2026',
      { useWithinHours: 48, useUntil: '2026-11-27T23:59:59Z' },
    ],
    ['HOLD FOR RELEASE UNTIL 6 P.M. EST NOV. 30, 2026', { embargoed: '2026-11-30T23:00:00Z' }],
    ['DO NOT OBSCURE LOGO', { noCrop: true }],
    ['Must not be edited', { noCrop: true }],
    ['Part no access Germany', { territoriesOut: ['DE'], needsPerson: ['Part no access Germany'] }],
    ['ONE TIME USE ONLY', { needsPerson: ['ONE TIME USE ONLY'] }],
    ['Embargoed until Friday', { needsPerson: ['Embargoed until Friday'] }],
    ['AFRICA OUT', { regionsOut: ['Africa'], needsPerson: ['AFRICA OUT'] }],
    ['MANDATORY KILL-DUE TO AN EDITORIAL ISSUE THIS PHOTO MAY NO LONGER BE USED', { kill: true }],
    [
      'Nur zur redaktionellen Verwendung und nur mit vollständiger Nennung des Credits',
      { editorialOnly: true, mandatoryCredit: true },
    ],
    ['Not Released (NR)', {}],
    ['TPX IMAGES OF THE DAY', {}],
  ])('%s', (text, expected) => {
    expect(demands(text, 'instructions')).toEqual(expected);
    const shown = read(`People wait at a station in Kyiv. (Photo by Jane Doe/AFP) ${text}`);
    expect(shown).toMatchObject({
      creditLine: 'Jane Doe/AFP',
      caption: 'People wait at a station in Kyiv.',
      restrictions: expected,
    });
  });

  test('the countries of a region are out one by one', () => {
    const { regionsOut, territoriesOut } = read('No access EU', 'instructions').restrictions;
    expect(regionsOut).toEqual(['EU']);
    expect(territoriesOut).toHaveLength(27);
  });

  test('a demand that the grammar does not know is for a person, not for readers', () => {
    const text = 'A view of Kabul. (AP Photo/Jane Doe) NO FORWARDING TO AGENCIES';
    expect(demands(text)).toEqual({ needsPerson: ['NO FORWARDING TO AGENCIES'] });
    expect(read(text).caption).toBe('A view of Kabul.');
  });

  test('what is longer than is read is for a person', () => {
    expect(demands('word '.repeat(3_000)).needsPerson).toEqual([
      'The end of the caption is not read',
    ]);
  });
});

describe('what only looks like a demand', () => {
  test.each([
    'The treaty took Russia out of the war.',
    'CHINA OUT OF WORLD CUP AFTER DEFEAT',
    'BRAZIL OUT, ARGENTINA IN',
    'FIRE OUT AT NOTRE DAME',
    'Italy win 2-0. Spain out.',
    'With Spain out, Italy go through.',
    'Demonstrators hold a sign reading "RUSSIA OUT" in Kyiv.',
    'The figures, out on Friday, show growth in the UK.',
    'They had no food, no internet, no power.',
    'No sales were made in Japan, the dealer said.',
    'KILL BILL star Uma Thurman arrives.',
    'The archive: no archives survived the fire.',
    'Mandatory credit checks begin in Japan.',
    'Staff file photos into boxes.',
    'Image released by police shows a suspect.',
    'LIGHTS OUT',
    'ENGLAND OUT!',
    'NO SALES TAX IN OREGON',
    'Time out in Germany. UK out of the EU.',
    'Restaurants in the UK only serve outside.',
  ])('%s', (text) => {
    expect(demands(text)).toEqual({});
    expect(read(text).caption).toBe(text);
  });

  test('a sentence after the credit stays, and so does a country in it', () => {
    const text = 'The chairman. (Photo by Jane Doe/Getty Images) Japan out-performed in 2015.';
    expect(read(text).caption).toBe('The chairman. Japan out-performed in 2015.');
    expect(demands(text)).toEqual({});
  });
});

describe('the caption for readers', () => {
  test.each([
    ['FILE PHOTO: A bridge in Rome. REUTERS/Jane Doe/File Photo', 'FILE PHOTO: A bridge in Rome.'],
    ['A bridge in Rome. REUTERS/Jane Doe/File Photo', 'A bridge in Rome. (File photo)'],
    ['FILE - A bridge in Rome. (AP Photo/Jane Doe, File)', 'FILE - A bridge in Rome.'],
    ['(FILES) A bridge in Rome. (Photo by Jane Doe / AFP)', '(FILES) A bridge in Rome.'],
  ])('says that a picture is old: %s', (text, caption) => {
    expect(read(text)).toMatchObject({ caption, filePhoto: true });
  });

  test('keeps its dateline when a marker stood behind it', () => {
    const text = 'WASHINGTON, DC - JANUARY 12:  (AFP OUT) U.S. President Joe Biden speaks.';
    expect(read(text).caption).toBe(
      'WASHINGTON, DC - JANUARY 12: U.S. President Joe Biden speaks.',
    );
    expect(demands(text)).toEqual({ organisationsOut: ['AFP'] });
  });

  test('begins after a marker that no mark ends', () => {
    const text = 'CHINA OUT Workers in a plant. AFP PHOTO    CHINA OUT';
    expect(read(text)).toMatchObject({ caption: 'Workers in a plant.', creditLine: 'AFP PHOTO' });
    expect(demands(text)).toEqual({ territoriesOut: ['CN'] });
  });

  test('says so too when the desk alone was told', () => {
    const rights = readPictureRights(
      [
        { field: 'caption', text: 'A bridge.' },
        { field: 'editorialNote', text: 'TURKEY OUT  NOV. 11, 2019 FILE PHOTO' },
      ],
      context,
    );
    expect(rights.caption).toBe('A bridge. (File photo)');
    expect(rights.restrictions.territoriesOut).toEqual(['TR']);
  });
});

describe('several texts of one picture', () => {
  const rights = readPictureRights(
    [
      { field: 'creditLine', text: 'Kyodo News via AP' },
      { field: 'caption', text: 'A train. (AP Photo/Kyodo News) JAPAN OUT' },
      { field: 'usageTerms', text: 'MANDATORY CREDIT: Kyodo' },
      { field: 'instructions', text: 'NO SALES; use within 24 hours' },
    ],
    context,
  );

  test('a restriction in any of them counts', () => {
    expect(PictureRights.parse(rights)).toEqual(rights);
    expect(rights.restrictions).toMatchObject({
      territoriesOut: ['JP'],
      noSales: true,
      useUntil: '2026-11-27T12:00:00Z',
    });
  });

  test('the credit line is that of its own field; other words that are demanded are named', () => {
    expect(rights.creditLine).toBe('Kyodo News via AP');
    expect(rights.restrictions.mandatoryCredit).toBe('Kyodo');
  });

  test('every marker is kept as written, with where it stood', () => {
    expect(rights.sources).toContainEqual({ field: 'caption', text: 'JAPAN OUT', means: 'out' });
    expect(rights.sources).toContainEqual({
      field: 'instructions',
      text: 'NO SALES',
      means: 'noSales',
    });
  });
});
