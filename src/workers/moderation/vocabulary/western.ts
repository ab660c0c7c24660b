import { phrasesOf } from './vocabulary.ts';

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
