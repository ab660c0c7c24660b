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

export const russian = [
  ...phrasesOf({
    family: 'gambling',
    language: 'ru',
    pairs: [
      [
        '1xbet|1win|мостбет|mostbet|пин ап|pin up|вулкан|азино|joycasino|леон|мелбет|melbet|фонбет|париматч|казино|вавада|vavada|kent casino|r7 casino|биткоин казино|олимп',
        'зеркало|рабочее зеркало|зеркало на сегодня|официальный сайт|скачать|вход|регистрация|бонус|промокод|играть|играть онлайн|онлайн играть|бонус за регистрацию|бездепозитный бонус|без депозита',
      ],
      [
        'лучшие|топ|рейтинг|честные|надежные|новые',
        'онлайн казино|казино онлайн|казино|букмекерских контор|букмекеров',
      ],
      [
        'играть в',
        'игровые автоматы|казино|слоты|автоматы бесплатно|игровые автоматы бесплатно|игровые автоматы онлайн|казино на деньги|слоты на деньги',
      ],
    ],
    strong: `
      казино онлайн
      онлайн казино на деньги
      казино вулкан
      вулкан казино
      игровые автоматы онлайн
      игровые автоматы на деньги
      игровые автоматы бесплатно
      игровые автоматы вулкан
      игровые автоматы играть
      автоматы играть бесплатно
      бездепозитный бонус
      бонус за регистрацию
      бонус без депозита
      фриспины
      фриспины за регистрацию
      рабочее зеркало
      зеркало на сегодня
      азино777
      азино 777
      прогнозы на спорт бесплатно
      капперы
      ставки на спорт с выводом
      выигрышная серия
      ставим на тотал
      слоты онлайн
      покер онлайн на деньги
      рулетка онлайн
    `,
    offer: `
    договорные матчи
      онлайн казино
      онлайн-казино
      интернет казино
      интернет-казино
      игровые автоматы
      ставки на спорт
      прогнозы на спорт
      букмекерская контора
      букмекерские конторы
      1xbet
      1хбет
    `,
    topic: `
      азартные игры
      азартных игр
      игорный бизнес
      игорного бизнеса
      игорный
      казино
      букмекер
      букмекеры
      лотерея
      ставки
      лудомания
    `,
  }),
  ...phrasesOf({
    family: 'loans',
    language: 'ru',
    pairs: [
      [
        'займ|займы|кредит|микрозайм|микрозаймы|деньги|кредиты',
        'онлайн на карту|на карту|на карту срочно|без отказа|без проверки|срочно|онлайн без отказа|без справок|под залог птс|до зарплаты|без процентов|с плохой кредитной историей|за 5 минут|онлайн срочно|круглосуточно',
      ],
      [
        'заработок|доход|работа|подработка',
        'без вложений|от 500 долларов|на дому|в телеграм|с телефона|от 18 лет удаленно|на криптовалюте|на арбитраже|в интернете без вложений',
      ],
      [
        'купить',
        'диплом|диплом о высшем образовании|аттестат|права|водительские права|медкнижку|больничный|справку|закладку|мефедрон|гашиш|виагру|подписчиков|ссылки|прокси|аккаунты|лайки|паспорт|фальшивые деньги',
      ],
    ],
    strong: `
      займ онлайн
      займ онлайн на карту
      займ на карту
      микрозаймы онлайн
      быстрый займ
      быстрые займы
      кредит без отказа
      деньги в долг срочно
      пиши в лс
      пишите в лс
      пиши в личку
      пишите в личные сообщения
      пишите в личку
      пишите плюс в лс
      пиши + в лс
      за подробностями в лс
      подробности в лс
      ищу партнеров
      набираю команду
      набираю людей
      ищу людей в команду
      ищем партнеров
      ведется набор
      пассивный доход
      доход от
      заработок в интернете
      удаленный заработок
      удаленного заработка
      удаленному заработку
      удаленной занятости
      набор людей в команду
      набираем в команду
      набираем людей
      набор партнеров
      открываю набор
      открыт набор на рекламу
      ищу коллег в команду
      ищу людей на удаленную
      требуются люди на удаленную
      нужны люди на удаленку
      заработок без вложений
      хотите зарабатывать
      хочешь зарабатывать
      желающих зарабатывать
      желающим заработать
      заинтересованных жду
      жду в лс
      жду в личных сообщениях
      жду вас в лс
      обучим с нуля
      обучаю с нуля
      фальш рубли
      фальшивые рубли купить
      купюры принимает любой банкомат
      флуд почт
      флуд почты
      флуд почту
      продам рекламу в канале
      ищу вп
      арбитраж криптовалют
      арбитраж криптовалюты
      обучение бесплатное
      обучаем бесплатно
      купить виагру
      дженерик виагра
      виагра для мужчин
      дапоксетин
      капли для потенции
      средство для потенции
      похудеть быстро
      похудеть за неделю
      продвижение сайтов
      раскрутка сайта
      раскрутка сайтов
      накрутка подписчиков
      накрутка лайков
      написание дипломных работ
      дипломная работа на заказ
      курсовые на заказ
      реферат на заказ
      скачать бесплатно без регистрации
      скачать торрент
    `,
    offer: `
      займы
      микрозаймы
      пассивный доход
      виагра
      удаленная работа
      криптовалюта
      без вложений
      набор в команду
      обучение с нуля
      поддельные рубли
      поддельные купюры
    `,
    topic: `
      кредит
      кредиты
      банк
      банки
      долг
      вклад
      мошенники
      мошенничество
      проституция
    `,
  }),
  ...phrasesOf({
    family: 'adult',
    language: 'ru',
    strong: `
      интим фото
      фото без трусиков
      раздевает девушек
      фото любой девушки
      интим знакомства
      интим услуги
      снять проститутку
      проститутки москвы
      проститутки спб
      индивидуалки
      индивидуалки москвы
      порно видео бесплатно
      смотреть порно онлайн
      фото без трусиков
      секс знакомства
      вебкам модель
    `,
    offer: `
      проститутки
      шлюхи
      порно видео
      порно онлайн
      смотреть порно
    `,
    topic: `
      проституция
      порнография
      порнографии
    `,
  }),
];

/** Spanish, Portuguese, French, German, Italian, Polish, Dutch, Swedish: gambling and what goes with it. */
export const western = [
  ...phrasesOf({
    family: 'gambling',
    language: 'es',
    pairs: [
      [
        'mejores|mejor|nuevos|jugar|top',
        'casinos online|casino online|casas de apuestas|tragamonedas|tragaperras online|apuestas deportivas|slots online|casinos en línea',
      ],
    ],
    strong: `
      casino online sin deposito
      bono sin depósito
      bono de bienvenida casino
      giros gratis
      tiradas gratis
      tragamonedas gratis
      tragaperras gratis
      casino en línea gratis
      pronósticos deportivos gratis
      comprar viagra
      comprar cialis
      viagra sin receta
      cialis sin receta
      préstamos rápidos
      préstamos sin buró
      créditos rápidos online
      comprar seguidores
      ganar dinero rápido
      ganar dinero por internet
      escorts en
    `,
    offer: `
      casino online
      casinos online
      apuestas online
      apuestas deportivas
      casas de apuestas
      tragamonedas
    `,
    topic: `
      apuestas
      casino
      ludopatía
      juego de azar
      lotería
    `,
  }),
  ...phrasesOf({
    family: 'gambling',
    language: 'pt',
    pairs: [
      [
        'melhores|melhor|novos|jogar',
        'cassinos online|cassino online|casas de apostas|sites de apostas|caça-níqueis|slots online|casinos online',
      ],
    ],
    strong: `
      bônus sem depósito
      rodadas grátis
      giros grátis
      bônus de boas-vindas cassino
      fortune tiger
      jogo do tigrinho
      tigrinho grátis
      plataforma pagando
      plataforma nova pagando
      fortune ox
      fortune rabbit
      cadastre-se e ganhe
      comprar viagra
      comprar seguidores
      empréstimo rápido online
      ganhar dinheiro rápido
      renda extra
      renda extra online
      acompanhantes em
      garotas de programa em
    `,
    offer: `
      cassino online
      apostas online
      apostas esportivas
      apostas desportivas
      casas de apostas
      caça-níqueis
    `,
    topic: `
      apostas
      apostadores
      cassino
      loteria
      bets
      jogos de azar
    `,
  }),
  ...phrasesOf({
    family: 'gambling',
    language: 'fr',
    pairs: [
      [
        'meilleur|meilleurs|nouveau|nouveaux|top',
        'casino en ligne|casinos en ligne|casino en ligne france|site de paris sportifs|sites de paris sportifs|casino en ligne fiable|casino en ligne argent réel',
      ],
    ],
    strong: `
      casino en ligne fiable
      casino en ligne argent réel
      casino en ligne france
      casino en ligne sans dépôt
      bonus sans dépôt
      bonus casino
      tours gratuits
      tours gratuits sans dépôt
      machines à sous gratuites
      machines à sous en ligne
      machine à sous gratuite
      pronostics foot gratuits
      acheter viagra
      acheter cialis
      acheter du viagra
      acheter cialis en ligne
      viagra sans ordonnance
      cialis sans ordonnance
      prêt rapide sans justificatif
      crédit sans justificatif
      voyance gratuite
      plan cul
      acheter des followers
      marabout voyant
      retour affectif
      retour de l'être aimé
      gagner de l'argent rapidement
    `,
    offer: `
      casino en ligne
      casinos en ligne
      paris sportifs
      paris en ligne
      jeux d'argent en ligne
      machines à sous
      cialis
      viagra
    `,
    topic: `
      casino
      casinos
      jeux d'argent
      loterie
      parieurs
      paris sportifs
      jeux de hasard
    `,
  }),
  ...phrasesOf({
    family: 'gambling',
    language: 'de',
    pairs: [
      [
        'beste|bestes|neue|top|seriöse|besten',
        'online casinos|online casino|online spielotheken|wettanbieter|sportwetten anbieter|buchmacher|casinos ohne lizenz|online casinos deutschland|online slots|spielautomaten',
      ],
    ],
    strong: `
      online casino ohne oasis
      casino ohne oasis
      casino ohne lizenz
      casino ohne limit
      casino bonus ohne einzahlung
      bonus ohne einzahlung
      freispiele ohne einzahlung
      online casino echtgeld
      online spielautomaten
      spielautomaten kostenlos
      viagra kaufen
      viagra rezeptfrei
      cialis kaufen
      cialis rezeptfrei
      potenzmittel kaufen
      potenzmittel rezeptfrei
      kredit ohne schufa
      sofortkredit ohne schufa
      führerschein kaufen
      follower kaufen
      schnell geld verdienen
      geld verdienen im internet
      ghostwriter bachelorarbeit
      bachelorarbeit schreiben lassen
    `,
    offer: `
      online casino
      online casinos
      online-casino
      online-casinos
      sportwetten
      freispiele
      spielautomaten
      wettanbieter
    `,
    topic: `
      glücksspiel
      glücksspiele
      spielsucht
      spielbank
      wetten
      lotterie
      casino
    `,
  }),
  ...phrasesOf({
    family: 'gambling',
    language: 'it',
    pairs: [
      [
        'migliori|miglior|nuovi',
        'casinò online|casino online|siti scommesse|casino non aams|slot online|siti di scommesse|casinò online italiani|bookmaker non aams',
      ],
    ],
    strong: `
      casino non aams
      casinò non aams
      siti non aams
      bonus senza deposito
      giri gratis
      giri gratis senza deposito
      slot gratis
      slot machine gratis
      comprare viagra
      viagra senza ricetta
      cialis senza ricetta
      prestiti veloci online
      comprare follower
      guadagnare soldi online
    `,
    offer: `
      casino online
      casinò online
      scommesse online
      scommesse sportive
      slot online
    `,
    topic: `
      scommesse
      gioco d'azzardo
      ludopatia
      lotteria
      casinò
    `,
  }),
  ...phrasesOf({
    family: 'gambling',
    language: 'pl',
    pairs: [
      [
        'najlepsze|nowe|legalne|polskie',
        'kasyno online|kasyna online|kasyno internetowe|kasyna internetowe|zakłady bukmacherskie online',
      ],
    ],
    strong: `
      kasyno online
      kasyna online
      kasyno internetowe
      kasyno bez depozytu
      bonus bez depozytu
      darmowe spiny
      darmowe spiny bez depozytu
      automaty online
      gry hazardowe online
      viagra bez recepty
      tabletki na potencję
      chwilówki online
      chwilówki bez bik
      pożyczka bez bik
      szybka pożyczka
      kredyt bez bik
      kup prawo jazdy
      pisanie prac
      kup obserwujących
    `,
    offer: `
      zakłady bukmacherskie
      hazard online
      chwilówki
    `,
    topic: `
      hazard
      kasyno
      bukmacher
      loteria
    `,
  }),
  ...phrasesOf({
    family: 'gambling',
    language: 'nl',
    strong: `
      beste online casino
      beste online casinos
      casino zonder cruks
      online casino zonder cruks
      gratis spins
      gokken zonder cruks
      viagra kopen
      geld lenen zonder bkr
      bästa online casino
      casino utan svensk licens
      casino utan spelpaus
      nettcasino uten lisens
      beste nettcasino
      parhaat nettikasinot
      cazinouri online
      rotiri gratuite
      fără depunere
      online kaszinó
      legjobb online kaszinó
      φρουτάκια δωρεάν
      καζίνο online
    `,
    offer: `
      online casino
      online gokken
      nettcasino
      nettikasino
      nätcasino
    `,
    topic: `
      gokken
      kansspelen
      gokverslaving
      spelberoende
    `,
  }),
  ...phrasesOf({
    family: 'gambling',
    language: 'uk',
    strong: `
      казино онлайн україна
      онлайн казино україна
      ігрові автомати
      ігрові автомати онлайн
      грати в казино
      кредит онлайн на картку
      позика на картку
      мікропозика
    `,
    topic: `
      азартні ігри
      лотерея
    `,
  }),
];
