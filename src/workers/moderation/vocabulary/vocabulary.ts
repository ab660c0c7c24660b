/** What is promoted. */
export const families = ['gambling', 'pharma', 'adult', 'loans', 'seo', 'crypto', 'goods'] as const;
export type Family = (typeof families)[number];

/**
 * How much a phrase says. `strong`: nobody reports in these words. `offer`: an advertiser's words
 * that reporters use too. `topic`: shows what a text is about and promotes nothing.
 */
export type Tier = 'strong' | 'offer' | 'topic';

export interface Phrase {
  readonly term: string;
  readonly family: Family;
  readonly tier: Tier;
  /** BCP 47. */
  readonly language: string;
}

interface Words {
  readonly family: Family;
  readonly language: string;
  /** One phrase a line. */
  readonly strong?: string;
  readonly offer?: string;
  readonly topic?: string;
  /** Each of the first with each of the second, parted by `|`: strong, where not said otherwise. */
  readonly pairs?: readonly (readonly [firsts: string, seconds: string, tier?: Tier])[];
}

/** Languages written without blanks between words. */
const unspaced = new Set(['zh', 'ja', 'th']);

/** The phrases of a list, each once; without blanks too where that is a common way to write them. */
export function phrasesOf({ family, language, pairs = [], ...tiers }: Words): Phrase[] {
  const terms = new Map<string, Tier>();
  for (const tier of ['strong', 'offer', 'topic'] as const) {
    for (const term of linesOf(tiers[tier] ?? '')) if (!terms.has(term)) terms.set(term, tier);
  }
  const blank = unspaced.has(language) ? '' : ' ';
  for (const [firsts, seconds, tier = 'strong'] of pairs) {
    for (const first of firsts.split('|')) {
      for (const second of seconds.split('|')) {
        const term = `${first}${blank}${second}`;
        if (!terms.has(term)) terms.set(term, tier);
      }
    }
  }
  for (const [term, tier] of [...terms]) {
    const whole = term.replaceAll(' ', '');
    const isWritten = tier === 'strong' && /^[a-z\d ]{9,}$/.test(term) && whole !== term;
    if (isWritten && !terms.has(whole)) terms.set(whole, tier);
  }
  return [...terms].map(([term, tier]) => ({ term, tier, family, language }));
}

const linesOf = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
