import { Command, CommanderError } from 'commander';
import { audit } from './commands/audit.ts';
import { check } from './commands/check.ts';
import { decisions, rollback } from './commands/decide.ts';
import { erase } from './commands/erase.ts';
import { exportSite } from './commands/export.ts';
import { gc } from './commands/gc.ts';
import { moderation } from './commands/moderation.ts';
import { rebuild } from './commands/rebuild.ts';
import { remoderate } from './commands/remoderate.ts';
import { republish } from './commands/republish.ts';
import { retry } from './commands/retry.ts';
import { review } from './commands/review.ts';
import { serve } from './commands/serve.ts';
import { source } from './commands/source.ts';
import { status } from './commands/status.ts';
import { stories } from './commands/stories.ts';
import { submit } from './commands/submit.ts';
import { subscriber } from './commands/subscriber.ts';
import { theme } from './commands/theme.ts';
import { token } from './commands/token.ts';
import { up } from './commands/up.ts';
import { user } from './commands/user.ts';
import { work } from './commands/work.ts';
import { type Terminal, WrongUse } from './terminal.ts';

export function openProgram(terminal: Terminal): Command {
  const program = new Command('dateline').description(
    'Event-driven publishing: a story comes in by webhook and is readable a moment later.',
  );
  const openers = [
    up,
    serve,
    work,
    submit,
    status,
    stories,
    rebuild,
    check,
    source,
    subscriber,
    token,
    user,
    audit,
    review,
    retry,
    remoderate,
    republish,
    rollback,
    erase,
    exportSite,
    gc,
    moderation,
    theme,
  ];
  for (const command of openers.map((open) => open(terminal))) program.addCommand(command);
  for (const command of decisions(terminal)) program.addCommand(command);
  inherit(program, terminal);
  return program;
}

/** Commands that are added ready-made do not inherit by themselves. */
function inherit(command: Command, terminal: Terminal): void {
  command
    .exitOverride()
    .configureOutput({
      writeOut: (text) => terminal.print(text.trimEnd()),
      writeErr: (text) => terminal.warn(text.trimEnd()),
    })
    .showSuggestionAfterError();
  for (const child of command.commands) inherit(child, terminal);
}

/**
 * Runs one command.
 * @returns the exit code: 0 done, 1 what was asked for failed, 2 wrong use
 */
export async function runProgram(terminal: Terminal, words: readonly string[]): Promise<0 | 1 | 2> {
  try {
    await openProgram(terminal).parseAsync(words, { from: 'user' });
    return 0;
  } catch (error) {
    // Commander has printed its own message.
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    terminal.warn(complaintOf(error));
    return error instanceof WrongUse ? 2 : 1;
  }
}

function complaintOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if ('code' in error && error.code === 'EADDRINUSE') {
    return `${error.message}. Set DATELINE_HTTP_PORT and DATELINE_SITE_PORT to free ports, or to 0.`;
  }
  // Where to look for a mistake of our own; other errors are for whoever runs this.
  const isOurs = [TypeError, RangeError, ReferenceError].some((kind) => error instanceof kind);
  return isOurs ? (error.stack ?? error.message) : error.message;
}
