import { setTimeout as wait } from 'node:timers/promises';
import { Command } from 'commander';
import { RepublicationAnswer } from '../api-answers.ts';
import type { ApiClient } from '../api-client.ts';
import { asJson } from '../print-story.ts';
import { apiOf } from '../settings.ts';
import { type Terminal, WrongUse } from '../terminal.ts';
import { carryOut } from './decide.ts';

/** How often the running system is asked how far it is. */
const ASK_EVERY_MS = 1000;

interface Options {
  readonly all?: boolean;
  readonly section?: string;
  readonly reason?: string;
  readonly json?: boolean;
}

/** A story is rendered and published again, or all that are live: after a change of the theme. */
export const republish = (terminal: Terminal): Command =>
  new Command('republish')
    .description('render and publish again: a story, or all live ones')
    .argument('[id]', 'the story')
    .option('--all', 'all live stories')
    .option('--section <slug>', 'all live stories of a section')
    .option('--reason <text>', 'why; it is kept (needed for a single story)')
    .option('--json', 'print JSON, a line each second for many')
    .action(async (id: string | undefined, { reason, ...options }: Options) => {
      const ways = [id !== undefined, options.all === true, options.section !== undefined];
      if (ways.filter(Boolean).length !== 1) {
        throw new WrongUse('Name a story, or say --all, or --section with its slug.');
      }
      if (id === undefined) {
        return republishMany(terminal, { reason: reason ?? 'Asked for by command', ...options });
      }
      if (reason === undefined) throw new WrongUse('Say --reason: it is kept with the story.');
      return carryOut(terminal, { action: 'republish', id, reason, ...options });
    });

/** Interrupted, the work goes on all the same; said again, it tells how far it has come. */
async function republishMany(
  terminal: Terminal,
  { section, reason, json }: Options & { reason: string },
): Promise<void> {
  const api = await apiOf(terminal);
  const body = JSON.stringify({ reason, ...(section && { section }) });
  let now = await api.ask({ method: 'POST', path: '/v1/republication', body }, RepublicationAnswer);
  for (;;) {
    terminal.print(json ? asJson(now) : lineOf(now));
    if (now.state === 'done') return;
    await wait(ASK_EVERY_MS);
    now = await progress(api);
  }
}

const progress = (api: ApiClient): Promise<RepublicationAnswer> =>
  api.ask({ path: '/v1/republication' }, RepublicationAnswer);

const lineOf = ({ state, seen, sent, postponed }: RepublicationAnswer): string =>
  [
    `${state}: ${seen} stories looked at, ${sent} made anew`,
    ...(postponed > 0 ? [`${postponed} to follow`] : []),
  ].join(', ');
