import { describe, expect, it } from 'vitest';
import { judgeBody } from '../support/judge-body.ts';

const news =
  '<p>The city opened its new bridge on Tuesday, four years after the old one was closed to lorries.</p>';

const found = async (body: string, rule: string, language = 'en', policy = {}) =>
  (await judgeBody(body, { story: { language }, policy })).findings.filter(
    (finding) => finding.rule === rule,
  );

describe('profanity, in the language of the story', () => {
  it.each([
    ['en', 'He shouted “fuck off” at the referee.', 'obscene'],
    ['en', 'What bullshit, she said.', 'coarse'],
    ['en', 'The word faggot was sprayed on the wall.', 'a slur'],
    ['es', 'Gritó «hijo de puta» al árbitro.', 'obscene'],
    ['fr', 'Quel connard, dit-il.', 'obscene'],
    ['de', 'So ein Arschloch, rief er.', 'obscene'],
    ['it', 'Vaffanculo, ha gridato.', 'obscene'],
    ['pt-BR', 'Que caralho, disse ele.', 'obscene'],
    ['ru', 'Он крикнул: пиздец всему.', 'obscene'],
    ['pl', 'Kurwa, powiedział.', 'obscene'],
    ['tr', 'Siktir git dedi.', 'obscene'],
    ['id', 'Dasar bangsat, katanya.', 'obscene'],
    ['fa', 'او گفت حرامزاده و رفت.', 'obscene'],
    ['ar', 'قال له يا شرموط ثم خرج.', 'obscene'],
    ['zh', '他说他妈的。', 'obscene'],
    ['ko', '그는 씨발 이라고 말했다.', 'obscene'],
  ])('%s: “%s” is told, by severity, and holds nothing', async (language, text, degree) => {
    const findings = await found(`${news}<p>${text}</p>`, 'profanity', language);
    expect(findings.map(({ action, weight }) => [action, weight])).toEqual([['note', 0]]);
    expect(findings[0]?.reason).toContain(`is ${degree}`);
    const policy = { rules: { profanity: 'hold' as const } };
    expect((await judgeBody(`<p>${text}</p>`, { story: { language }, policy })).verdict).toBe(
      'held',
    );
  });

  it.each([
    ['en', 'The assessment of Scunthorpe in Essex and Penistone, said Mr Cockburn.'],
    ['en', 'A specialist in cocktails, Dick Cheney, read the classics in Sussex.'],
    ['de', 'Der Schuldirektor in Fickingen sprach.'],
    ['fr', 'Le spécialiste dispute la partie; la ville de Condé.'],
    ['pt', 'A cultura e a curiosidade.'],
    ['es', 'La disputa de la computadora.'],
    ['it', 'Il cazzotto del pugile.'],
    ['tr', 'Göteborg ve götürmek.'],
    ['ru', 'Небляшный и оскорблять, употреблять.'],
    ['pl', 'Kurwatura i chujowo? Nie: kurator.'],
    ['id', 'Kontolan bukan kata; bangsatan tidak ada.'],
    ['nl', 'De kutter voer uit; hoera, lulling.'],
    ['sw', 'Kumalizia kazi na kumaliza.'],
    ['en', 'The kut of Basra, a puta in Latin, the göt in Turkish.'],
    ['zh', '他妈妈的生日。'],
  ])('%s: “%s” has none', async (language, text) => {
    expect(await found(`${news}<p>${text}</p>`, 'profanity', language)).toEqual([]);
  });
});

describe('a lure', () => {
  it.each([
    'Join us on Telegram: @goldsignals77',
    'Contact us on WhatsApp +44 7700 900123 today',
    'Click here https://t.me/joinchat/abc123 to win',
    'DM me on wechat: lucky8888',
    'Call now +1 (202) 555-0143 for a loan',
    'Hubungi WhatsApp kami di wa.me/6281234567890',
    'Daftar sekarang di telegram @situsgacor',
    'Пишите в телеграм @bystrye_dengi',
    'Жми и переходи t.me/kazino_bonus',
    'Bize katıl: telegram @bahis_tr',
    'Liên hệ Zalo: 0912345678 ngay',
    'ติดต่อ LINE line.me/ti/p/abcd',
    '添加微信 abc88888 咨询',
    '텔레그램 abc1234 로 문의 주세요',
    'برای عضویت کلیک کنید تلگرام @bazi_enfejar',
    'للتواصل واتساب +966 50 123 4567',
  ])('“%s” is found', async (text) => {
    expect(await found(`${news}<p>${text}</p>`, 'contact-lures')).not.toEqual([]);
  });

  it.each([
    'The ministry can be reached at +93 20 210 0000, a spokesman said.',
    'Telegram founder Pavel Durov was questioned in Paris.',
    'Police said the suspects had met on WhatsApp.',
    'The channel t.me/meduzalive reported the strike.',
    'He signed up for the army in 2014.',
    'Sign up for our newsletter.',
    'Call us old-fashioned, the chef said.',
    'WeChat has a billion users, Tencent said.',
    'Минобороны сообщило об этом в телеграме.',
    'Durov, Telegram founder, denied it.',
    'The embassy’s number is +44 20 7946 0000.',
    'تلگرام در ایران مسدود است.',
    'Viber was fined by a court in Moscow.',
    'Klik is the Dutch word for click.',
    'The film costs $12 to buy now in shops.',
  ])('“%s” is none', async (text) => {
    expect(await found(`${news}<p>${text}</p>`, 'contact-lures')).toEqual([]);
  });
});

describe('shouting', () => {
  it.each([
    'THE GREATEST OFFER OF THE YEAR IS HERE FOR ALL OUR READERS, TAKE IT BEFORE IT GOES AWAY',
    'САМОЕ ЛУЧШЕЕ ПРЕДЛОЖЕНИЕ ГОДА ДЛЯ ВСЕХ НАШИХ ЧИТАТЕЛЕЙ, ВОЗЬМИТЕ ЕГО ПРЯМО СЕЙЧАС БЕЗ ДОКУМЕНТОВ',
    'Η ΚΑΛΥΤΕΡΗ ΠΡΟΣΦΟΡΑ ΤΗΣ ΧΡΟΝΙΑΣ ΕΙΝΑΙ ΕΔΩ ΓΙΑ ΟΛΟΥΣ ΤΟΥΣ ΑΝΑΓΝΩΣΤΕΣ ΜΑΣ, ΠΑΡΤΕ ΤΗΝ ΤΩΡΑ',
    'YILIN EN BÜYÜK FIRSATI BÜTÜN OKUYUCULARIMIZ İÇİN BURADA, KAÇIRMADAN ÖNCE HEMEN ALIN, BEKLEMEYİN',
  ])('“%s” is told', async (text) => {
    expect(await found(`${news}<p>${text}</p>`, 'shouting')).toHaveLength(1);
  });

  it.each([
    'NATO, UNESCO and the WHO met the EU and the IMF in Paris, said the UN envoy there.',
    'KABUL (AP) — The bridge was opened.',
    'ព្រះរាជាណាចក្រកម្ពុជា និង ประเทศไทย و افغانستان',
  ])('“%s” is none', async (text) => {
    expect(await found(`${news}<p>${text}</p>`, 'shouting')).toEqual([]);
  });

  it.each([
    'Buy the best watches in town',
    'أفضل العروض في المدينة',
    '全城最好的手表优惠，快来购买吧，今天',
  ])('a line said over and over (“%s”) is told once', async (line) => {
    expect(await found(`${news}${`<p>${line}</p>`.repeat(8)}`, 'shouting')).toHaveLength(1);
    expect(await found(`${news}${`<p>${line}</p>`.repeat(3)}`, 'shouting')).toEqual([]);
  });
});

describe('links', () => {
  const links = (count: number) =>
    Array.from(
      { length: count },
      (_, at) => `<p>Read <a href="https://site${at}.example.org/a">report ${at}</a> on it.</p>`,
    ).join('');

  it('beyond what a source may have are counted, and no others', async () => {
    expect(await found(news + links(20), 'link-count')).toEqual([]);
    expect(await found(news + links(40), 'link-count')).toHaveLength(1);
    expect(await found(news + links(40), 'link-count', 'en', { linkAllowance: 50 })).toEqual([]);
    expect(await found(news + links(1), 'link-count', 'en', { linkAllowance: 0 })).toHaveLength(1);
    expect((await judgeBody(news + links(130))).verdict).toBe('held');
  });

  it.each([
    'https://xn--pple-43d.com/',
    'https://аpple.com/',
    'https://pаypal.com/login',
    'https://gооgle.com.evil.example/',
    'https://www.fаcebook.com/',
    'https://micrоsoft.com/',
    'https://bbс.co.uk/news',
    'https://τwitter.com/',
    'https://ɑmazon.com/',
    'https://netflіx.com/',
    'https://reutеrs.com/',
    'https://wіkipedia.org/',
    'https://ｇoogle.xn--pple-43d.com/',
    'https://instаgram.com/',
    'https://yаhoo.com/',
    'https://ѕсоре.com/',
  ])('to the look-alike host %s holds the story', async (href) => {
    expect((await judgeBody(`${news}<p>See <a href="${href}">their page</a>.</p>`)).verdict).toBe(
      'held',
    );
  });

  it.each([
    'https://пример.рф/',
    'https://xn--e1afmkfd.xn--p1ai/',
    'https://münchen.de/',
    'https://www.düsseldorf.de/',
    'https://例え.jp/',
    'https://κόσμος.gr/',
    'https://مثال.ایران/',
    'https://한국.kr/',
    'https://česko.cz/',
    'https://øl.no/',
    'https://şehir.com.tr/',
    'https://việt-nam.vn/',
    'https://ไทย.th/',
    'https://нацбанк.укр/',
    'https://español.es/',
    'https://сахар.рф/',
  ])('to %s holds nothing', async (href) => {
    expect((await judgeBody(`${news}<p>See <a href="${href}">their page</a>.</p>`)).verdict).toBe(
      'approved',
    );
  });
});
