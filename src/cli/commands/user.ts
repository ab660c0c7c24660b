import { Command, Option } from 'commander';
import { InvitationAnswer, UserAnswer, UserListAnswer } from '../api-answers.ts';
import { asJson } from '../print-story.ts';
import { apiOf } from '../settings.ts';
import { type Terminal, WrongUse } from '../terminal.ts';

const roles = ['viewer', 'editor', 'operator', 'admin'];

/** `user add|list|invite|change`: who may sign in. */
export function user(terminal: Terminal): Command {
  const command = new Command('user').description('people who may sign in to the desk');
  const json = () => new Option('--json', 'print JSON');
  const at = (name: string, rest = '') => `/v1/users/${encodeURIComponent(name)}${rest}`;
  command
    .command('add')
    .description('invite somebody; prints the link that sets their password')
    .argument('<name>', 'e.g. amira or amira@example.org')
    .addOption(new Option('--role <role>', 'what they may do').choices(roles).makeOptionMandatory())
    .addOption(json())
    .action(async (name: string, options: { role: string; json?: boolean }) => {
      const api = await apiOf(terminal);
      const body = JSON.stringify({ name, role: options.role });
      const added = await api.ask({ method: 'POST', path: '/v1/users', body }, InvitationAnswer);
      printInvitation(terminal, { ...added, invitation: api.address + added.invitation }, options);
    });
  command
    .command('invite')
    .description('a new link for somebody who has lost theirs, or their password')
    .argument('<name>')
    .addOption(json())
    .action(async (name: string, options: { json?: boolean }) => {
      const api = await apiOf(terminal);
      const path = at(name, '/invite');
      const added = await api.ask({ method: 'POST', path }, InvitationAnswer);
      printInvitation(terminal, { ...added, invitation: api.address + added.invitation }, options);
    });
  command
    .command('change')
    .description('change somebody’s role, or let them in no more')
    .argument('<name>')
    .addOption(new Option('--role <role>', 'what they may do').choices(roles))
    .addOption(new Option('--disable', 'end their sessions and let them in no more'))
    .addOption(new Option('--enable', 'let them in again').conflicts('disable'))
    .addOption(json())
    .action(async (name: string, options: Change) => {
      const { role, disable, enable } = options;
      const disabled = disable ? true : enable ? false : undefined;
      if (role === undefined && disabled === undefined) {
        throw new WrongUse('Say what to change: --role, --disable or --enable.');
      }
      const api = await apiOf(terminal);
      const body = JSON.stringify({ role, disabled });
      const changed = await api.ask({ method: 'PATCH', path: at(name), body }, UserAnswer);
      terminal.print(options.json ? asJson(changed) : row(changed));
    });
  command
    .command('list')
    .description('everybody who may sign in')
    .addOption(json())
    .action(async (options: { json?: boolean }) => {
      const api = await apiOf(terminal);
      const { items } = await api.ask({ method: 'GET', path: '/v1/users' }, UserListAnswer);
      if (options.json) terminal.print(asJson({ items }));
      else for (const item of items) terminal.print(row(item));
    });
  return command;
}

interface Change {
  readonly role?: string;
  readonly disable?: boolean;
  readonly enable?: boolean;
  readonly json?: boolean;
}

const row = ({ name, role, state }: { name: string; role: string; state: string }): string =>
  `${name.padEnd(24)} ${role.padEnd(9)} ${state}`;

function printInvitation(
  terminal: Terminal,
  invited: { name: string; invitation: string },
  { json }: { json?: boolean },
): void {
  if (json) terminal.print(asJson(invited));
  else
    terminal.print(`${invited.invitation}\nGood once, for 72 hours: send it to ${invited.name}.`);
}
