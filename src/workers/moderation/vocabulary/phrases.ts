import { chinese, hindi, japanese, korean, thai, vietnamese } from './asian.ts';
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
import { russian, turkish, western } from './european.ts';
import { indonesianGambling, indonesianLoans } from './indonesian.ts';
import { arabic, hebrewAndUrdu, persian } from './rtl.ts';
import type { Phrase } from './vocabulary.ts';

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
