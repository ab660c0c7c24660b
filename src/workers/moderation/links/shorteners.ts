/** Services behind whose addresses any other may stand. */
export const shorteners: ReadonlySet<string> = new Set(
  (
    'bit.ly tinyurl.com t.ly is.gd v.gd ow.ly buff.ly rebrand.ly cutt.ly shorturl.at shorturl.asia ' +
    's.id rb.gy tiny.cc bl.ink short.io lnkd.in adf.ly ouo.io shorte.st bc.vc clck.ru vk.cc u.to ' +
    'goo.su qps.ru kutt.it t2m.io linktr.ee heylink.me lynk.id msha.ke taplink.cc beacons.ai ' +
    'soo.gd x.gd da.gd urlz.fr chilp.it cli.re tr.ee gg.gg url.cn dwz.cn suo.im t.cn me2.do han.gl ' +
    'qrco.de shrtco.de tny.im 1url.cz urlshort.me yip.su grabify.link'
  ).split(' '),
);
