import { describe, expect, it, test } from 'vitest';
import { Site } from '../../../src/shared/newsroom.ts';
import { plainMarkup } from '../../../src/workers/render/own-pages.ts';
import { frontTools } from './support/list-catalogue.ts';
import { textsOf } from './support/parse-page.ts';
import { renderFront } from './support/render-front.ts';
import { press, site } from './support/render-samples.ts';

describe('a page of the site itself', () => {
  it('stands at its slug, and every page leads to it', async () => {
    const pages = [{ slug: 'corrections', title: 'Corrections', text: 'We correct & say so.' }];
    const own = Site.parse({ ...site, pages });
    const objects = await renderFront('site', { ...press, site: own, ...frontTools([]) });
    const html = (key: string) => String(objects.find((object) => object.key === key)?.body);
    expect(textsOf(html('corrections/index.html'), 'h1')).toEqual(['Corrections']);
    expect(html('corrections/index.html')).toContain('<p>We correct &amp; say so.</p>');
    expect(html('404.html')).toContain('href="/corrections/"');
  });

  it('may not take the place of a section, or of anything else', () => {
    const page = (slug: string) => ({ ...site, pages: [{ slug, title: 'x', text: 'x' }] });
    expect(Site.safeParse(page('world')).success).toBe(false);
    expect(Site.safeParse(page('search')).success).toBe(false);
    expect(Site.safeParse(page('about')).success).toBe(true);
  });
});

test.each([
  ['One\nline\n\nTwo', '<p>One line</p>\n<p>Two</p>'],
  ['## Who we are\nA paper.', '<h2>Who we are</h2>\n<p>A paper.</p>'],
  ['- one\n- two', '<ul>\n<li>one</li>\n<li>two</li>\n</ul>'],
  ['See [the rules](/rules/).', '<p>See <a href="/rules/">the rules</a>.</p>'],
  ['[us](mailto:a@b.example)', '<p><a href="mailto:a@b.example">us</a></p>'],
  ['[x](javascript:alert(1))', '<p>[x](javascript:alert(1))</p>'],
  ['[x](//evil.example/)', '<p>[x](//evil.example/)</p>'],
  ['<script>x</script>', '<p>&lt;script&gt;x&lt;/script&gt;</p>'],
])('what an editor writes as %j reads %s', (text, html) => {
  expect(plainMarkup(text).toString()).toBe(html);
});
