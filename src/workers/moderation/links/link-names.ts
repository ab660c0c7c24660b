import { type Phrase, phrasesOf } from '../vocabulary/vocabulary.ts';

/**
 * What sold links are named besides the phrases that all rules look for: words too common to be
 * looked for in sentences. They count in names of links, titles and descriptions of pictures alone.
 */
export const linkNames: readonly Phrase[] = [
  ...phrasesOf({
    family: 'gambling',
    language: 'und',
    offer: `
      slot deposit
      slot bet
      slot hari ini
      sabung ayam
      sbobet
      güvenilir bahis
      yeni giriş
      game bài
      đổi thưởng
      开户送
      ベラジョン
      رهان رياضي
      no deposit
      slot games
      betting sites
      live casino
      sportsbook bonus
      fun88
      w88
      betist
      onwin
      онлайн казино
      игровые автоматы
      1xbet
      1win
    `,
    topic: `
      slot
      slots
      toto
      rtp
      зеркало
      вулкан
      слоты
      토토
      baccarat
      bonus
      odds
    `,
  }),
  ...phrasesOf({
    family: 'pharma',
    language: 'und',
    offer: `
      cheap pharmacy
      no prescription
      without prescription
      фіагра
    `,
    topic: `
      tramadol
      xanax
      pharmacy
    `,
  }),
  ...phrasesOf({
    family: 'loans',
    language: 'und',
    offer: `
      instant loan
      pinjaman online cepat
      микрозайм
    `,
    topic: `
      займ
      loan
      loans
    `,
  }),
  ...phrasesOf({
    family: 'seo',
    language: 'und',
    offer: `
      essay writing
      essay service
      link building
      guest post
    `,
    topic: `
      essay
      essays
      backlink
      backlinks
    `,
  }),
  ...phrasesOf({ family: 'goods', language: 'und', topic: 'replica\ncbd' }),
  ...phrasesOf({ family: 'adult', language: 'und', topic: 'xxx\nsex\nporn\nescort\nescorts' }),
];
