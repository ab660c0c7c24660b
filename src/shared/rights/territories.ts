import { fold, isUpper, tokensOf } from './tokens.ts';

/** Languages that agencies write country names in. */
// biome-ignore format: a list
const languages = [
  'en', 'de', 'fr', 'es', 'it', 'pt', 'nl', 'sv', 'da', 'nb', 'fi', 'pl', 'cs', 'sk', 'hu', 'ro',
  'tr', 'id', 'el', 'ru', 'uk', 'ar', 'fa', 'he', 'hi', 'zh', 'ja', 'ko', 'vi',
];

/** What agencies write and no list of countries has. */
// biome-ignore format: a table
const otherNames: Readonly<Record<string, string>> = {
  AE: 'Emirates',
  BA: 'Bosnia',
  BO: 'Bolivia',
  BN: 'Brunei',
  CD: 'DR Congo|Democratic Republic of Congo|Democratic Republic of the Congo|Zaire',
  CG: 'Congo|Republic of Congo|Republic of the Congo',
  CI: 'Ivory Coast',
  CN: 'Mainland China|Chinese mainland|China mainland|Peoples Republic of China|PR China',
  CZ: 'Czech Republic|Czech|Tschechische Republik|Republique Tcheque|Republica Checa|Repubblica Ceca',
  FI: 'Finnland',
  GB: 'Great Britain|Britain|England|Scotland|Wales|Northern Ireland|Grossbritannien|Grande Bretagne|Gran Bretana|Gran Bretagna|Inglaterra|Angleterre',
  GM: 'Gambia|The Gambia',
  HK: 'Hong Kong|Hongkong',
  IE: 'Republic of Ireland|Eire',
  IR: 'Islamic Republic of Iran',
  KP: 'DPRK',
  KR: 'Korea|Republic of Korea|S Korea|Corea|Coree|Sudkorea',
  LA: 'Laos',
  MD: 'Moldova|Moldavia',
  MK: 'Macedonia',
  MM: 'Myanmar|Burma',
  MO: 'Macau|Macao',
  NL: 'Holland|The Netherlands|Holanda|Olanda|Hollande',
  PS: 'Palestine|Palestinian Territories|Palestinian Territory',
  RU: 'Russian Federation',
  SY: 'Syria|Syrian Arab Republic',
  SZ: 'Swaziland',
  TR: 'Turkey|Turkiye|Turkei|Turquie|Turquia|Turchia|Turkije',
  TW: 'Chinese Taipei|Republic of China',
  TZ: 'Tanzania',
  US: 'United States of America|America|Etats Unis|Estados Unidos|Stati Uniti|Vereinigte Staaten|The United States|United States',
  VA: 'Vatican|Holy See',
  VN: 'Viet Nam',
};

/** Only in capitals: the same letters are words otherwise (`us`). Codes of ISO, IOC and habit. */
// biome-ignore format: a table
const codes: Readonly<Record<string, string>> = {
  AE: 'UAE', AR: 'ARG', AT: 'AUT', AU: 'AUS', BE: 'BEL', BG: 'BUL BGR', BR: 'BRA', CA: 'CAN',
  CD: 'DRC', CH: 'SUI CHE', CL: 'CHL', CN: 'CHN PRC', CZ: 'CZE', DE: 'GER DEU BRD', DK: 'DEN DNK',
  ES: 'ESP', FI: 'FIN', FR: 'FRA', GB: 'UK GBR', GR: 'GRE GRC', HK: 'HK HKG', HR: 'CRO HRV',
  HU: 'HUN', ID: 'INA IDN', IE: 'IRL ROI', IL: 'ISR', IN: 'IND', IR: 'IRI IRN', IT: 'ITA', JP: 'JPN',
  KR: 'KOR ROK', KP: 'PRK', LT: 'LTU', LU: 'LUX', LV: 'LVA', MX: 'MEX', MY: 'MYS',
  NL: 'NED NLD', NO: 'NOR', NZ: 'NZ NZL', PH: 'PHI PHL', PL: 'POL', PT: 'POR PRT', RO: 'ROU',
  RS: 'SRB', RU: 'RUS', SA: 'KSA', SE: 'SWE', SG: 'SGP', SI: 'SLO SVN', SK: 'SVK', TH: 'THA',
  TR: 'TUR', TW: 'TPE TWN ROC', UA: 'UKR', US: 'US USA', ZA: 'RSA ZAF',
};

const union = 'AT BE BG HR CY CZ DK EE FI FR DE GR HU IE IT LV LT LU MT NL PL PT RO SK SI ES SE';

/** Regions that restrictions name, and their countries; none where only a person can say which. */
// biome-ignore format: a table
const regions: readonly (readonly [names: string, name: string, countries: string])[] = [
  ['EU|European Union|Europaische Union|Union Europeenne', 'EU', union],
  [
    'Europe|Europa',
    'Europe',
    `${union} GB CH NO IS LI MC SM VA AD AL BA ME MK RS XK MD UA BY RU TR FO GI JE GG IM`,
  ],
  ['Scandinavia|Skandinavien', 'Scandinavia', 'DK NO SE'],
  ['Nordic countries|Nordics', 'Nordic countries', 'DK FI IS NO SE'],
  ['Benelux', 'Benelux', 'BE LU NL'],
  ['Baltics|Baltic states', 'Baltic states', 'EE LT LV'],
  ['DACH|GSA', 'DACH', 'AT CH DE'],
  ['British Isles', 'British Isles', 'GB IE IM JE GG'],
  ['North America', 'North America', 'US CA MX'],
  ['CIS', 'CIS', 'AM AZ BY KG KZ MD RU TJ UZ'],
  ['Gulf states|GCC', 'Gulf states', 'AE BH KW OM QA SA'],
  ['Iberia', 'Iberia', 'ES PT'],
  ...['Asia', 'Africa', 'Middle East', 'MENA', 'Latin America', 'South America', 'Balkans', 'Oceania']
    .map((name) => [name, name, ''] as const),
];

export interface Territory {
  /** ISO 3166-1 alpha-2. */
  readonly countries: readonly string[];
  /** Set where it is more than a country. */
  readonly region?: string;
}

interface Name extends Territory {
  readonly words: readonly string[];
  /** Counts in capitals alone. */
  readonly code: boolean;
}

/** By the first word, longest names first. */
type Gazetteer = ReadonlyMap<string, readonly Name[]>;

let built: Gazetteer | undefined;
const gazetteer = () => {
  built ??= buildGazetteer();
  return built;
};

/** The territory whose name begins at this word, and how many words it takes. */
export function territoryAt(
  words: readonly { readonly text: string; readonly folded: string }[],
): { readonly territory: Territory; readonly length: number } | undefined {
  const name = gazetteer()
    .get(words[0]?.folded ?? '')
    ?.find(
      ({ words: wanted, code }) =>
        wanted.every((word, at) => words[at]?.folded === word) &&
        (!code || isUpper(words[0]?.text ?? '')),
    );
  return name && { territory: name, length: name.words.length };
}

/** No name has more words. */
export const longestName = 8;

/** Single words of six letters and more, for words with a slip in them. */
export const longNames = (): string[] =>
  [...gazetteer().values()].flatMap((names) =>
    names.flatMap(({ words, code }) =>
      words.length === 1 && !code && (words[0]?.length ?? 0) >= 6 ? [words[0] ?? ''] : [],
    ),
  );

function buildGazetteer(): Gazetteer {
  const names = new Map<string, Name>();
  const add = (written: string, territory: Territory, code = false) => {
    const words = wordsOf(written);
    const key = words.join(' ');
    if (words.length === 0 || words.length > longestName || names.has(key)) return;
    if (!code && key.length < 3 && !/[^\p{ASCII}]/u.test(key)) return;
    names.set(key, { ...territory, words, code });
  };
  for (const [written, region, countries] of regions) {
    for (const name of written.split('|')) {
      add(name, { region, countries: countries.split(' ').filter(Boolean) }, isUpper(name));
    }
  }
  for (const [country, written] of Object.entries(codes)) {
    for (const code of written.split(' ')) add(code, { countries: [country] }, true);
  }
  for (const [country, written] of Object.entries(otherNames)) {
    for (const name of written.split('|')) add(name, { countries: [country] });
  }
  for (const language of languages) addCountries(language, add);
  const byFirst = new Map<string, Name[]>();
  for (const name of names.values()) {
    const first = name.words[0] ?? '';
    byFirst.set(first, [...(byFirst.get(first) ?? []), name]);
  }
  for (const list of byFirst.values()) list.sort((a, b) => b.words.length - a.words.length);
  return byFirst;
}

const letters = Array.from({ length: 26 }, (_, at) => String.fromCharCode(65 + at));

/** What runtimes know by such a code besides countries. */
const noCountries = new Set('AC CP CQ DG EA EU EZ IC QO TA UN XA XB ZZ'.split(' '));

/** Codes of the past are written as today's: `und-DD` is `und-DE`. */
const isCountry = (code: string) =>
  !noCountries.has(code) && Intl.getCanonicalLocales(`und-${code}`)[0] === `und-${code}`;

const countryCodes = letters
  .flatMap((first) => letters.map((second) => first + second))
  .filter(isCountry);

function addCountries(language: string, add: (name: string, territory: Territory) => void): void {
  const names = new Intl.DisplayNames(language, { type: 'region', fallback: 'none' });
  for (const code of countryCodes) {
    const name = names.of(code);
    if (name === undefined) continue;
    add(name, { countries: [code] });
    // Myanmar (Burma); Congo - Kinshasa stays whole.
    add(name.replace(/\s*\(.*\)/, ''), { countries: [code] });
  }
}

const wordsOf = (name: string) =>
  tokensOf(name)
    .filter(({ kind }) => kind === 'word')
    .map(({ text }) => fold(text));
