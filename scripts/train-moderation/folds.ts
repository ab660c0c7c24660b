import type { Example } from './examples.ts';
import { type Fit, logOdds, trainOn } from './fit.ts';

const thresholds = [-1, 0, 0.7, 1.5, 3];

/** How each set is judged by a model that has not seen it: one fold a set with spam in it. */
export function* foldsOf(examples: readonly Example[]): Generator<string> {
  const sets = [...new Set(examples.map(({ set }) => set))];
  const spamSets = sets.filter((set) => examples.some((one) => one.set === set && one.isSpam));
  const hamSets = sets.filter((set) => !spamSets.includes(set));
  for (const [index, spamSet] of spamSets.entries()) {
    const out = new Set([spamSet, ...hamSets.filter((_, at) => at % spamSets.length === index)]);
    const model = trainOn(examples.filter(({ set }) => !out.has(set)));
    for (const set of out) {
      yield lineOf(
        set,
        model,
        examples.filter((one) => one.set === set && one.isWhole),
      );
    }
  }
}

function lineOf(set: string, model: Fit, examples: readonly Example[]): string {
  const scores = (isSpam: boolean) =>
    examples.filter((one) => one.isSpam === isSpam).map(({ features }) => logOdds(model, features));
  const [spam, ham] = [scores(true), scores(false)];
  const figures = thresholds.map(
    (from) => `from ${from}: recall ${shareFrom(spam, from)} false ${shareFrom(ham, from)}`,
  );
  return [set.padEnd(26), `spam ${spam.length} ham ${ham.length}`, ...figures].join('  ');
}

function shareFrom(scores: readonly number[], from: number): string {
  if (scores.length === 0) return '-';
  const share = scores.filter((score) => score >= from).length / scores.length;
  return `${(share * 100).toFixed(2)} %`;
}
