import { parseArgs } from 'node:util';
import { percentile } from './figures.ts';
import { judge } from './judge.ts';
import { readRows } from './rows.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { json: { type: 'boolean', default: false } },
});

const warmUp = 200;
const rounds = 300;

/** Prose of a given length, the same on every run: words of a small language of our own. */
function prose(length: number): string {
  let state = 42;
  const random = (below: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state % below;
  };
  const syllables = 'ka ro ti men sel da vor lin pa shu ter bo gai nes mi'.split(' ');
  const word = () => Array.from({ length: 1 + random(4) }, () => syllables[random(15)]).join('');
  let text = '';
  while (text.length < length) {
    text += `${Array.from({ length: 8 + random(15) }, word).join(' ')}.${random(5) === 0 ? '\n' : ' '}`;
  }
  return text;
}

async function textsFrom(paths: readonly string[]): Promise<Record<string, string[]>> {
  if (paths.length === 0) {
    const markup = (text: string) => text.replace(/[^\n]+/g, '<p>$&</p>');
    return {
      'article of 4 kB': [prose(4_000)],
      'article of 4 kB, HTML': [markup(prose(4_000))],
      'body of 100 kB': [prose(100_000)],
      'body of 1 MiB': [prose(1_048_576)],
      'near-matches, 1 MiB': ['situs tot slo '.repeat(75_000)],
      'one-letter words, 1 MiB': ['s l o t '.repeat(131_000)],
      'links, 19,000': ['<a href="//a.b">x</a> '.repeat(19_000)],
      'spam phrases, 1 MiB': ['situs toto slot \n'.repeat(61_000)],
      'spam phrases in one line, 1 MiB': ['situs toto slot '.repeat(65_000)],
    };
  }
  const texts: string[] = [];
  for (const path of paths) {
    for await (const { text, html } of readRows(path)) texts.push(html ?? text ?? '');
  }
  return { documents: texts };
}

for (let round = 0; round < warmUp; round += 1) await judge(prose(2_000 + round), 'en');
const figures: Record<string, unknown> = {};
for (const [name, texts] of Object.entries(await textsFrom(positionals))) {
  const times: number[] = [];
  const perText = Math.max(1, Math.min(rounds, 3_000_000 / (texts[0] ?? '').length / texts.length));
  for (let round = 0; round < perText; round += 1) {
    for (const text of texts) times.push((await judge(text, 'en')).ms);
  }
  const sum = times.reduce((total, ms) => total + ms, 0);
  figures[name] = {
    n: times.length,
    msP50: percentile(times, 0.5),
    msP95: percentile(times, 0.95),
    msMax: percentile(times, 1),
    documentsPerSecond: times.length / (sum / 1_000),
  };
}
const rssMb = process.memoryUsage().rss / 1_048_576;
if (values.json) process.stdout.write(`${JSON.stringify({ figures, rssMb })}\n`);
else {
  console.table(figures);
  process.stdout.write(`resident: ${rssMb.toFixed(0)} MB\n`);
}
