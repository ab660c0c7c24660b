import { expect, test } from 'vitest';
import { siteAddress } from '../../src/shared/site-address.ts';

test.each([
  ['index.html', '/'],
  ['world/2026/11/22/flood/index.html', '/world/2026/11/22/flood/'],
  ['tags/رودخانه/index.html', `/tags/${encodeURIComponent('رودخانه')}/`],
  ['_media/ab/w1280.webp', '/_media/ab/w1280.webp'],
  ['world/my-index.html', '/world/my-index.html'],
  ['world/a#b?/index.html', '/world/a%23b%3F/'],
])('readers ask for %s by %s', (key, address) => {
  expect(siteAddress(key)).toBe(address);
});
