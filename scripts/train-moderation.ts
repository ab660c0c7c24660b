import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { type Row, readRows } from '../bench/moderation/rows.ts';
import { modelFile } from '../src/workers/moderation/classifier/load-model.ts';
import { calibrationOn } from './train-moderation/calibrate.ts';
import { examplesOf, ownExamples } from './train-moderation/examples.ts';
import { trainOn } from './train-moderation/fit.ts';
import { foldReport } from './train-moderation/fold-report.ts';
import { foldsOf, judgedBy } from './train-moderation/folds.ts';
import { familiarTo, written } from './train-moderation/model-file.ts';
import { randomFrom } from './train-moderation/random.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    /** Prints how sets are judged that training has not seen, and writes no model. */
    folds: { type: 'boolean', default: false },
    /** A JSONL file whose texts are left out, to be judged by the model afterwards. */
    without: { type: 'string' },
    out: { type: 'string', default: fileURLToPath(modelFile) },
  },
});
const folder = positionals[0] ?? '';
if (!existsSync(join(folder, 'sets'))) {
  process.stderr.write('Usage: npm run train:moderation -- FOLDER [--folds]; it holds sets/\n');
  process.exit(2);
}

const left = new Set<string>();
if (values.without) {
  for await (const { text } of readRows(values.without)) left.add((text ?? '').slice(0, 200));
}
const rows: Row[] = [];
for await (const row of readRows(join(folder, 'sets'))) {
  if (row.text && !left.has(row.text.slice(0, 200))) rows.push(row);
}
const examples = [...examplesOf(rows, randomFrom(1)), ...ownExamples()];
process.stderr.write(`${examples.length} examples\n`);
if (values.folds) {
  for await (const line of foldReport(rows, examples)) process.stdout.write(`${line}\n`);
} else {
  const judged = [...foldsOf(examples)].flatMap((fold) => judgedBy(fold, examples));
  const calibration = calibrationOn(judged);
  mkdirSync(dirname(values.out), { recursive: true });
  writeFileSync(
    values.out,
    written(trainOn(examples), { calibration, familiar: familiarTo(examples) }),
  );
}
