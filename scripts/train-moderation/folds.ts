import type { Judged } from './calibrate.ts';
import type { Example } from './examples.ts';
import { type Fit, logOdds, trainOn } from './fit.ts';

/** A model, and the sets that it has not seen. */
export interface Fold {
  readonly model: Fit;
  readonly out: ReadonlySet<string>;
}

/** News in English is held out beside comments in another language, to be judged by the mails. */
const besides: Readonly<Record<string, string>> = {
  ag_news_test: 'judol_gbennnn',
  bbc_news: 'tgspam',
};

/** One fold a set with spam in it; the honest sets are held out in turns. */
export function* foldsOf(examples: readonly Example[]): Generator<Fold> {
  const sets = [...new Set(examples.map(({ set }) => set))].filter((set) => set !== 'own');
  const withSpam = new Set(examples.filter(({ isSpam }) => isSpam).map(({ set }) => set));
  const spamSets = sets.filter((set) => withSpam.has(set));
  const hamSets = sets.filter((set) => !withSpam.has(set));
  for (const [index, spamSet] of spamSets.entries()) {
    const isOut = (set: string, at: number) =>
      besides[set] === undefined ? at % spamSets.length === index : besides[set] === spamSet;
    const out = new Set([spamSet, ...hamSets.filter(isOut)]);
    yield { model: trainOn(examples.filter(({ set }) => !out.has(set))), out };
  }
}

/** How whole texts of comments and mails are judged by the model that has not seen their set. */
export function judgedBy({ model, out }: Fold, examples: readonly Example[]): Judged[] {
  return examples
    .filter(({ set, isWhole }) => isWhole && out.has(set))
    .map(({ set, script, isSpam, features }) => ({
      ...{ set, script, isSpam, logOdds: logOdds(model, features) },
    }));
}
