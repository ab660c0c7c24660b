import { afterEach, beforeEach, expect, test } from 'vitest';
import { keys } from '../../src/shared/archive/keys.ts';
import {
  checkSecretKey,
  openSeal,
  sessionKeyOf,
  siteKeyOf,
  WrongSecretKey,
} from '../../src/shared/seal.ts';
import fc from '../support/fast-check.ts';
import { type TemporaryStores, temporaryStores } from '../support/temporary-archive.ts';

const KEY = 'one key of the tests, long enough';
const OTHER = 'another key of the tests, as long';

let stores: TemporaryStores;
beforeEach(async () => {
  stores = await temporaryStores();
});
afterEach(() => stores.remove());

test('a sealed secret opens again, where it belongs', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.string(), (secret, context) => {
      const text = secret.toWellFormed();
      expect(openSeal(KEY).open(openSeal(KEY).seal(text, context), context)).toBe(text);
    }),
  );
});

test('the same secret never looks the same, and cannot be read', () => {
  const [one, two] = [openSeal(KEY).seal('whsec_x', 'a'), openSeal(KEY).seal('whsec_x', 'a')];
  expect(one).not.toBe(two);
  expect(one).not.toContain('whsec');
});

test('a sealed secret opens neither with another key, nor elsewhere, nor changed', () => {
  const sealed = openSeal(KEY).seal('whsec_x', 'config/sources/wire.json');
  const open =
    (text: string, key = KEY, context = 'config/sources/wire.json') =>
    () =>
      openSeal(key).open(text, context);
  expect(open(sealed)()).toBe('whsec_x');
  expect(open(sealed, OTHER)).toThrow();
  expect(open(sealed, KEY, 'config/sources/agency.json')).toThrow();
  expect(open(sealed.slice(0, -4))).toThrow();
  expect(open(`${sealed.slice(0, -2)}${sealed.endsWith('AA') ? 'BB' : 'AA'}`)).toThrow();
  expect(open('v1.')).toThrow();
  expect(open('')).toThrow();
});

test('each use has a key of its own', () => {
  const derived = [siteKeyOf(KEY), sessionKeyOf(KEY), siteKeyOf(OTHER), sessionKeyOf(OTHER)];
  expect(new Set(derived).size).toBe(4);
  expect(siteKeyOf(KEY)).toBe(siteKeyOf(KEY));
  expect(siteKeyOf(KEY)).toMatch(/^[0-9a-f]{64}$/);
});

test('an archive is opened with the key it was made with, and with no other', async () => {
  const { store } = stores.archive;
  await Promise.all([checkSecretKey(store, KEY), checkSecretKey(store, KEY)]);
  await checkSecretKey(store, KEY);
  await expect(checkSecretKey(store, OTHER)).rejects.toThrow(WrongSecretKey);
  await expect(checkSecretKey(store, OTHER)).rejects.toThrow(/DATELINE_SECRET_KEY/);
  const left = await store.get(keys.secretFingerprint);
  expect(left?.body.toString()).not.toContain(KEY);
});
