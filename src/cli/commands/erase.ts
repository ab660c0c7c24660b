import { setTimeout as wait } from 'node:timers/promises';
import { Command } from 'commander';
import { ErasureAnswer } from '../api-answers.ts';
import { asJson } from '../print-story.ts';
import { apiOf } from '../settings.ts';
import { CommandFailed, type Terminal } from '../terminal.ts';

const ASK_EVERY_MS = 500;
const PATIENCE_MS = 5 * 60_000;

interface Options {
  readonly reason: string;
  readonly json?: boolean;
}

/** A story is taken down and forgotten; waits until that is done. */
export const erase = (terminal: Terminal): Command =>
  new Command('erase')
    .description('take a story down and delete all that is kept of it; cannot be undone')
    .argument('<id>', 'the story')
    .requiredOption('--reason <text>', 'why; it stays in the audit, so do not repeat the story')
    .option('--json', 'print JSON')
    .action(async (id: string, { reason, json }: Options) => {
      const api = await apiOf(terminal);
      const path = `/v1/stories/${encodeURIComponent(id)}/erase`;
      const body = JSON.stringify({ reason });
      const deadline = Date.now() + PATIENCE_MS;
      for (;;) {
        const answer = await api.ask({ method: 'POST', path, body }, ErasureAnswer);
        if (answer.state === 'done') {
          terminal.print(json ? asJson(answer) : `${id} is erased; its addresses answer 410.`);
          return;
        }
        if (Date.now() > deadline) {
          throw new CommandFailed(
            `${id} is withdrawn, but not all of it is deleted yet: ask again.`,
          );
        }
        await wait(ASK_EVERY_MS);
      }
    });
