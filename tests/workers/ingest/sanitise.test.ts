import { describe, expect, it } from 'vitest';
import { InvalidStory } from '../../../src/shared/errors.ts';
import { sanitise } from '../../../src/workers/ingest/sanitise.ts';
import fc from '../../support/fast-check.ts';

const body = (html: string) => sanitise(html, []).body;
const removed = (html: string) => sanitise(html, []).removed;

describe('sanitising keeps what a story is made of', () => {
  it.each([
    ['headings, the first level as the second', '<h1>A</h1><h3>B</h3>', '<h2>A</h2><h3>B</h3>'],
    ['lists', '<ul><li>a</li></ul>', '<ul><li>a</li></ul>'],
    ['quotes', '<blockquote><p>q</p></blockquote>', '<blockquote><p>q</p></blockquote>'],
    ['language and direction', '<p dir="rtl" lang="fa">س</p>', '<p dir="rtl" lang="fa">س</p>'],
    ['entities', '<p>a &lt; b &amp; c</p>', '<p>a &lt; b &amp; c</p>'],
    [
      'links, those to other sites without a handle on ours',
      '<p><a href="https://a.example/" target="_blank">a</a> <a href="/b">b</a></p>',
      '<p><a href="https://a.example/" rel="noopener">a</a> <a href="/b">b</a></p>',
    ],
  ])('%s', (_, html, expected) => {
    expect(body(html)).toBe(expected);
  });

  it('makes paragraphs of bare text, whatever boxes stand around it', () => {
    expect(body('<div>one <b>b</b><section>two</section></div>three')).toBe(
      '<p>one <b>b</b></p><p>two</p><p>three</p>',
    );
  });

  it('makes paragraphs of plain text at blank lines, or else at every line', () => {
    expect(body('one\nstill one\n\ntwo')).toBe('<p>one<br />still one</p>\n<p>two</p>');
    expect(body('one\r\ntwo')).toBe('<p>one</p>\n<p>two</p>');
  });

  it('leaves no empty paragraphs behind', () => {
    expect(body('<p>a</p><p><b> </b></p><p>&nbsp;</p>')).toBe('<p>a</p>');
  });

  it('keeps Persian joiners and takes direction overrides away', () => {
    expect(body('<p>می\u200cشود \u202Eabc&#x202e;</p>')).toBe('<p>می\u200cشود abc</p>');
  });

  it('closes direction isolates within their block', () => {
    expect(body('<p>\u2067a</p><p>b\u2069</p>')).toBe('<p>\u2067a\u2069</p><p>b</p>');
  });
});

describe('pictures and embeds in the text', () => {
  it('become placeholders, with caption and description, the same picture once', () => {
    const html =
      '<figure><img src="https://a.example/1.jpg" alt="A well"><figcaption>Water &amp; men</figcaption></figure>' +
      '<p><img src="https://a.example/1.jpg"><img src="https://a.example/2.jpg"></p>';
    const { body, images } = sanitise(html, [
      { id: 'i1', url: 'https://a.example/2.jpg', role: 'lead' },
    ]);
    expect(images).toEqual([
      { id: 'i1', url: 'https://a.example/2.jpg', role: 'lead' },
      {
        id: 'i2',
        url: 'https://a.example/1.jpg',
        role: 'inline',
        altText: 'A well',
        caption: 'Water & men',
      },
    ]);
    expect(body).toContain('<figure><img data-image="i2" /><figcaption>Water &amp; men');
    expect(body).toContain('<p><img data-image="i2" /><img data-image="i1" /></p>');
  });

  it('point only at pictures the story has', () => {
    const html = '<p>a<img data-image="i9">b<<!-- -->img data-image=i9></p>';
    expect(body(html)).toBe('<p>ab&lt;img data-image=i9&gt;</p>');
    // Put together by an edit: `<` before a part that is taken out, the rest of a tag behind it.
    expect(body('<p>a<<b hidden></b>img data-image=i9></p>')).not.toContain('<img');
  });

  it('are found behind lazy loading, and noted when they have no address', () => {
    const lazy = '<p>a<img src="data:image/gif;base64,R0" data-src="https://a.example/1.jpg"></p>';
    expect(sanitise(lazy, []).images[0]?.url).toBe('https://a.example/1.jpg');
    expect(sanitise('<p>a<img src="pic.jpg"></p>', []).notes).toHaveLength(1);
  });

  it('turn from players into links', () => {
    const html = '<p>a</p><iframe src="https://video.example/embed/1"></iframe>';
    expect(body(html)).toBe(
      '<p>a</p><p><a href="https://video.example/embed/1" rel="noopener">video.example</a></p>',
    );
    expect(removed(html)).toMatchObject([
      { kind: 'frame', links: ['https://video.example/embed/1'], offset: 8 },
    ]);
  });
});

describe('what hides is taken out and told', () => {
  it.each([
    'style="display:none"',
    'style="DISPLAY : none !important"',
    'style="dis\\70 lay:none"',
    'style="display:/* x */none"',
    'style="visibility:hidden"',
    'style="position:absolute;left:-9999px"',
    'style="position: fixed; top: -12623px"',
    'style="position:absolute;left:-999em"',
    'style="text-indent:-9999px"',
    'style="margin-left:-5000px"',
    'style="transform:translateX(-9999px)"',
    'style="transform:scale(0)"',
    'style="position:absolute;clip:rect(0,0,0,0)"',
    'style="clip-path:inset(50%)"',
    'style="font-size:0"',
    'style="font-size:1px"',
    'style="opacity:0"',
    'style="height:0;overflow:hidden"',
    'style="color:#fff;background:#ffffff"',
    'style="color:rgb(255, 255, 255);background-color:white"',
    'style="color:transparent"',
    'hidden',
  ])('%s', (attribute) => {
    const part = `<div ${attribute}><a href="https://spam.example/">toto</a></div>`;
    const html = `<p>before</p>${part}<p>after</p>`;
    const result = sanitise(html, []);
    expect(result.body).toBe('<p>before</p><p>after</p>');
    expect(result.removed).toMatchObject([
      { kind: 'hidden', text: 'toto', links: ['https://spam.example/'] },
    ]);
    const { offset = 0, length = 0 } = result.removed[0] ?? {};
    expect(html.slice(offset, offset + length)).toBe(part);
  });

  it.each([
    'style="color:#333;background:#fff"',
    'style="margin-left:-10px"',
    'style="position:relative;left:10px"',
    'style="font-size:0.9em"',
    'style="opacity:0.5"',
    'style="overflow:hidden"',
    'style="height:300px;overflow:hidden"',
    'aria-hidden="false"',
    'aria-hidden="true"',
  ])('but not %s', (attribute) => {
    expect(body(`<p ${attribute}>seen</p>`)).toBe('<p>seen</p>');
  });

  it('finds colours that meet only in nested elements', () => {
    expect(body('<div style="background:#000">a<b style="color:black">b</b></div>')).toBe(
      '<p>a</p>',
    );
  });

  it.each([
    ['visibility:hidden', 'visibility:visible'],
    ['font-size:0', 'font-size:16px'],
    ['text-indent:-9999px', 'text-indent:0'],
    ['color:#fff;background:#fff', 'color:#222'],
    ['position:absolute;left:-9999px', 'position:fixed;top:0;left:0'],
  ])('keeps what is seen in an element with %s', (hides, shows) => {
    const html = `<div style="${hides}">one<p style="${shows}">two</p>three</div><p>four</p>`;
    expect(body(html)).toBe('<p>two</p><p>four</p>');
    expect(removed(html).map(({ text }) => text)).toEqual(['one', 'three']);
  });

  it.each([
    ['display:none', 'display:block'],
    ['opacity:0', 'opacity:1'],
    ['font-size:0', 'font-size:2em'],
    ['height:0;overflow:hidden', 'visibility:visible'],
  ])('lets nothing out of an element with %s', (hides, shows) => {
    expect(body(`<p>a</p><div style="${hides}"><p style="${shows}">b</p></div>`)).toBe('<p>a</p>');
  });

  it.each([
    ['on paper', '@media print{.x{display:none}}'],
    ['on a telephone', '@media (max-width:600px){.x{display:none}}'],
    ['once it moves', '@keyframes k{from{visibility:hidden}}'],
    ['at a touch', '.x:hover{display:none}'],
    ['elsewhere', '.y .x, p.z{display:none}'],
    ['unless it is shown again', '.x{display:none} p.x{display:block}'],
    ['by a rule that is cut off', '.x{color:red'],
  ])('does not take out what a sheet hides %s', (_, css) => {
    expect(body(`<style>${css}</style><p class="x">seen</p>`)).toBe('<p>seen</p>');
  });

  it.each([
    ['its class', '.x{display:none}'],
    ['its id', '#i{left:-9999px;position:absolute}'],
    ['its tag in a class', '.w b{font-size:0}'],
    ['two classes', 'b.x.y{visibility:hidden}'],
    ['a child of a class', '.w > .x{opacity:0}'],
    ['a rule among others', '/* a */ @import "a.css"; a{b:c} .q,.x {display:none}'],
    ['a rule for screens', '@media screen{.x{display:none}}'],
  ])('takes out what a sheet hides by %s', (_, css) => {
    const html = `<style>${css}</style><p class="w">a<b class="x y" id="i">toto</b></p>`;
    expect(body(html)).toBe('<p>a</p>');
    expect(removed(html)).toMatchObject([{ kind: 'hidden', text: 'toto' }]);
  });

  it('keeps titles and descriptions for search engines from readers, and tells of them', () => {
    const html =
      '<head><title>Toto</title><meta name="description" content="best toto"><meta charset="utf-8"></head><p>a</p>';
    expect(body(html)).toBe('<p>a</p>');
    expect(removed(html).map(({ kind, text }) => [kind, text])).toEqual([
      ['head', 'Toto'],
      ['head', 'best toto'],
    ]);
  });

  it('tells of scripts, forms, and links in comments', () => {
    const html =
      '<p>a</p><script>go("https://x.example/")</script><form action="/f">f</form>' +
      '<!-- <a href="https://y.example/">y</a> --><!-- wp:paragraph {"u":"https://z.example"} -->';
    expect(removed(html).map(({ kind, links }) => [kind, links[0]])).toEqual([
      ['script', 'https://x.example/'],
      ['form', '/f'],
      ['comment', 'https://y.example/'],
    ]);
  });

  it('hides to the end what is never closed', () => {
    const html = '<p>a</p><div style="display:none"><a href="https://s.example/">s</a>';
    expect(body(html)).toBe('<p>a</p>');
    expect(removed(html)[0]?.length).toBe(html.length - 8);
  });
});

describe('hostile markup', () => {
  it('that grows beyond bounds once it is cleaned is refused', () => {
    expect(() => sanitise(`<p>${'< '.repeat(500_000)}</p>`, [])).toThrow(InvalidStory);
  });

  it.each([
    ['<a href="javascript:alert(1)">x</a>'],
    ['<a href="java\u202escript:alert(1)">x</a>'],
    ['<a href="java&#x202e;script:alert(1)">x</a>'],
    ['<a href="&#1;javascript:alert(1)">x</a>'],
    ['<a href="data:text/html,<script>alert(1)</script>">x</a>'],
    ['<img src=x onerror=alert(1)>'],
    ['<svg><script>alert(1)</script></svg>'],
    ['<math><mi xlink:href="javascript:alert(1)">x</mi></math>'],
    ['<<script>script>alert(1)<</script>/script>'],
    ['<scr<!-- -->ipt>alert(1)</script>'],
    ['<xmp><img src=x onerror=alert(1)></xmp>'],
    ['<noscript><p title="</noscript><img src=x onerror=alert(1)>">'],
    ['<style>@import "https://x.example"</style>'],
    ['<b>\u0338<p \u0338onclick=alert(1)>x'],
  ])('%s does nothing', (html) => {
    expect(isHarmless(body(html))).toBe(true);
  });

  it('is made harmless whatever it is', () => {
    const pieces = fc.constantFrom(
      ...'<p> <div> </div> </p> <script> </script> <style> </style> <svg> <math> <img <a > " \' = &lt; &#x202e; <!-- --> <form> <iframe </iframe> <noscript> <template> <xmp> hidden'.split(
        ' ',
      ),
      ' onclick=alert(1) ',
      ' href="javascript:alert(1)" ',
      ' src=javascript:1 ',
      ' style="display:none" ',
      'javascript:',
      '\u0338',
      '\u202e',
      '\0',
      'text',
      '\n\n',
    );
    const html = fc.array(
      fc.oneof({ weight: 5, arbitrary: pieces }, { weight: 1, arbitrary: fc.string() }),
      { maxLength: 40 },
    );
    fc.assert(
      fc.property(html, (parts) => {
        const joined = parts.join('');
        const result = sanitise(joined, []);
        expect(isHarmless(result.body)).toBe(true);
        for (const { offset, length } of result.removed) {
          expect(offset + length).toBeLessThanOrEqual(joined.length);
        }
      }),
      { numRuns: 1_000 },
    );
  });

  it('that nests or crowds beyond reason is refused with a reason', () => {
    expect(() => sanitise('<div>'.repeat(5_000), [])).toThrow(InvalidStory);
    expect(() => sanitise('<br>'.repeat(20_001), [])).toThrow(/20000 elements/);
  });

  it.each([
    ['unclosed tags', '<p'.repeat(300_000)],
    ['brackets', '<'.repeat(200_000)],
    ['attributes', `<a ${'x=1 '.repeat(200_000)}>`],
    ['end tags', '</div>'.repeat(150_000)],
    ['comments', '<!--'.repeat(200_000)],
    ['blank lines', `a${'\n '.repeat(300_000)}<b>`],
    ['empty paragraphs', '<p></p>'.repeat(19_000)],
    [
      'rules of style',
      `<style>${'.a .b{display:none}'.repeat(50_000)}</style>${'<b class="a b">'.repeat(200)}`,
    ],
    ['open rules', `<style>${'@media{'.repeat(140_000)}</style>`],
    ['comments in style', `<style>${'/*'.repeat(400_000)}</style>`],
    ['unclosed style', '<style>'.repeat(140_000)],
    ['scripts', `<script>${'getElementById("a").style.display="none";'.repeat(20_000)}</script>`],
    ['style lengths', `<b style="${'left:-1111111111'.repeat(300)}">`.repeat(200)],
  ])('of a megabyte of %s takes time, and gives text, by its length alone', (_, html) => {
    const began = process.cpuUsage();
    expect(sanitise(html, []).body.length).toBeLessThan(5 * html.length);
    const { user, system } = process.cpuUsage(began);
    expect(user + system).toBeLessThan(20_000_000);
  });
});

/** Reads the result as the grammar of its own tags: nothing else may stand between `<` and `>`. */
function isHarmless(html: string): boolean {
  const tag =
    /<\/?[a-z0-9]+(?: (?:href|rel|lang|dir|data-image|title|datetime|colspan|rowspan|scope|start)="[^"<>]*")*(?: \/)?>/g;
  if (/<\/?(?:script|style|iframe|form|svg|math|template|noscript|xmp|object)/i.test(html))
    return false;
  const tags = html.match(tag) ?? [];
  if (tags.some((found) => /href="\s*(?:javascript|data|vbscript):/i.test(found))) return false;
  return !html.replace(tag, '').includes('<');
}
