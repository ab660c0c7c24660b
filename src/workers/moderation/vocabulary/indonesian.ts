import { phrasesOf } from './vocabulary.ts';

const games =
  'slot|slot gacor|togel|toto|judi slot|casino|poker|sbobet|judi bola|slot88|slot online|judi|maxwin|pkv|bandarq|dominoqq|gacor';

/** Gambling as it is promoted in Indonesian and Malay. */
export const indonesianGambling = phrasesOf({
  family: 'gambling',
  language: 'id',
  pairs: [
    ['daftar|login|akun|link|deposit|bocoran|pola', games],
    ['situs|agen|bandar|main|bermain', games, 'offer'],
    [
      'slot|judi slot|togel|toto|situs',
      'gacor|maxwin|terpercaya|resmi|dana|pulsa|qris|ovo|gopay|thailand|server thailand|server luar|kamboja|bet 100|bet 200|depo 5k|depo 10k|deposit pulsa|deposit dana|88|777|demo|pragmatic|pragmatic play|pg soft|4d|hari ini gacor',
    ],
    [
      'situs|agen|bandar',
      'slot terpercaya|togel terpercaya|togel resmi|toto macau|slot resmi|judi terpercaya|judi online terpercaya|judi slot online|judi slot terpercaya|slot online terpercaya|toto slot|bola terpercaya|casino online|togel online|poker online|qq online|slot dana|slot qris|slot pulsa|slot thailand|slot maxwin|slot gacor hari ini',
    ],
    ['data|result', 'hk|sgp|sdy'],
    [
      'rtp|pola|bocoran',
      'slot|live|gacor|slot gacor|live slot|slot hari ini|live hari ini|admin jarwo',
    ],
    [
      'togel|toto|keluaran|pengeluaran|live draw|prediksi|paito|syair|bocoran',
      'hk|sgp|sdy|macau|hongkong|hongkong malam ini|sidney|singapore|singapura|taiwan|cambodia',
    ],
  ],
  strong: `
    situs toto
    situs toto slot
    toto slot
    situs gacor
    situs slot gacor
    situs slot gacor hari ini
    situs slot online
    situs judi slot online
    slot gacor hari ini
    slot gampang menang
    slot online gacor
    slot online terpercaya
    slot online gampang menang
    slot hoki
    slot terbaru
    slot terpercaya
    slot bonus new member
    slot tanpa potongan
    slot new member 100
    slot deposit 10 ribu
    slot bank bca
    slot mahjong
    gacor hari ini
    gampang maxwin
    gampang menang maxwin
    auto maxwin
    pasti maxwin
    anti rungkad
    anti rungkat
    scatter hitam
    mahjong ways
    mahjong ways 2
    mahjong wins
    gates of olympus
    sweet bonanza
    starlight princess
    sugar rush 1000
    wild bandito
    lucky neko
    koi gate
    pragmatic play
    pg soft
    pgsoft
    habanero slot
    joker123
    joker388
    idn slot
    idn poker
    idnplay
    pkv games
    pkvgames
    bandarqq
    dominoqq
    domino qq
    bandar ceme
    ceme online
    capsa susun
    sv388
    agen sbobet
    mix parlay
    sbobet88
    sbobet mobile
    link alternatif
    link alternatif slot
    link alternatif sbobet
    link daftar
    freebet tanpa deposit
    freebet gratis
    bonus new member
    bonus new member 100
    bonus deposit harian
    deposit pulsa tanpa potongan
    deposit pulsa
    depo 10k
    depo 25 bonus 25
    depo 50 bonus 50
    minimal deposit 10rb
    to kecil
    modal receh maxwin
    akun pro
    akun pro thailand
    akun vip gacor
    server thailand
    server kamboja
    togel pulsa
    bandar togel terpercaya
    toto macau
    toto togel
    4d toto
    bocoran hk
    colok bebas
    live draw
    slot88
    slot777
    slot 4d
    slot5000
    demo slot
    slot demo
    slot demo gratis
    judi qq
    judi slot online
    casino live terpercaya
    live casino terpercaya
    rtp tertinggi
    rtp live
    winrate tertinggi
    jam gacor
    jam hoki
    cheat slot
    trik slot
    keluaran togel
    wd lancar
    wd cepat
    pasti wd
    pasti jp
    jp paus
    jackpot paus
    receh jadi jutaan
    obat kuat pria
    jasa backlink
    jasa seo murah
    jual followers
  `,
  offer: `
    angka jitu
    sabung ayam online
    togel hari ini
    togel online
    judi online
    judi bola
    judi slot
    slot online
    casino online
    kasino online
    poker online
    situs judi
    situs judi online
    situs slot
    situs slot online
    bandar judi
    agen judi
    agen judi online
    taruhan bola
    taruhan online
    game slot
    permainan slot
    slot machine
    domino online
    judi poker
    togel singapura
    maxwin
    gacor
    jackpot slot
  `,
  topic: `
    judi
    judol
    perjudian
    berjudi
    pejudi
    penjudi
    togel
    kasino
    taruhan
    bertaruh
    bandar
    lotere
    ppatk
    pemain judi
    korban judi
    pinjol
  `,
});

export const indonesianLoans = phrasesOf({
  family: 'loans',
  language: 'id',
  strong: `
    pinjaman tanpa jaminan cepat cair
    dana tunai cepat cair
    gadai bpkb cepat cair
    pinjol cepat cair
    pinjaman online langsung cair
    jasa joki tugas
    jual akun
  `,
  offer: `
    pinjaman online
    pinjaman tanpa agunan
    pinjaman cepat
    kredit tanpa agunan
  `,
  topic: `
    pinjaman
    kredit
    utang
    pinjol
  `,
});
