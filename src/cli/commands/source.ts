import { Command, Option } from 'commander';
import { Authentication, Format } from '../../shared/newsroom.ts';
import { SourceAnswer, SourceList } from '../api-answers.ts';
import { asJson } from '../print-story.ts';
import { apiOf } from '../settings.ts';
import { type Terminal, WrongUse } from '../terminal.ts';

interface Options {
  readonly format: string;
  readonly auth: string;
  readonly feed?: string;
  readonly every?: string;
  readonly json?: boolean;
}

export function source(terminal: Terminal): Command {
  const command = new Command('source').description('who may submit stories');
  command
    .command('add')
    .description('add a source; its secret is shown this once')
    .argument('<id>', 'a lower-case letter, then letters, digits or hyphens')
    .addOption(format())
    .addOption(new Option('--auth <kind>', 'how it proves itself').choices(Authentication.options))
    .option('--feed <url>', 'an RSS or Atom feed to poll for it')
    .option('--every <seconds>', 'how often to poll; 300 where absent')
    .option('--json', 'print JSON')
    .action(async (id: string, { json, feed: url, every, ...declared }: Options) => {
      const feed = feedOf(url, every);
      const body = JSON.stringify({ id, ...declared, ...(feed && { feed }) });
      const api = await apiOf(terminal);
      const added = await api.ask({ method: 'POST', path: '/v1/sources', body }, SourceAnswer);
      printSecret(terminal, added, json);
    });
  command
    .command('list')
    .description('every source, without secrets')
    .option('--json', 'print JSON')
    .action(async ({ json }: Options) => {
      const { items } = await (await apiOf(terminal)).ask({ path: '/v1/sources' }, SourceList);
      const lines = json
        ? [asJson(items)]
        : items.map(({ id, format, auth }) => `${id.padEnd(24)}${format.padEnd(12)}${auth}`);
      lines.forEach(terminal.print);
    });
  command
    .command('rotate')
    .description('give a source a new secret; the one before it stays good for a day')
    .argument('<id>', 'the source')
    .option('--json', 'print JSON')
    .action(async (id: string, { json }: Options) => {
      const path = `/v1/sources/${encodeURIComponent(id)}/rotate`;
      const api = await apiOf(terminal);
      const rotated = await api.ask({ method: 'POST', path, body: '{}' }, SourceAnswer);
      printSecret(terminal, rotated, json);
    });
  return command;
}

function feedOf(url: string | undefined, every: string | undefined) {
  if (url === undefined && every !== undefined) throw new WrongUse('--every goes with --feed.');
  if (every !== undefined && !/^\d{1,6}$/.test(every)) {
    throw new WrongUse('--every takes whole seconds.');
  }
  return url === undefined ? undefined : { url, ...(every && { everySeconds: Number(every) }) };
}

const format = (): Option =>
  new Option('--format <name>', 'how it writes its stories')
    .choices(Format.options)
    .default('dateline');

function printSecret(terminal: Terminal, source: SourceAnswer, json: boolean | undefined): void {
  const { id, format, auth, secret, hook } = source;
  const lines = json
    ? [asJson({ id, format, auth, secret, hook })]
    : [
        `hook    ${hook}`,
        ...(auth === 'basic' ? [`user    ${id}`] : []),
        `secret  ${secret ?? ''}`,
        'Keep the secret: it is not shown again.',
      ];
  lines.forEach(terminal.print);
}
