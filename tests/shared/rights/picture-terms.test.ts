import { describe, expect, test } from 'vitest';
import {
  notShown,
  type Publisher,
  rightsClassOf,
  termsOf,
  turningPoints,
} from '../../../src/shared/rights/picture-terms.ts';
import { readPictureRights } from '../../../src/shared/rights/read-picture-rights.ts';

const arrived = '2026-11-22T10:00:30.000Z';
const post: Publisher = { name: 'The Test Post', pictures: { noArchiveDays: 30 } };
const rightsOf = (text: string) =>
  readPictureRights([{ field: 'instructions', text }], { transmitted: arrived });
const terms = (text: string, publisher: Publisher = post) =>
  termsOf(rightsOf(text), publisher, arrived);
const at = (instant: string) => Date.parse(instant);

describe('a picture', () => {
  test('with a limit of time goes at the whole minute before it, and is not shown again', () => {
    const limited = terms('Use within 48 hours');
    expect(limited.until).toBe('2026-11-24T10:00:00.000Z');
    expect(notShown(limited, at('2026-11-24T09:59:59Z'))).toBeUndefined();
    expect(notShown(limited, at('2026-11-24T10:00:00Z'))).toContain('its use ended');
    expect(turningPoints(limited, at(arrived))).toEqual([limited.until]);
    expect(turningPoints(limited, at('2026-11-25T00:00:00Z'))).toEqual([]);
  });

  test('that may not be archived stays as long as the newsroom says, from when it first came', () => {
    expect(terms('NO ARCHIVES').until).toBe('2026-12-22T10:00:00.000Z');
    const week = { ...post, pictures: { noArchiveDays: 7 } };
    expect(terms('NO ARCHIVES', week).until).toBe('2026-11-29T10:00:00.000Z');
  });

  test('for editorial use, or not for advertising, is free for news', () => {
    const free = { inFeeds: true, onSocialCards: true };
    expect(terms('EDITORIAL USE ONLY. NO MARKETING NO ADVERTISING CAMPAIGNS')).toEqual(free);
  });

  test('without sales is not handed on', () => {
    expect(terms('NO SALES')).toMatchObject({ inFeeds: false, onSocialCards: true });
  });

  test('not for social media is on pages and on no social card', () => {
    expect(terms('No social media').onSocialCards).toBe(false);
    expect(terms('No social media').refused).toBeUndefined();
    expect(terms('NO INTERNET').refused).toContain('internet');
  });

  test('that an organisation may not use is refused by that organisation alone', () => {
    expect(terms('AFP OUT').refused).toBeUndefined();
    const afp = { ...post, publisher: { name: 'Agence France-Presse (AFP)' } };
    expect(terms('AFP OUT', afp).refused).toContain('“AFP OUT”');
    expect(terms('CCTV OUT', { ...post, name: 'CCTVX News' }).refused).toBeUndefined();
  });
});

describe('a ban in countries', () => {
  const out = rightsOf('SLOVAKIA OUT, CZECH REPUBLIC OUT');
  const publishingIn = (...territories: string[]): Publisher => ({ ...post, territories });

  test('is in the address, sorted', () => {
    expect(rightsClassOf(out, post)).toBe('x-cz-sk');
    expect(rightsClassOf(rightsOf('EDITORIAL USE ONLY'), post)).toBe('');
  });

  test('counts only where the newsroom publishes', () => {
    expect(rightsClassOf(out, publishingIn('DE', 'SK'))).toBe('x-sk');
    expect(rightsClassOf(out, publishingIn('DE'))).toBe('');
  });

  test('in all of them leaves the picture out', () => {
    const refused = (publisher: Publisher) => termsOf(out, publisher, arrived).refused;
    expect(refused(publishingIn('CZ'))).toBe('it may not be used in CZ');
    expect(refused(publishingIn('CZ', 'DE'))).toBeUndefined();
    expect(refused(post)).toBeUndefined();
  });
});
