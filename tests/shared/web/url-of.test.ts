import { expect, test } from 'vitest';
import { urlOf } from '../../../src/shared/web/url-of.ts';

/** What a header or a wrongly declared page makes of `http://①②⑦.⓪.⓪.①/`. */
const garbled = Buffer.from('http://①②⑦.⓪.⓪.①/').toString('latin1');

test('an address that is none stays none, however often it is asked about', () => {
  const found = new Set<URL | undefined>();
  for (let asked = 0; asked < 50_000; asked += 1) found.add(urlOf(garbled));
  expect([...found]).toEqual([undefined]);
});

test.each([
  ['https://news.example/a', undefined, 'https://news.example/a'],
  ['/a', 'https://news.example/b/c', 'https://news.example/a'],
  ['//cdn.example/a', new URL('https://news.example/'), 'https://cdn.example/a'],
])('%s, read against %s, is %s', (address, base, href) => {
  expect(urlOf(address, base)?.href).toBe(href);
});

test('what stands alone against nothing is no address', () => {
  expect(urlOf('/a')).toBeUndefined();
});
