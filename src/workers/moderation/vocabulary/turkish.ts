import { phrasesOf } from './vocabulary.ts';

export const turkish = [
  ...phrasesOf({
    family: 'gambling',
    language: 'tr',
    pairs: [
      [
        'deneme bonusu|bahis|casino|slot|kaçak bahis|kaçak iddaa|canlı bahis|güvenilir bahis|güvenilir casino|yabancı bahis|bonus veren|iddaa|poker|rulet|tombala|illegal bahis',
        'veren siteler|siteleri|sitesi|siteleri 2024|siteleri 2025|siteleri 2026|giriş|güncel giriş|bonusları|oyna|üyelik|para çekme|veren bahis siteleri|şirketleri',
      ],
      [
        '1xbet|betist|grandpashabet|jojobet|matbet|holiganbet|onwin|mobilbahis|bets10|tipobet|betboo|süperbahis|youwin|marsbahis|sahabet|casibom|vdcasino|betturkey|meritking|sekabet|imajbet|pinup|mostbet|betcio|bahsegel|bahigo|betpark|betkanyon|deneme bonusu',
        'giriş|güncel giriş|yeni giriş|üyelik|kayıt|mobil giriş|güncel|adres|yeni adresi',
      ],
    ],
    strong: `
      deneme bonusu
      deneme bonusu veren siteler
      bonus veren siteler
      çevrimsiz deneme bonusu
      yatırım şartsız bonus
      yatırımsız bonus
      bedava bonus
      bedava bahis
      hoşgeldin bonusu
      casino siteleri
      slot siteleri
      canlı casino
      canlı casino siteleri
      canlı bahis siteleri
      güvenilir bahis siteleri
      en iyi bahis siteleri
      kaçak iddaa
      kaçak iddaa siteleri
      freespin veren siteler
      slot oyunları
      sweet bonanza oyna
      aviator oyna
      rulet oyna
      poker oyna
      güncel giriş
      casibom
      grandpashabet
      jojobet
      holiganbet
    `,
    offer: `
      bahis siteleri
      kaçak bahis
      canlı bahis
      illegal bahis
      yasa dışı bahis
      casino
      online bahis
      sanal bahis
      iddaa tahminleri
      banko maçlar
      1xbet
    `,
    topic: `
      bahis
      bahisçi
      kumar
      kumarhane
      iddaa
      piyango
      şans oyunları
      yasadışı bahis
    `,
  }),
  ...phrasesOf({
    family: 'adult',
    language: 'tr',
    pairs: [
      [
        'istanbul|ankara|izmir|antalya|bursa|adana|kayseri|mersin|konya|gaziantep|beylikdüzü|şişli|ataşehir|kadıköy|bodrum|diyarbakır|eskişehir|samsun|trabzon|avrupa yakası|anadolu yakası|rus|ucuz|vip|elit|otele gelen|eve gelen|çapa|avcılar|esenyurt|halkalı',
        'escort|escort bayan|eskort|eskort bayan|escortlar|masöz|masaj salonu',
      ],
    ],
    strong: `
      escort bayan
      eskort bayan
      escort siteleri
      mutlu son masaj
      türk ifşa
      ifşa izle
      porno izle
      türk porno
      sikiş izle
      seks hikayeleri
      viagra satın al
      viagra sipariş
      cialis satın al
      geciktirici sprey
    `,
    offer: `
      escort
      eskort
      masaj salonu
      porno
    `,
    topic: `
      fuhuş
      fuhuş operasyonu
    `,
  }),
  ...phrasesOf({
    family: 'seo',
    language: 'tr',
    strong: `
      hacklink
      hacklink al
      hacklink satın al
      hack link
      backlink satın al
      backlink paketleri
      tanıtım yazısı satın al
      seo paketleri
      takipçi satın al
      instagram takipçi satın al
      instagram takipçi hilesi
      beğeni satın al
      evden eve nakliyat
      evden eve taşımacılık
      asansörlü nakliyat
      su kaçağı tespiti
      tıkanıklık açma
      oto çekici
      sohbet odaları
      mobil sohbet
      diploma satın al
      sahte diploma
      ücretsiz spin
      hızlı kredi veren yerler
      sicili bozuk kredi
      tefeciden borç
      senetle kredi
    `,
    offer: `
      backlink
      seo hizmeti
      sohbet
      çekici
    `,
    topic: `
      hacker
      dolandırıcılık
    `,
  }),
];
