import { chinese } from './chinese.ts';
import {
  englishAdult,
  englishCrypto,
  englishGambling,
  englishGoods,
  englishLoans,
  englishPharma,
  englishSeo,
} from './english.ts';
import { englishServices, englishWindfalls } from './english-services.ts';
import { hindi } from './hindi.ts';
import { indonesianGambling, indonesianLoans } from './indonesian.ts';
import { japanese } from './japanese.ts';
import { korean } from './korean.ts';
import { arabic, hebrewAndUrdu, persian } from './rtl.ts';
import { russian } from './russian.ts';
import { thai } from './thai.ts';
import { turkish } from './turkish.ts';
import { vietnamese } from './vietnamese.ts';
import type { Phrase } from './vocabulary.ts';
import { western } from './western.ts';

/** All phrases by which promotion is known; written for this project. */
export const phrases: readonly Phrase[] = [
  ...indonesianGambling,
  ...indonesianLoans,
  ...englishGambling,
  ...englishPharma,
  ...englishAdult,
  ...englishLoans,
  ...englishSeo,
  ...englishCrypto,
  ...englishGoods,
  ...englishServices,
  ...englishWindfalls,
  ...turkish,
  ...russian,
  ...western,
  ...thai,
  ...vietnamese,
  ...chinese,
  ...korean,
  ...japanese,
  ...hindi,
  ...arabic,
  ...persian,
  ...hebrewAndUrdu,
];
