import { Command, InvalidArgumentError, Option } from 'commander';
import { TrialAnswer } from '../api-answers.ts';
import { asJson } from '../print-story.ts';
import { apiOf } from '../settings.ts';
import { printable } from '../table.ts';
import type { Terminal } from '../terminal.ts';

interface Options {
  readonly last: number;
  readonly action: string;
  readonly json?: boolean;
}

/** What moderation would say, before anything is changed. */
export function moderation(terminal: Terminal): Command {
  const command = new Command('moderation').description('try rules and lists on past stories');
  command
    .command('test')
    .description('which of the last stories would these terms find, and hold?')
    .argument('<term...>', 'words or phrases; a * at the end stands for any ending')
    .addOption(last())
    .addOption(
      new Option('--action <what>', 'what the list would ask for')
        .choices(['note', 'hold', 'reject'])
        .default('hold'),
    )
    .option('--json', 'print JSON')
    .action((terms: string[], { last, action, json }: Options) =>
      ask(terminal, { path: '/v1/lists/test', question: { terms, action, last }, json }),
    );
  command
    .command('dry-run')
    .description('which of the last stories would today’s rules and lists decide otherwise?')
    .addOption(last())
    .option('--json', 'print JSON')
    .action(({ last, json }: Options) =>
      ask(terminal, { path: '/v1/moderation/dry-run', question: { last }, json }),
    );
  return command;
}

const last = (): Option =>
  new Option('--last <n>', 'how many stories, newest first').argParser(count).default(200);

function count(text: string): number {
  if (!/^[1-9][0-9]{0,3}$/.test(text) || Number(text) > 2000) {
    throw new InvalidArgumentError('Give a number from 1 to 2000.');
  }
  return Number(text);
}

async function ask(
  terminal: Terminal,
  { path, question, json }: { path: string; question: object; json: boolean | undefined },
): Promise<void> {
  const api = await apiOf(terminal);
  const body = JSON.stringify(question);
  // A trial of two thousand stories takes a while.
  const signal = AbortSignal.timeout(90_000);
  const answer = await api.ask({ method: 'POST', path, body, signal }, TrialAnswer);
  const lines = json ? [asJson(answer)] : linesOf(answer);
  lines.forEach(terminal.print);
}

const linesOf = ({ looked, changed, items }: TrialAnswer): string[] => [
  `${looked} stories, ${changed} with another verdict`,
  ...items.flatMap(({ storyId, from, to, headline, findings }) => [
    `${storyId}  ${from === to ? from : `${from} → ${to}`}  ${printable(headline)}`,
    ...findings.map(({ field, excerpt }) => `    ${field}: ${printable(excerpt)}`),
  ]),
];
