import type { Family } from '../vocabulary/vocabulary.ts';
import type { Address } from './address.ts';

/** A word in an address that sells what newsrooms do not. */
export interface AddressWord {
  readonly word: string;
  readonly family: Family;
  /** What it sells, for editors. */
  readonly trade: string;
  readonly isSure: boolean;
}

/** Nobody else has these in an address. */
const sure = new RegExp(
  `(?:${[
    'slot[-_]?(?:gacor|online|dana|qris|pulsa|demo|maxwin|thailand|terpercaya|hari)|slotgc|gacor|maxwin',
    'situs[-_]?(?:slot|toto|judi|togel)|toto[-_]?slot|togel|bandar(?:qq|togel|judi)|domino[-_]?qq|pkv[-_]?games',
    'judi[-_]?(?:online|slot|bola)|agen[-_]?(?:judi|slot|bola)|sbobet|rtp[-_]?(?:slot|live)|link[-_]?alternatif',
    'deneme[-_]?bonus|bahis|iddaa|ka[cç]ak|hacklink|casino[-_]?siteleri|1xbet|1win|mostbet|melbet|pin-?up-?(?:casino|bet)',
    'ufabet|kubet|nha-?cai|soi-?keo|no-?hu|tai-?xiu|fun88|w88|8xbet|baccarat|sabung-?ayam|mahjong-?ways',
    'vulkan-?(?:casino|vegas)|kazino-?onlayn|online-?kazino|vavada|azino',
  ].join('|')})`,
);
const sureMedicine =
  /(?:buy|cheap|generic|order|online)[-_]?(?:viagra|cialis|levitra|tramadol|xanax|ambien|modafinil|phentermine)|(?:viagra|(?<!spe)cialis(?!t|e|m|z|a|i)|tadalafil|sildenafil|levitra)[-_]?(?:rx|online|pills?|pharm|cheap|buy|generic)|cialisrx|canadian[-_]?pharm/;
const sureOther =
  /payday[-_]?loan|essay[-_]?(?:writing|service)|write[-_]?my[-_]?(?:essay|paper)|replica[-_]?watch|buy[-_]?backlinks|escort[-_]?(?:bayan|service|girls)|cheap[-_]?jerseys/;

/** These stand in the addresses of honest sites as well. */
const likely =
  /(?:^|[^a-z])(?:slots?|casinos?|kasino|kazino|poker|bet(?:s|ting)?|judi|toto|jackpot|roulette|lottery|viagra|cialis|levitra|tramadol|pharmacy|porn|xxx|sex|escorts?|loans?|essays?|replicas?|backlinks?|forex|cbd)(?![a-z])|[a-z]{3,20}(?:slots?|casino|poker|bet|toto|4d|qq|88|77|99|138|303|777|888)(?![a-z\d])|(?:slot|judi|casino|poker)[a-z]{0,12}\d{2,}/;

const trades: readonly (readonly [word: RegExp, family: Family, trade: string])[] = [
  [
    /viagra|(?<!spe)cialis|pharm|levitra|tramadol|xanax|tadalafil|sildenafil/,
    'pharma',
    'medicines',
  ],
  [/porn|xxx|sex|escort/, 'adult', 'sex'],
  [/loan/, 'loans', 'loans'],
  [/essay|backlink|hacklink|my[-_]?paper/, 'seo', 'links and essays'],
  [/forex/, 'crypto', 'investments'],
  [/replica|jerseys|cbd/, 'goods', 'dubious goods'],
  [/./, 'gambling', 'gambling'],
];

function wordOf(word: string, isSure: boolean): AddressWord {
  const [, family, trade] = trades.find(([pattern]) => pattern.test(word))!;
  return { word, family, trade, isSure };
}

/** A path longer than this, in words, is a headline and tells of something. */
const wordsOfHeadline = 5;

/** What an address promotes by its own words; `null` for nothing. */
export function promotionInAddress({ host, path }: Address): AddressWord | null {
  const plain = decoded(path).toLowerCase();
  const place = host.toLowerCase().replace(/^www\./, '');
  const segments = plain.split(/[/?#&=]+/).filter((part) => part !== '' && !isHeadline(part));
  for (const part of [place, ...segments]) {
    const found = sure.exec(part) ?? sureMedicine.exec(part) ?? sureOther.exec(part);
    if (found) return wordOf(found[0], true);
  }
  for (const part of [place, ...segments]) {
    const found = likely.exec(part);
    if (found) return wordOf(found[0].replace(/^[^a-z\d]/, ''), false);
  }
  return null;
}

const isHeadline = (segment: string): boolean =>
  segment.split(/[-_+%]|\s/).filter((word) => word.length > 1).length > wordsOfHeadline;

/** Whether an address names an article, as those that stories refer to do. */
export const isArticle = ({ path }: Address): boolean =>
  /\/\d{4}\/\d{1,2}\//.test(path) ||
  path.split(/[/?]/).some((part) => /^[a-z\d]+(?:-[a-z\d]+){3}/i.test(part));

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch (error) {
    if (error instanceof URIError) return path;
    throw error;
  }
}

/** Sites of schools, ministries and armies: trusted, and so the first to be broken into. */
export const isPublicBody = ({ host }: Address): boolean =>
  /\.(?:edu|gov|mil|ac|go|gob|gouv|sch|desa)(?:\.[a-z]{2,3})?$/.test(host);

/** Folders of software that no page is ever published in; a hacked site keeps its spam there. */
const backRooms =
  /\/(?:wp-includes|wp-admin|wp-content\/(?:plugins|themes|cache|upgrade|languages|mu-plugins)|\.well-known|\.git|tinymce|ckeditor|fckeditor|kcfinder|phpmyadmin)\/(?!.*\.(?:jpe?g|png|gif|svg|webp|pdf|js|css|xml|json|txt|woff2?|ico)(?:$|\?))/i;

export const isBackRoom = (address: Address): boolean =>
  backRooms.test(address.path) || (isPublicBody(address) && address.path.startsWith('/-/'));
