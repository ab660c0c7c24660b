import { describe, expect, it } from 'vitest';
import { readPage } from '../../../../src/workers/moderation/links/read-page.ts';
import { judgeBody, without } from '../support/judge-body.ts';

const article =
  '<p>The city opened its new bridge on Tuesday, four years after the old one was closed to lorries.</p>' +
  '<p>Shopkeepers had complained of the detour, said <a href="https://www.reuters.com/world/1">a report</a>.</p>';
const seller = 'https://vereinheim.example.de/slotgacor/';
const encoded = Buffer.from(seller).toString('base64');
const escaped = [...seller].map((sign) => `\\x${sign.charCodeAt(0).toString(16)}`).join('');

const injected: readonly (readonly [what: string, part: string])[] = [
  ['a link in a comment', `<!-- <a href="https://lab.example.edu/x/">situs toto slot</a> -->`],
  ['a link in a comment, by its address', `<!--<p><a href="${seller}">more</a></p>-->`],
  ['a comment that is never closed', `<!-- <a href="https://lab.example.edu/x/">slot gacor</a>`],
  ['a form that sends elsewhere', `<form action="${seller}"><input name="q"></form>`],
  ['a button that sends elsewhere', `<form><button formaction="${seller}">Go</button></form>`],
  ['a script that sends readers on', `<script>window.location.href = "${seller}";</script>`],
  ['a script that replaces the page', `<script>top.location.replace('${seller}')</script>`],
  ['a script with escapes', `<script>location='${escaped}'</script>`],
  ['a script in Base64', `<script>location.assign(atob("${encoded}"))</script>`],
  ['a script to a bare address', '<script>document.location="http://203.0.113.7/a"</script>'],
  [
    'a page that refreshes to another',
    '<meta http-equiv="refresh" content="0;url=https://x.example/">',
  ],
  ['a page inside the page', `<iframe src="${seller}"></iframe>`],
  ['an object', `<object data="${seller}"></object>`],
  ['an embedded page', `<embed src="${seller}">`],
];

describe('what ingest takes out of a body is judged where it leads', () => {
  it.each(injected)('%s holds the story, and cut out leaves it as it was', async (_what, part) => {
    const body = `${article}${part}`;
    const { verdict, findings } = await judgeBody(body);
    expect(verdict).toBe('held');
    const cuts = findings.filter(({ action }) => action === 'strip');
    expect(cuts).toHaveLength(1);
    expect((await judgeBody(without(body, cuts))).verdict).toBe('approved');
  });

  it('a base that moves the links of the site to one that sells is found, and so are they', async () => {
    const body = `<base href="https://slotgacor.example.com/">${article}<p><a href="/x/">more</a></p>`;
    const { verdict, findings } = await judgeBody(body);
    expect(verdict).toBe('held');
    expect(
      findings.filter(({ action }) => action === 'strip').map(({ excerpt }) => excerpt),
    ).toEqual([expect.stringContaining('<base'), expect.stringContaining('more')]);
  });

  it.each([
    [
      'a menu left in a comment',
      `<!-- <ul>${['a', 'b', 'c', 'd', 'e'].map((name) => `<li><a href="https://${name}.example/">${name} times</a></li>`).join('')}</ul> -->`,
    ],
    [
      'what a block editor notes',
      '<!-- wp:paragraph --><!-- <a href="https://agency.example/">Design by the agency</a> -->',
    ],
    [
      'a form for a newsletter',
      '<form action="https://herald.lists.example.com/subscribe/post"><input name="email"></form>',
    ],
    [
      'a player',
      '<iframe src="https://player.vimeo.com/video/1"></iframe><iframe src="https://maps.example.org/embed?x=1"></iframe>',
    ],
    [
      'a script that asks where the page is',
      '<script>if (location == "https://old.example/") location.href = "https://old.example/x"; var location2 = "y";</script>',
    ],
    [
      'a menu by script',
      '<script>s.onchange = function () { location.href = "/archive/" + s.value; }</script>',
    ],
    [
      'a base of the site’s own',
      '<base href="https://www.herald.example/"><p><a href="/next/">next</a></p>',
    ],
  ])('%s holds nothing', async (_what, part) => {
    const { verdict, against } = await judgeBody(`${article}${part}`);
    expect([verdict, against]).toEqual(['approved', []]);
  });

  it('links in a comment are not counted among those of the text', async () => {
    const links = '<!-- <a href="https://a.example/">a</a> -->'.repeat(2_000);
    expect((await judgeBody(`${article}${links}`)).against).toEqual([]);
  });

  it.each([
    ['comments', '<!--<a href="https://a.example/">x</a>-->', 500],
    ['comments without a link', '<!--<a -->', 0],
    ['links in one comment', '<a href="https://a.example/">x</a>', 50],
    ['jumps in one script', 'location="https://a.example/";', 20],
  ])('of a megabyte of %s, only so much is looked at', (what, piece, most) => {
    const pieces = piece.repeat(Math.floor(1_000_000 / piece.length));
    const inOne = what.startsWith('links') ? `<!--${pieces}-->` : pieces;
    const body = what.startsWith('jumps') ? `<script>${pieces}</script>` : inOne;
    expect(readPage(article + body).links).toHaveLength(most + 1);
  });
});
