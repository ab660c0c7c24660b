import { describe, expect, test } from 'vitest';
import { direction } from '../../../scripts/check-site/gates/direction.ts';
import { links } from '../../../scripts/check-site/gates/links.ts';
import { scriptless } from '../../../scripts/check-site/gates/scriptless.ts';
import { secrets } from '../../../scripts/check-site/gates/secrets.ts';
import { validHtml } from '../../../scripts/check-site/gates/valid-html.ts';
import { weight } from '../../../scripts/check-site/gates/weight.ts';
import { found, PUBLIC, page, siteOf } from './support/small-site.ts';

describe('links', () => {
  test('are good where they lead to a page, to a place in it, and on by one redirect', async () => {
    const site = siteOf({
      '/': page(
        '<a href="/a/#there">a</a><a href="/old/">b</a><a href="https://else.example/">c</a>',
      ),
      '/a/': page('<p id="there">x</p><img src="/p.jpg" srcset="/p.jpg 1x, /q.jpg 2x" alt="">'),
      '/old/': { status: 301, location: '/a/' },
      '/p.jpg': { contentType: 'image/jpeg' },
      '/q.jpg': { contentType: 'image/jpeg' },
    });
    expect(await found(links, site)).toEqual([]);
  });

  test('to nothing, to what is withdrawn, to no place and from redirect to redirect are found', async () => {
    const site = siteOf({
      '/': page(
        '<a href="/nowhere/">a</a>\n<a href="/gone/">b</a>\n<a href="#no">c</a>\n<a href="/one/">d</a>\n<img src="/q.jpg" srcset="/r.jpg 2x" alt="">',
      ),
      '/nowhere/': { status: 404 },
      '/gone/': { status: 410 },
      '/one/': { status: 301, location: '/two/' },
      '/two/': { status: 301, location: '/' },
      '/q.jpg': { status: 404, contentType: 'text/plain' },
      '/r.jpg': { status: 404, contentType: 'text/plain' },
    });
    expect(await found(links, site)).toEqual([
      '/ 2:89 <a href>: resolves',
      '/ 3:1 <a href>: resolves',
      '/ 4:1 <a href>: fragment',
      '/ 5:1 <a href>: resolves',
      '/ 6:1 <img src>: resolves',
      '/ 6:1 <img srcset>: resolves',
    ]);
  });

  test('are followed in feeds, sitemaps, style sheets and what machines are told', async () => {
    const gone = { '/gone': { status: 404, contentType: 'text/plain' } };
    const told = `<meta property="og:image" content="${PUBLIC}/gone"><script type="application/ld+json">{"image":"${PUBLIC}/gone"}</script>`;
    const site = siteOf({
      '/feed.xml': {
        contentType: 'application/rss+xml',
        body: `<rss><link>${PUBLIC}/gone</link><media:content url="${PUBLIC}/gone"/></rss>`,
      },
      '/style.css': { contentType: 'text/css', body: 'a{background:url("gone")}' },
      '/robots.txt': { contentType: 'text/plain', body: `Sitemap: ${PUBLIC}/gone` },
      '/': page('', told),
      ...gone,
    });
    const files = (await found(links, site)).map((fault) => fault.split(' ')[0]);
    expect(files).toEqual(['/feed.xml', '/feed.xml', '/style.css', '/robots.txt', '/', '/']);
  });
});

test('a page in the wrong direction, and dates in another language’s digits, are found', async () => {
  const persian = (dir: string, date: string): string =>
    `<html lang="fa" dir="${dir}"><main><time datetime="2026-11-26">${date}</time><article lang="en" dir="ltr"><time>Nov 26</time></article></main></html>`;
  expect(await found(direction, siteOf({ '/': persian('rtl', '۵ آذر ۱۴۰۵') }))).toEqual([]);
  const wrong = await found(direction, siteOf({ '/': persian('ltr', '5 آذر 1405') }));
  expect(wrong.map((fault) => fault.split(': ')[1])).toEqual(['dir', 'digits']);
});

test('scripts, handlers, script addresses, frames and styles that got into a page are found', async () => {
  const site = siteOf({
    '/': page(
      '<script>1</script><p onclick="x()">a</p><a href="JavaScript:x()">b</a><iframe></iframe><p style="position:fixed">c</p><img style="color:red" alt="">',
    ),
    '/search/': page('', '<script type="module" src="/s.js"></script>'),
  });
  const rules = (await found(scriptless, site)).map((fault) => fault.split(': ')[1]);
  expect(rules).toEqual([
    'no-script',
    'no-handler',
    'no-script-address',
    'no-frame',
    'no-style',
    'noscript',
  ]);
});

test('a text that is under embargo is found in whatever file it stands', async () => {
  const json = { contentType: 'application/json', body: '["The comet"]' };
  const site = siteOf({ '/search/0/a.json': json, '/': page('') }, { secrets: ['The comet'] });
  expect(await found(secrets, site)).toEqual(['/search/0/a.json : not-published']);
});

test('a page that is heavier than 20 kB with its styles is found', async () => {
  const noise = (bytes: number): string =>
    Array.from({ length: bytes }, (_, at) => Math.imul(at + 1, 2654435761).toString(36)).join('');
  const sheet = { contentType: 'text/css', body: noise(2000) };
  const head = '<link rel="stylesheet" href="/s.css">';
  const site = siteOf({ '/': page('', head), '/a/': page(noise(4000), head), '/s.css': sheet });
  expect(await found(weight, site)).toEqual(['/a/ : weight']);
});

test('invalid markup is found with its place', async () => {
  const site = siteOf({ '/': page('<main>\n<img src="a"><p id="b"></p><p id="b"></p></main>') });
  expect(await found(validHtml, site)).toEqual(['/ 3:2: wcag/h37', '/ 3:35: no-dup-id']);
});
