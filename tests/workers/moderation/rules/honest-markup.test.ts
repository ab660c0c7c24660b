import { describe, expect, it } from 'vitest';
import { judgeBody, storyOf } from '../support/judge-body.ts';

const article =
  '<h1>New bridge opens</h1><p>The city opened its new bridge on Tuesday, four years after the old one was closed to lorries.</p>' +
  '<p>Shopkeepers had complained of the detour, said <a href="https://www.reuters.com/world/1">a report</a>.</p>';
const sister = (name: string) => `<a href="https://${name}.example.com/">${name}</a>`;

const honest: readonly (readonly [what: string, body: string])[] = [
  [
    'a skip link and texts for screen readers',
    `<style>.screen-reader-text{clip:rect(1px,1px,1px,1px);position:absolute!important;height:1px;width:1px;overflow:hidden}</style><a class="skip-link screen-reader-text" href="#content">Skip to content</a>${article}<a href="https://news.example/"><span class="screen-reader-text">Follow us on</span> Example</a>`,
  ],
  [
    'a share menu',
    `${article}<div class="sharedaddy" style="display:none"><a href="https://www.facebook.com/sharer.php?u=1">Facebook</a><a href="https://getpocket.com/save?u=1">Pocket</a><a href="https://api.whatsapp.com/send?t=1">WhatsApp</a><a href="https://www.tumblr.com/share?u=1">Tumblr</a></div>`,
  ],
  [
    'the credit of a theme',
    `${article}<a style="display:none" href="https://themehouse.example.net/" rel="designer">Themehouse</a><span style="font-size:0">Theme by <a href="https://paperthemes.example.org/">Paper Themes</a></span>`,
  ],
  [
    'a collapsed menu of sister papers',
    `<style>.d-none{display:none!important}</style><nav class="navbar"><div class="d-none d-md-block">${['jobs', 'cars', 'homes', 'travel', 'deals'].map(sister).join('')}</div></nav>${article}`,
  ],
  [
    'a cookie banner',
    `<div id="cookie-bar" style="display:none"><p>We use cookies. <a href="https://policies.google.com/privacy">Google</a> <a href="https://consent.example.net/learn">Learn more</a></p><button>Accept</button></div>${article}`,
  ],
  [
    'the partners of a consent banner',
    `${article}<div id="tcf" style="display:none">${['a', 'b', 'c', 'd', 'e', 'f'].map((name) => `<a href="https://ads-${name}.example.org/privacy-policy">Vendor ${name}</a>`).join('')}</div>`,
  ],
  [
    'tag managers and counters',
    `<noscript><iframe src="https://www.googletagmanager.com/ns.html?id=GTM-1" height="0" width="0" style="display:none"></iframe></noscript>${article}<noscript><img height="1" width="1" style="display:none" src="https://www.facebook.com/tr?id=1"/></noscript><noscript><a href="https://counter.example.com/"><img src="https://c.example.com/1/0/" alt="web analytics"></a></noscript>`,
  ],
  [
    'the boilerplate of AMP',
    `<style amp-boilerplate>body{-webkit-animation:-amp-start 8s steps(1,end) 0s 1 normal both}@-webkit-keyframes -amp-start{from{visibility:hidden}to{visibility:visible}}</style><noscript><style amp-boilerplate>body{-webkit-animation:none}</style></noscript><amp-sidebar hidden><ul><li>${sister('shop')}</li><li>${sister('tv')}</li></ul></amp-sidebar>${article}`,
  ],
  [
    'a page that shows itself when it is ready',
    `<body style="visibility:hidden">${article}</body>`,
  ],
  [
    'a note for print',
    `<style>.print-only{display:none}@media print{.no-print{display:none}}</style>${article}<p class="print-only">Printed from <a href="https://herald.example/bridge">herald.example</a></p><p class="no-print">Share this</p>`,
  ],
  [
    'a lightbox with the credit of its picture',
    `${article}<div class="pswp" style="opacity:0"><div class="pswp__caption">Photo by <a href="https://photos.example.com/@jane">Jane Doe</a></div></div>`,
  ],
  [
    'a menu for telephones',
    `<style>.mobile-menu{position:fixed;left:-100%;top:0;visibility:hidden}</style><div class="mobile-menu"><a href="https://facebook.com/herald"><i class="fa fa-facebook"></i></a><a href="https://www.youtube.com/c/herald"></a></div>${article}`,
  ],
  [
    'a choice of languages',
    `<ul style="display:none"><li><a hreflang="ar" href="https://herald-ar.example/">العربية</a></li><li><a hreflang="ru" href="https://herald-ru.example/">Русский</a></li><li><a hreflang="zh" href="https://herald-cn.example/">中文</a></li></ul>${article}`,
  ],
  [
    'a sign-up form with a trap for robots',
    `${article}<div style="display:none"><form action="https://herald.lists.example.com/post"><div style="position: absolute; left: -5000px;" aria-hidden="true"><input name="b_1" tabindex="-1"></div></form><p>You agree to the <a href="https://lists.example.com/legal/">terms</a></p></div>`,
  ],
  [
    'folded sources',
    `${article}<details><summary>Sources</summary><a href="https://www.gov.uk/bridges">UK bridges</a></details><div style="max-height:0;overflow:hidden"><p>Read the <a href="https://council.example.org/minutes.pdf">minutes</a>.</p></div>`,
  ],
  [
    'a logo instead of its words',
    `<style>.logo a{text-indent:-9999px;display:block}</style><div class="logo"><a href="https://group.example.com/">Group Media</a></div>${article}`,
  ],
  [
    'app stores',
    `${article}<div style="display:none"><a href="https://apps.apple.com/app/id1"><img src="/a.png" width="120" height="40" alt="App Store"></a></div>`,
  ],
  [
    'tabs',
    `<style>.tab-pane{display:none}.tab-pane.active{display:block}</style><div class="tab-pane active">${article}</div><div class="tab-pane"><p>See <a href="https://data.example.org/">data</a></p></div>`,
  ],
  [
    'a quiet mark for readers with eyes',
    `${article}<p><a aria-hidden="true" href="https://a.example/">#</a> <span aria-hidden="true">★★★</span></p>`,
  ],
  [
    'the banner of a host after the page',
    `<!DOCTYPE html><html><body>${article}</body></html><div><a href="https://freehost.example.com/"><img src="/f.png" alt="freehost.example.com"></a></div><!-- cached by https://cache.example/ -->`,
  ],
];

const stories: readonly (readonly [what: string, body: string])[] = [
  [
    'with forty links to what it speaks of',
    `${article}${Array.from({ length: 40 }, (_, at) => `<p>Item ${at} was described in <a href="https://library.example.org/wiki/Item_${at}">the record of item ${at}</a> by those who came.</p>`).join('')}`,
  ],
  [
    'with a list of links at its end',
    `${article}<h3>Further reading</h3><ul>${['bbc.com/news/1', 'nytimes.com/2', 'lemonde.fr/3', 'elpais.com/5'].map((place) => `<li><a href="https://www.${place}">Bridges of the world</a></li>`).join('')}</ul>`,
  ],
  [
    'on a casino, linking to what it reports on',
    '<h1>Police raid casino</h1><p>Police raided an illegal online casino in the capital on Monday and seized machines, officials said.</p><p>The gambling ring used <a href="https://www.interpol.int/en/Crimes/online-casino">an online casino</a> to launder money from betting, the court was told.</p><p>Help: <a href="https://www.begambleaware.org/">BeGambleAware</a>.</p>',
  ],
  [
    'on loans',
    '<h1>Rates rise</h1><p>The central bank raised rates on Wednesday for the third time, and borrowers will pay more for their <a href="https://www.consumerfinance.gov/loans">loans</a>.</p><p>Students with <a href="https://studentaid.gov/loans/">federal loans</a> are not affected.</p>',
  ],
  [
    'with words of trade in other senses',
    `${article}<p>The show moved to a <a href="https://ratings.example.com/slots">prime-time slot</a>, and <a href="https://www.loc.gov/essays/">the essay</a> won a bet.</p>`,
  ],
  [
    'with short and sponsored links',
    `${article}<p>We may earn from <a href="https://amzn.to/3x" rel="sponsored nofollow">links</a>. <a href="https://bit.ly/3a">Listen to the podcast</a></p>`,
  ],
  [
    'that links to press in other alphabets',
    `${article}<p>So said <a href="https://www.kommersant.ru/doc/1">Коммерсантъ</a> and <a href="https://www.xinhuanet.com/">新华社</a>.</p>`,
  ],
  [
    'of a press office',
    `${article}<p>About Acme: Acme (<a href="https://www.acme.example">www.acme.example</a>) builds. Contact <a href="mailto:p@acme.example">us</a>. Source: <a href="https://wire.example/news/1/en/">https://wire.example/news/1/en/</a></p>`,
  ],
  [
    'with an empty link left by an editor',
    `${article}<p>The <a href="https://www.afp.com/en/1"></a>agency said so.</p>`,
  ],
];

describe('what themes and plug-ins hide honestly', () => {
  it.each(honest)('such as %s, holds nothing', async (_, body) => {
    const { verdict, against } = await judgeBody(body);
    expect(against).toEqual([]);
    expect(verdict).toBe('approved');
    expect(storyOf(body).body).toContain('Shopkeepers');
  });
});

describe('an honest story', () => {
  it.each(stories)('%s goes through', async (_, body) => {
    const { verdict, because } = await judgeBody(body);
    expect({ verdict, because }).toMatchObject({ verdict: 'approved' });
  });
});
