import {
  cellOf,
  groupsBy,
  type Outcome,
  retrievalOf,
  type Share,
} from '../../bench/moderation/figures.ts';
import { judge, useModel } from '../../bench/moderation/judge.ts';
import type { Row } from '../../bench/moderation/rows.ts';
import { modelOf } from '../../src/workers/moderation/classifier/load-model.ts';
import { calibrationError, calibrationOn, type Judged, notCalibrated } from './calibrate.ts';
import type { Example } from './examples.ts';
import { foldsOf, judgedBy } from './folds.ts';
import { familiarTo, written } from './model-file.ts';

/**
 * How each set is judged, by the classifier and all rules, where training has not seen it: `rows`
 * are judged by the true path, under the calibration that is shipped.
 */
export async function* foldReport(
  rows: readonly Row[],
  examples: readonly Example[],
): AsyncGenerator<string> {
  const folds = [...foldsOf(examples)];
  const judged = folds.flatMap((fold) => judgedBy(fold, examples));
  const calibration = calibrationOn(judged);
  const familiar = familiarTo(examples);
  const all: Outcome[] = [];
  for (const { model, out } of folds) {
    useModel(modelOf(written(model, { familiar, calibration })));
    for (const set of out) {
      const outcomes = await judgeAll(rows.filter((row) => row.set === set));
      all.push(...outcomes);
      yield lineOf(set, outcomes);
      yield* errorOf(set, judged);
    }
  }
  yield* totalsOf(all);
}

/** Of all sets together, each judged by a model that had not seen it. */
function* totalsOf(all: readonly Outcome[]): Generator<string> {
  yield '';
  for (const [kind, outcomes] of groupsBy(all, (outcome) => outcome.kind)) {
    yield lineOf(`all ${kind}`, outcomes);
  }
  const { precision, recall, f1 } = retrievalOf(
    all.filter(({ kind }) => kind === 'ugc' || kind === 'mail'),
  );
  const shares = [precision, recall, f1].map((share) => share?.toFixed(3));
  yield `${'comments and mail'.padEnd(26)} precision ${shares[0]}, recall ${shares[1]}, F1 ${shares[2]}`;
}

async function judgeAll(rows: readonly Row[]): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const { text, html, ...row } of rows) {
    const { verdict, ms } = await judge(text ?? html ?? '', row.lang === 'und' ? 'en' : row.lang);
    outcomes.push({ ...row, verdict, ms, isExplained: true, flipped: null });
  }
  return outcomes;
}

function lineOf(set: string, outcomes: readonly Outcome[]): string {
  const { recall, falsePositives, falselyRejected } = cellOf(outcomes);
  const line = `${set.padEnd(26)} recall ${told(recall).padEnd(36)} false ${told(falsePositives)}`;
  return falselyRejected > 0 ? `${line} FALSELY REJECTED ${falselyRejected}` : line;
}

const percent = (value: number | null): string => `${((value ?? 0) * 100).toFixed(2)} %`;
const told = ({ of, share, low, high }: Share): string =>
  of === 0 ? '-' : `${percent(share)} [${percent(low)}, ${percent(high)}] of ${of}`;

/** Under a calibration that was made without the set, for sets that have both kinds. */
function* errorOf(set: string, judged: readonly Judged[]): Generator<string> {
  const own = judged.filter((one) => one.set === set);
  if (new Set(own.map(({ isSpam }) => isSpam)).size < 2) return;
  const others = calibrationOn(judged.filter((one) => one.set !== set));
  const [before, after] = [notCalibrated, others].map((scales) => calibrationError(own, scales));
  yield `${' '.repeat(26)} calibration error ${percent(before!)} before, ${percent(after!)} after`;
}
