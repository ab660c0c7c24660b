import { readFileSync } from 'node:fs';
import { scoreCaptions } from './score.ts';

const usage = 'npm run eval:captions -- FILE [--json]';

const [file] = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
if (file === undefined) {
  console.error(usage);
  process.exit(2);
}
const score = scoreCaptions(JSON.parse(readFileSync(file, 'utf8')));
if (process.argv.includes('--json')) console.log(JSON.stringify(score));
else {
  for (const { id, text, expected, read } of score.wrong) {
    console.log(
      `${id}  ${text}\n  expected ${JSON.stringify(expected)}\n  read     ${JSON.stringify(read)}`,
    );
  }
  console.log(
    `${score.right} of ${score.cases} captions read right (${(score.rate * 100).toFixed(1)} %)`,
  );
}
