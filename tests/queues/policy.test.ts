import { expect, test } from 'vitest';
import { frontDelayMs, frontPriority } from '../../src/queues/policy.ts';

test('the home page is made at once, and in a burst less and less often', () => {
  const delays = Array.from({ length: 10 }, (_, editions) => frontDelayMs('home', editions));
  expect(delays).toEqual([250, 250, 250, 250, 500, 1000, 2000, 4000, 4000, 4000]);
});

test('a minute’s burst writes the home page about twenty times, and a topic less often', () => {
  const written = (front: string) => {
    let editions = 0;
    for (let at = 0; at < 60_000; editions += 1) at += frontDelayMs(front, editions);
    return editions;
  };
  expect(written('home')).toBeLessThan(25);
  expect(written('tag/rivers')).toBeLessThan(20);
  expect(written('month/2026-11')).toBe(20);
  expect(written('search')).toBe(1);
});

test('what readers open first goes before topics, and these before sitemaps', () => {
  const order = ['home', 'section/world', 'tag/rivers', 'author/li-wei', 'month/2026-11', 'search'];
  const places = order.map(frontPriority);
  expect(places).toEqual(places.toSorted((one, other) => one - other));
  expect(frontPriority('home')).toBeLessThan(frontPriority('tag/rivers'));
  expect(frontPriority('tag/rivers')).toBeLessThan(frontPriority('sitemap'));
});
