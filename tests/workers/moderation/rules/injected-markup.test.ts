import { describe, expect, it } from 'vitest';
import { judgeBody, storyOf, without } from '../support/judge-body.ts';

const first =
  '<p>The city opened its new bridge on Tuesday, four years after the old one was closed to lorries.</p>';
const second =
  '<p>Shopkeepers had complained of the detour, said <a href="https://www.reuters.com/world/1">a report</a>.</p>';
const article = `<h1>New bridge opens</h1>${first}${second}`;
const link = '<a href="https://lab.faculty.example.edu/pages/">situs toto slot</a>';
const row =
  '<a href="https://dinas.kota.example.go.id/x/">Slot gacor</a> <a href="https://vereinheim.example.de/y/">RTP slot</a>';
const document = (body: string, head = '') =>
  `<!DOCTYPE html><html><head><title>New bridge opens</title>${head}</head><body>${body}</body></html>`;

const hiding: readonly (readonly [how: string, body: string])[] = [
  ['display', `${article}<div style="display:none">${row}</div>`],
  [
    'display, spelt with an escape',
    `${article}<div style="dis\\70lay:NONE !important">${row}</div>`,
  ],
  ['visibility', `${article}<p style="visibility: hidden">${row}</p>`],
  ['opacity', `${article}<div style="opacity:0.01">${row}</div>`],
  ['opacity by filter', `${article}<div style="filter:alpha(opacity=0)">${row}</div>`],
  ['no size of letters', `${first}<span style="font-size:0;line-height:0">${link}</span>${second}`],
  ['no size by the shorthand', `${article}<p style="font:0/0 a">${row}</p>`],
  [
    'white on white, named and numbered',
    `<div style="background:white">${article}<p style="color:#fefefe">${row}</p></div>`,
  ],
  [
    'white on white by hsl',
    `<div bgcolor="#fff">${article}<font color="hsl(0, 0%, 100%)">${row}</font></div>`,
  ],
  ['transparent letters', `${article}<p style="color:rgba(0,0,0,0)">${row}</p>`],
  ['clip', `${article}<div style="position:absolute;clip:rect(1px 1px 1px 1px)">${row}</div>`],
  ['clip-path', `${article}<div style="clip-path:circle(0)">${row}</div>`],
  ['text-indent', `${article}<p style="text-indent:-4711px">${row}</p>`],
  [
    'a place far to the left',
    `${article}<div style="position:absolute;left:-12623px">${row}</div>`,
  ],
  ['a place far to the right', `${article}<div style="position:fixed;right:-300vw">${row}</div>`],
  [
    'inset',
    `${article}<div style="position:absolute;inset:-9000px auto auto -9000px">${row}</div>`,
  ],
  ['a margin', `${article}<div style="margin:0 0 0 -5000px">${row}</div>`],
  ['a transformation', `${article}<div style="transform:translate(-8000px,0)">${row}</div>`],
  ['translate', `${article}<div style="translate:-8000px 0">${row}</div>`],
  ['a box without height', `${article}<div style="height:0;overflow:hidden">${row}</div>`],
  [
    'an empty anchor without a box',
    `${article}<a href="https://www.nhacai-demo.example/" style="display:block;overflow:hidden;height:0;width:0"></a>`,
  ],
  [
    'a layer behind all others',
    `${article}<div style="position:absolute;z-index:-9999">${row}</div>`,
  ],
  [
    'a marquee without width',
    `${article}<marquee style="position: absolute; width: 0px;">${row}</marquee>`,
  ],
  ['noscript', `${article}<noscript>${row}</noscript>`],
  ['template', `${article}<template>${row}</template>`],
  ['the attribute hidden', `${article}<ul hidden><li>${link}</li></ul>`],
  [
    'a class of the page',
    document(
      `<div class="a b q7">${row}</div>${article}`,
      '<style>.q7{position:fixed;top:-7777px}</style>',
    ),
  ],
  [
    'an id inside a class',
    `<style>.foot #z1 { height:0; overflow:hidden }</style>${article}<div class="foot"><p id="z1">${row}</p></div>`,
  ],
  ['a tag of its own', `<style>q1,q2{display:none}</style>${article}<q2>${row}</q2>`],
  [
    'a script by its id',
    `${article}<div id="k9">${row}</div><script>document.getElementById('k9').style.display='none';</script>`,
  ],
  [
    'a script around it',
    `${article}<script>document.write('<div id="hx">');</script>${row}<script>document.getElementById('hx').style.display = "none"</script>`,
  ],
];

const inSight: readonly (readonly [how: string, body: string])[] = [
  [
    'a marquee without width, whatever it says',
    `${article}<marquee style="position:absolute;width:0px"><a href="https://movers.example.com.tr/">Ankara nakliye</a></marquee>`,
  ],
  [
    'hidden keywords for three sites',
    `${article}<div style="display:none"><a href="https://a-one.com/">best shoes</a><a href="https://b-two.org/">cheap flights</a><a href="https://c-three.net/">dog food</a></div>`,
  ],
  [
    'a hidden brand with a lucky number',
    `${article}<p hidden><a href="https://lab.example.edu/x/">KOIN555</a></p>`,
  ],
  [
    'a hidden frame',
    `${article}<iframe src="https://slot-gacor.example.com/" style="display:none"></iframe>`,
  ],
  [
    'an area of a map',
    `${article}<map name="m"><area href="https://judi-online.example/" alt="Map"></map>`,
  ],
  [
    'links a script has in base64',
    `${article}<script>document.write(atob('${Buffer.from('<a href="https://x.example">slot gacor</a>').toString('base64')}'))</script>`,
  ],
  [
    'links a script writes',
    `${article}<script>document.write('\\x3ca href="https://x.example/">slot gacor hari ini\\x3c/a>')</script>`,
  ],
  [
    'a picture of one pixel',
    `${article}<p><a href="https://x.example/p"><img src="/b.gif" width="1" height="1" alt="buy cheap viagra"></a></p>`,
  ],
  ['an empty anchor', `${article}<a href="https://club.example.org/.well-known/slot-gacor/"></a>`],
  [
    'a title for search engines',
    `<html><head><title>TOGEL ONLINE - New bridge opens</title></head><body>${article}</body></html>`,
  ],
  [
    'a description for search engines',
    document(article, '<meta name="description" content="payday loans online, best payday loans">'),
  ],
  [
    'links after the end of the page',
    `${document(article)}<p><a href="https://rsud.example.com/.well-known/">promo</a></p>`,
  ],
  [
    'a second body',
    document(
      `${article}</body><body><div style="display:none;"><a href="https://d.example.mil.id/-/hari-ini/" rel="dofollow">Jadwal</a>`,
    ),
  ],
  [
    'a small page before the page',
    `<!DOCTYPE html><html><body><div style="display:none;"><p><a href="https://134.209.102.50/">Danatoto</a></p></div></body></html>${document(article)}`,
  ],
  [
    'one paragraph for each link',
    `${article}${['judi poker terdahsyat', 'bandar togel murah', 'agen bola'].map((name, at) => `<p style='overflow: hidden;'><a href='https://s${at}.example/slot/' title='${name}'>${name}</a></p>`).join('')}`,
  ],
  [
    'a word in the address alone',
    `${article}<p>See <a href="https://bapenda.kab.example.go.id/slotgacor/">here</a>.</p>`,
  ],
  [
    'a link at the very top',
    document(`<a href="https://x.example/">gengtoto</a><header>Menu</header>${article}`),
  ],
  [
    'a link as first paragraph',
    `<p><a href="https://x.example/">канадская аптека: виагра</a></p>${article}`,
  ],
  [
    'a link inside a sentence',
    `${article}<p>The mayor thanked the builders <a href="https://shop.example/x">generic cialis online</a> and left.</p>`,
  ],
];

describe('injected markup', () => {
  it.each([...hiding, ...inSight])(
    'by %s is held, and what is to be cut leaves a story that runs',
    async (_, body) => {
      const { verdict, against } = await judgeBody(body);
      expect(verdict).not.toBe('approved');
      expect(against.some(({ action, excerpt }) => action === 'strip' && excerpt !== '')).toBe(
        true,
      );
      const rest = without(body, against);
      expect(rest).toContain(first);
      expect(rest).toContain('a report</a>');
      expect((await judgeBody(rest)).verdict).toBe('approved');
    },
  );

  it.each(hiding)('by %s is hidden from readers of our page too', async (_, body) => {
    const { body: published } = storyOf(body);
    expect(published).toContain('Shopkeepers');
    expect(published).not.toMatch(/slot|nhacai|toto/i);
    const { findings } = await judgeBody(body);
    expect(findings.some(({ rule }) => rule === 'hidden-links')).toBe(true);
  });

  it.each([
    ['in mathematical letters', '𝐉𝐚𝐝𝐰𝐚𝐥 𝐛𝐨𝐥𝐚'],
    ['in full width', 'ｊａｄｗａｌ　ｂｏｌａ'],
    ['with invisible characters', 'j\u200ba\u200bd\u200bw\u200ba\u200bl b\u2060o\u2060l\u2060a'],
    ['with letters of two scripts', 'jаdwаl bоlа'],
    ['with gaps', 'j-a-d-w-a-l b-o-l-a'],
    ['in entities', '&#115;lot g&#x61;cor'],
    ['with its tags split', 'slot <b>ga</b><i>cor</i>'],
  ])('%s is held by its disguise', async (_, name) => {
    const { verdict } = await judgeBody(
      `${article}<p>More: <a href="https://x.example/">${name}</a></p>`,
    );
    expect(verdict).not.toBe('approved');
  });

  it.each([
    ['the paragraph that holds nothing else', `<p><b>★ ${link}</b></p>`, ''],
    ['the list of nothing else', `<ul><li>${link}</li><li>${row}</li></ul>`, ''],
    ['a row of paragraphs', `<p>${link}</p>\n<p>${row}</p>`, ''],
    ['the link alone within a sentence', `<p>They said ${link} so.</p>`, '<p>They said  so.</p>'],
    ['the link beside a picture', `<p><img src="/a.jpg">${link}</p>`, '<p><img src="/a.jpg"></p>'],
  ])('is cut with %s', async (_, part, left) => {
    const { findings } = await judgeBody(article + part);
    const own = findings.filter(({ rule }) => rule === 'injected-links');
    expect(own).toHaveLength(1);
    expect(without(article + part, own)).toBe(article + left);
  });
});
