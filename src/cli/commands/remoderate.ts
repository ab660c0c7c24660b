import { Command } from 'commander';
import { Remoderated } from '../api-answers.ts';
import { asJson } from '../print-story.ts';
import { apiOf } from '../settings.ts';
import { type Terminal, WrongUse } from '../terminal.ts';
import { carryOut } from './decide.ts';

interface Options {
  readonly held?: boolean;
  readonly source?: string;
  readonly reason: string;
  readonly json?: boolean;
}

/** Moderation looks again: at one story, or at all that it holds. */
export const remoderate = (terminal: Terminal): Command =>
  new Command('remoderate')
    .description('let moderation look again at a story, or at all held ones')
    .argument('[id]', 'the story')
    .option('--held', 'all stories that moderation holds')
    .option('--source <id>', 'with --held: only those of this source')
    .requiredOption('--reason <text>', 'why; it is kept')
    .option('--json', 'print JSON')
    .action(async (id: string | undefined, options: Options) => {
      if ((id === undefined) === (options.held !== true)) {
        throw new WrongUse('Name a story, or say --held.');
      }
      if (id === undefined) return remoderateHeld(terminal, options);
      return carryOut(terminal, { action: 'remoderate', id, ...options });
    });

async function remoderateHeld(
  terminal: Terminal,
  { source, reason, json }: Options,
): Promise<void> {
  const api = await apiOf(terminal);
  const body = JSON.stringify({ state: 'held', reason, ...(source && { source }) });
  const path = '/v1/stories/remoderate';
  const answer = await api.ask({ method: 'POST', path, body }, Remoderated);
  const { found, sent, skipped, more } = answer;
  const told = `${found} held: ${sent} moderated again, ${skipped} left alone`;
  terminal.print(json ? asJson(answer) : `${told}${more ? '; there are more, say it again' : ''}`);
}
