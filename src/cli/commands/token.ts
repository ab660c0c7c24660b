import { Command, Option } from 'commander';
import { TokenAnswer, TokenList, TokenRemoved } from '../api-answers.ts';
import { asJson } from '../print-story.ts';
import { apiOf } from '../settings.ts';
import { tableLines } from '../table.ts';
import type { Terminal } from '../terminal.ts';

const roles = ['viewer', 'editor', 'operator', 'admin'];

export function token(terminal: Terminal): Command {
  const command = new Command('token').description('tokens for programs that use the API');
  command
    .command('add')
    .description('make a token; it is shown this once')
    .argument('<name>', 'what it is for')
    .addOption(new Option('--role <role>', 'what it may do').choices(roles).makeOptionMandatory())
    .option('--json', 'print JSON')
    .action(async (name: string, { role, json }: { role: string; json?: boolean }) => {
      const api = await apiOf(terminal);
      const body = JSON.stringify({ name, role });
      const added = await api.ask({ method: 'POST', path: '/v1/tokens', body }, TokenAnswer);
      terminal.print(json ? asJson(added) : added.token);
    });
  command
    .command('list')
    .description('every token that was made, without the tokens themselves')
    .option('--json', 'print JSON')
    .action(async ({ json }: { json?: boolean }) => {
      const answer = await (await apiOf(terminal)).ask({ path: '/v1/tokens' }, TokenList);
      const rows = answer.items.map(({ name, role, made, by }) => [
        ...[name, role, made.slice(0, 10), by],
      ]);
      const lines = json ? [asJson(answer)] : tableLines(['name', 'role', 'made', 'by'], rows);
      lines.forEach(terminal.print);
    });
  command
    .command('remove')
    .description('let a token in no more, within seconds')
    .argument('<name>', 'the token')
    .option('--json', 'print JSON')
    .action(async (name: string, { json }: { json?: boolean }) => {
      const path = `/v1/tokens/${encodeURIComponent(name)}`;
      const api = await apiOf(terminal);
      const answer = await api.ask({ method: 'DELETE', path }, TokenRemoved);
      terminal.print(json ? asJson(answer) : `the token ${name} is good no more`);
    });
  return command;
}
