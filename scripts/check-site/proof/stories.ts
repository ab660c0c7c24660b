import type { PicturePool } from './pictures.ts';

/** A story of the proof newsroom, in our own format, and what becomes of it. */
export interface ProofStory {
  readonly externalId: string;
  readonly headline: string;
  readonly body: string;
  readonly [field: string]: unknown;
}

const hour = 60 * 60 * 1000;
const day = 24 * hour;
const ago = (ms: number): string => new Date(Date.now() - ms).toISOString();

const paragraphs = (...texts: readonly string[]): string =>
  texts.map((text) => `<p>${text}</p>`).join('\n');

const river = [
  'For eleven years the people of Port Elva crossed the river by boat, or went the long way round. On Thursday morning they walked. The first over the new bridge was a baker with a tray on her shoulder, who said that she would not have waited for the mayor in any case.',
  'The old bridge went in the flood of 2015. Its piers stood in the water ever since, and every spring somebody from the council measured them and wrote a report. “We had eleven reports and no bridge,” said Oskar Lindal, who drove a crane at the port for thirty years and now heads the group of volunteers that began the work.',
  'They had cable, planks and Saturdays. The council lent them a digger and an inspector, and in the second winter it lent them money too.',
];

/** One that has all that a story can have. */
const whole = (pictures: PicturePool): ProofStory => ({
  externalId: 'whole',
  firstPublished: ago(1 * hour),
  headline: 'Port Elva walks over its river again, eleven years after the flood took the bridge',
  alternativeHeadline: 'Port Elva walks over its river again',
  description:
    'A group of retired dock workers rebuilt what three councils had put off. The first to cross was a baker with a tray of loaves.',
  dateline: 'PORT ELVA',
  section: 'world',
  slug: 'port-elva-bridge',
  urgency: 1,
  keywords: ['Floods', 'Bridges', 'Volunteers', 'Local councils', 'Port Elva'],
  language: 'en',
  authors: [
    { name: 'Mina Karimi' },
    {
      name: 'Jonas van der Meer-Wolfenstein',
      bio: 'Photographs ports and what goes through them.',
      url: 'https://example.org/jonas',
    },
  ],
  corrections: [
    {
      at: ago(hour / 2),
      text: 'An earlier version of this story said that the bridge is 214 metres long. It is 241 metres long.',
    },
    { at: ago(hour / 4), text: 'The inspector’s name was misspelt. It is Ilse Brandt.' },
  ],
  images: [
    {
      url: pictures.url('harbour-lights'),
      role: 'lead',
      caption:
        'The breakwater of Port Elva on Thursday evening, with the first of forty lamps lit.',
      creditLine: 'Jonas van der Meer-Wolfenstein/The Daily Proof',
      altText: 'A dark harbour at dusk with a row of yellow lamps along a breakwater.',
    },
    {
      url: pictures.url('tall'),
      role: 'inline',
      caption: 'The lamp that was lit first.',
      creditLine: 'The Daily Proof',
      altText: 'One lamp on a pole.',
    },
  ],
  body: [
    paragraphs(...river),
    '<h2>What a crossing costs</h2>',
    '<blockquote><p>We had the cable, we had the planks, and we had nothing to do on Saturdays.</p></blockquote>',
    `<figure><img src="${pictures.url('tall')}" alt="One lamp on a pole."><figcaption>The lamp that was lit first.</figcaption></figure>`,
    '<p>The council’s own figures, which it gave <a href="https://example.org/figures">to this newspaper</a>, say what the long way round has cost:</p>',
    '<table><thead><tr><th>Year</th><th>Bus kilometres</th><th>Fares refunded</th><th>Ambulances that turned back</th></tr></thead><tbody><tr><td>2016</td><td>118,400</td><td>€41,020</td><td>3</td></tr><tr><td>2021</td><td>131,900</td><td>€52,700</td><td>7</td></tr><tr><td>2025</td><td>140,250</td><td>€60,115</td><td>9</td></tr></tbody></table>',
    '<h3>Three things are still missing</h3>',
    '<ul><li>a railing for children,</li><li>light on the eastern ramp, and</li><li>a name: “the <em>new</em> bridge” will not do for long.</li></ul>',
    '<ol><li>The railing is ordered.</li><li>The lamps are paid for.</li></ol>',
    '<pre>NOTICE\n  No vehicles over 3.5 t</pre>',
    '<p>The inspector signed the papers on Friday. She asked that somebody move the switch to the outside of the shed.</p>',
  ].join('\n'),
});

const bare: ProofStory = {
  externalId: 'bare',
  firstPublished: ago(5 * hour),
  headline: 'Ferry cancelled',
  section: 'business',
  language: 'en',
  body: '<p>The evening ferry does not sail tonight.</p>',
};

const longHeadline: ProofStory = {
  externalId: 'long-headline',
  firstPublished: ago(4 * hour),
  headline:
    'After a night of talks that nobody had thought would be needed, the harbour board, both unions, the owners of the three remaining shipyards and the ministry agree on shorter shifts, longer leave, one inspector for all, a fund for apprentices and a date on which they will look again at everything else they could not agree on',
  description:
    'What is in the agreement, what is not, and who has to sign it until the end of the month so that it holds.',
  byline:
    'By Tomas Ellery in Port Elva, Ines Okafor in the capital and our correspondents along the coast',
  authors: [{ name: 'Tomas Ellery' }, { name: 'Ines Okafor' }],
  section: 'business',
  language: 'en',
  keywords: ['Work', 'Ports'],
  body: paragraphs(...river.slice(1)),
};

const portrait = (pictures: PicturePool): ProofStory => ({
  externalId: 'portrait',
  firstPublished: ago(3 * hour),
  headline: 'The woman who keeps the lamps of Port Elva',
  description: 'Ilse Brandt has climbed forty poles twice a week since the spring.',
  section: 'culture',
  language: 'en',
  keywords: ['Port Elva', 'Work'],
  authors: [{ name: 'Mina Karimi' }],
  images: [
    {
      url: pictures.url('tall'),
      role: 'lead',
      caption: 'Pole 17, on Monday.',
      creditLine: 'The Daily Proof',
      altText: 'One lamp on a pole.',
    },
  ],
  body: paragraphs(...river),
});

const matches: readonly string[] = [
  'Relay over the pass decided by four seconds',
  'Floodlit final moves to Sunday',
  'Rowers of the third boat win for the first time since 1987',
  'A coach, a shed and eleven bicycles',
  'Chess club beats the university',
  'The goalkeeper who reads between the halves',
];

/** Enough of one section for pages to be sealed; some are of the month before. */
const sport = (pictures: PicturePool): readonly ProofStory[] =>
  matches.map((headline, at) => ({
    externalId: `sport-${at}`,
    headline,
    description:
      'What happened, who was there, and what the table says now that the last whistle has gone.',
    section: 'sport',
    language: 'en',
    keywords: ['League', 'Port Elva', `Round ${at + 1}`],
    authors: [{ name: 'Ines Okafor' }],
    firstPublished: ago((70 - at * 11) * day),
    ...(at % 2 === 0 && {
      images: [
        {
          url: pictures.url('mountain-relay'),
          caption: 'On the pass.',
          creditLine: 'The Daily Proof',
          altText: 'Runners on a mountain road.',
        },
      ],
    }),
    body: paragraphs(`${headline}, and it rained.`, river[0] ?? ''),
  }));

const persian = (pictures: PicturePool): ProofStory => ({
  externalId: 'fa',
  firstPublished: ago(2 * hour),
  headline: 'کارگاه بادبادک‌سازی در محلهٔ قدیمی کابل پس از سه سال دوباره باز شد',
  description:
    'پنج استاد پیر به چهل شاگرد جوان یاد می‌دهند که کاغذ چگونه پرواز می‌کند؛ نخستین آزمون روز جمعه است.',
  dateline: 'کابل',
  section: 'culture',
  language: 'fa-AF',
  slug: 'kite-workshop',
  keywords: ['بادبادک', 'صنایع دستی', 'کابل', 'UNESCO 2026'],
  authors: [{ name: 'مینا کریمی' }, { name: 'Jonas van der Meer-Wolfenstein' }],
  corrections: [{ at: ago(60_000), text: 'شمار شاگردان ۴۰ است، نه ۱۴.' }],
  images: [
    {
      url: pictures.url('kabul-kites'),
      role: 'lead',
      caption: 'بادبادک‌ها بر فراز بام‌های محله در بهار ۱۴۰۵.',
      creditLine: 'Jonas van der Meer-Wolfenstein/AFP',
      altText: 'چند بادبادک رنگی در آسمان آبی.',
    },
    {
      url: pictures.url('harbour-lights'),
      role: 'inline',
      caption: 'شب در کنار رود.',
      creditLine: 'روزنامهٔ نمونه',
      altText: 'چراغ‌ها در کنار آب.',
    },
  ],
  body: [
    paragraphs(
      'کارگاهی که سه سال درهایش بسته بود، صبح پنجشنبه دوباره باز شد. پنج استاد سالخورده پشت میزهای کوتاه نشستند و چهل شاگرد دور آن‌ها حلقه زدند.',
      'استاد کریم می‌گوید راز کار در کاغذ نیست، در نخ است: «کاغذ را باد می‌برد، اما نخ است که می‌داند خانه کجاست.»',
      'به گفتهٔ UNESCO در سال 2025 تنها ۱۲ کارگاه در شهر مانده بود؛ قیمت هر بادبادک از ۵۰ تا ۱۲۰ افغانی است (AFN 120).',
    ),
    '<h2>آزمون روز جمعه</h2>',
    '<blockquote><p>هر شاگرد باید بادبادکی بسازد که دست‌کم <em>یک ساعت</em> در هوا بماند.</p></blockquote>',
    '<ol><li>بریدن</li><li>چسباندن</li></ol>',
    '<ul><li>کاغذ، نی و نخ</li><li>سریش و <a href="https://example.org/fa">رنگ</a></li></ul>',
    '<table><tr><th>سال</th><th>کارگاه</th></tr><tr><td>۱۴۰۰</td><td>۳۱</td></tr><tr><td>۱۴۰۵</td><td>۱۲</td></tr></table>',
    paragraphs('همسایه‌ها از حالا جای نشستن خود را نشان کرده‌اند.'),
  ].join('\n'),
});

const pashto = (pictures: PicturePool): ProofStory => ({
  externalId: 'ps',
  firstPublished: ago(7 * hour),
  headline: 'د کابل په زاړه ښار کې د کاغذي بادونو ورکشاپ بېرته پرانیستل شو',
  description: 'پنځه زاړه استادان څلوېښت ځوانانو ته ښيي چې کاغذ څنګه الوځي.',
  dateline: 'کابل',
  section: 'culture',
  language: 'ps',
  translationOf: 'fa',
  slug: 'kite-workshop-ps',
  keywords: ['کابل', 'لاسي صنایع'],
  authors: [{ name: 'زرغونه ښایسته' }],
  images: [
    {
      url: pictures.url('kabul-kites'),
      caption: 'کاغذي بادونه د کلي پر بامونو.',
      creditLine: 'AFP',
      altText: 'رنګین کاغذي بادونه.',
    },
  ],
  body: paragraphs(
    'هغه ورکشاپ چې درې کاله تړلی و، د پنجشنبې په ورځ بېرته پرانیستل شو. پنځه استادان د ټیټو مېزونو تر شا کېناستل او څلوېښت زده‌کوونکي ترې راتاو شول.',
    'استاد کریم وايي چې د کار راز په کاغذ کې نه، په تار کې دی: «کاغذ باد وړي، خو تار پوهېږي چې کور چېرته دی.»',
  ),
});

const arabic = (pictures: PicturePool): ProofStory => ({
  externalId: 'ar',
  firstPublished: ago(8 * hour),
  headline: 'أهالي الميناء يعبرون النهر سيرًا على الأقدام بعد أحد عشر عامًا من الفيضان',
  description: 'مجموعة من عمال الرصيف المتقاعدين أعادت بناء ما أجّلته ثلاثة مجالس.',
  dateline: 'بورت إلفا',
  section: 'world',
  language: 'ar',
  translationOf: 'whole',
  slug: 'port-elva-ar',
  keywords: ['فيضانات', 'جسور'],
  authors: [{ name: 'ليلى حداد', bio: 'تكتب ليلى حداد عن الأنهار والمدن.' }],
  images: [
    {
      url: pictures.url('harbour-lights'),
      caption: 'الميناء مساء الخميس.',
      creditLine: 'Jonas van der Meer-Wolfenstein',
      altText: 'مصابيح على طول كاسر الأمواج.',
    },
  ],
  body: paragraphs(
    'على مدى أحد عشر عامًا عبر أهالي بورت إلفا النهر بالقوارب أو سلكوا الطريق الطويل. وفي صباح الخميس ساروا على أقدامهم.',
    'وقال أوسكار ليندال: «كان لدينا أحد عشر تقريرًا ولا جسر.»',
  ),
});

const russian = (pictures: PicturePool): ProofStory => ({
  externalId: 'ru',
  firstPublished: ago(6 * hour),
  headline:
    'Порт-Эльва снова переходит реку пешком: мост, снесённый наводнением, восстановили добровольцы',
  description: 'Группа бывших докеров построила то, что три совета откладывали одиннадцать лет.',
  dateline: 'ПОРТ-ЭЛЬВА',
  section: 'world',
  language: 'ru',
  translationOf: 'whole',
  slug: 'port-elva-ru',
  keywords: ['Наводнения', 'Мосты'],
  authors: [{ name: 'Анна Щербакова' }],
  images: [
    {
      url: pictures.url('harbour-lights'),
      caption: 'Волнолом Порт-Эльвы в четверг вечером.',
      creditLine: 'The Daily Proof',
      altText: 'Фонари вдоль волнолома.',
    },
  ],
  body: paragraphs(
    'Одиннадцать лет жители Порт-Эльвы переправлялись через реку на лодках. В четверг утром они пошли пешком.',
    '«У нас было одиннадцать отчётов и ни одного моста», — сказал Оскар Линдаль.',
  ),
});

/** Words that must be nowhere on the site: of what is withdrawn, and of what is under embargo. */
export const WITHDRAWN = 'Councillor named in error';
export const EMBARGOED = 'Comet to be announced on Friday';

export const withdrawn: ProofStory = {
  externalId: 'withdrawn',
  firstPublished: ago(9 * hour),
  headline: WITHDRAWN,
  section: 'world',
  language: 'en',
  keywords: ['Port Elva', 'Withdrawn topic'],
  body: paragraphs('This should never have been printed.'),
};

export const embargoed: ProofStory = {
  externalId: 'embargoed',
  headline: EMBARGOED,
  section: 'world',
  language: 'en',
  embargoed: new Date(Date.now() + 3 * day).toISOString(),
  body: paragraphs('It comes back every 74 years.'),
};

/** Sent twice; the second has another slug, so its first address leads on. */
export const moved: readonly [ProofStory, ProofStory] = [
  {
    externalId: 'moved',
    headline: 'Council to vote on tram line',
    slug: 'tram-vote',
    version: 1,
    section: 'world',
    language: 'en',
    keywords: ['Local councils'],
    body: paragraphs('The vote is tonight.'),
  },
  {
    externalId: 'moved',
    headline: 'Council votes for tram line',
    slug: 'tram-line',
    version: 2,
    section: 'world',
    language: 'en',
    keywords: ['Local councils', 'Trams'],
    body: paragraphs('It was nineteen votes to seventeen.'),
  },
];

/** What goes live and stays, oldest first. */
export const stories = (pictures: PicturePool): readonly ProofStory[] => [
  ...sport(pictures),
  bare,
  longHeadline,
  portrait(pictures),
  russian(pictures),
  arabic(pictures),
  pashto(pictures),
  persian(pictures),
  whole(pictures),
];

const withoutPictures = ({ images: _, ...story }: ProofStory): ProofStory => story;

/** A page of every kind, with as few pictures as that takes. */
export const storiesInShort = (pictures: PicturePool): readonly ProofStory[] => [
  ...[...sport(pictures), bare, longHeadline, pashto(pictures)].map(withoutPictures),
  persian(pictures),
  whole(pictures),
];
