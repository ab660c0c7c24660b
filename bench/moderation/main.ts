import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { loadModel } from '../../src/workers/moderation/classifier/load-model.ts';
import type { Outcome } from './figures.ts';
import { flips, isExplained, judge, useModel } from './judge.ts';
import { measureLearning } from './learning.ts';
import { reportOn, tableOf } from './report.ts';
import { type Row, readRows } from './rows.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    json: { type: 'boolean', default: false },
    /** Writes every row that was judged wrongly, with why, as JSONL. */
    mistakes: { type: 'string' },
    /** Of a classifier other than the project's, e.g. one that has not seen the rows. */
    model: { type: 'string' },
    /** Judges every n-th row. */
    every: { type: 'string', default: '1' },
  },
});
if (positionals.length === 0) {
  process.stderr.write('Usage: npm run eval:moderation -- PATH… [--json] [--mistakes FILE]\n');
  process.exit(2);
}

if (values.model) useModel(loadModel(values.model));
const outcomes: Outcome[] = [];
const mistakes: string[] = [];
/** Comments to put a new name into. */
const honest: string[] = [];
let versions: unknown;
const began = performance.now();
for (const path of positionals) {
  let at = 0;
  for await (const row of readRows(path)) {
    at += 1;
    if (at % Number(values.every) === 0) outcomes.push(await outcomeOf(row));
  }
}
const learning = honest.length < 720 ? null : await measureLearning(honest);
const report = reportOn(outcomes, {
  learning,
  versions,
  seconds: (performance.now() - began) / 1_000,
  rssMb: process.memoryUsage().rss / 1_048_576,
});
if (values.mistakes) writeFileSync(values.mistakes, mistakes.join(''));
process.stdout.write(`${values.json ? JSON.stringify(report) : tableOf(report)}\n`);

async function outcomeOf({ text, html, ...row }: Row): Promise<Outcome> {
  const body = html ?? text ?? '';
  const language = row.lang === 'und' ? 'en' : row.lang;
  const judged = await judge(body, language);
  const { verdict, because, findings, ms, result } = judged;
  versions = result;
  const isStopped = verdict !== 'approved';
  const flipped = isStopped ? await flips(judged, body, language) : null;
  if (isStopped !== row.isSpam || flipped === false) {
    mistakes.push(`${JSON.stringify({ ...row, verdict, flipped, because, findings, body })}\n`);
  }
  if (row.kind === 'ugc' && !row.isSpam && body.length > 30) honest.push(body);
  return { ...row, verdict, ms, flipped, isExplained: isExplained(judged, body) };
}
