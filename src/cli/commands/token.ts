import { Command, Option } from 'commander';
import { TokenAnswer } from '../api-answers.ts';
import { asJson } from '../print-story.ts';
import { apiOf } from '../settings.ts';
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
  return command;
}
