import { Command, InvalidArgumentError } from 'commander';
import { StoryAnswer } from '../api-answers.ts';
import { asJson, summaryLines } from '../print-story.ts';
import { apiOf } from '../settings.ts';
import type { Terminal } from '../terminal.ts';

const descriptions = {
  release: 'let a held story run',
  reject: 'say that a held story will not run',
  withdraw: 'take a story down',
} as const;

interface Options {
  readonly reason: string;
  readonly revision?: number;
  readonly json?: boolean;
}

interface RollbackOptions extends Options {
  readonly to: number;
}

/** One command for each decision that a person may take about a story. */
export const decisions = (terminal: Terminal): Command[] =>
  Object.entries(descriptions).map(([action, description]) =>
    new Command(action)
      .description(description)
      .argument('<id>', 'the story')
      .requiredOption('--reason <text>', 'why; it is kept with the story')
      .option('--revision <n>', 'the revision you have seen; the newest if not given', revision)
      .option('--json', 'print the story as the API shows it')
      .action((id: string, options: Options) => carryOut(terminal, { action, id, ...options })),
  );

/** An earlier revision is published again. */
export const rollback = (terminal: Terminal): Command =>
  new Command('rollback')
    .description('publish an earlier revision of a story again')
    .argument('<id>', 'the story')
    .requiredOption('--to <n>', 'the revision; it must have been live', revision)
    .requiredOption('--reason <text>', 'why; it is kept with the story')
    .option('--revision <n>', 'the revision you have seen; the newest if not given', revision)
    .option('--json', 'print the story as the API shows it')
    .action((id: string, options: RollbackOptions) =>
      carryOut(terminal, { action: 'rollback', id, ...options }),
    );

function revision(text: string): number {
  if (!/^[1-9][0-9]*$/.test(text)) throw new InvalidArgumentError('Revisions count 1, 2, 3…');
  return Number(text);
}

/** Sends a decision on the revision named, or on the newest. */
export async function carryOut(
  terminal: Terminal,
  { action, id, reason, json, ...options }: Options & { action: string; id: string; to?: number },
): Promise<void> {
  const api = await apiOf(terminal);
  const path = `/v1/stories/${encodeURIComponent(id)}`;
  const seen = options.revision ?? (await api.ask({ path }, StoryAnswer)).revision;
  const body = JSON.stringify({ revision: seen, reason, ...(options.to && { to: options.to }) });
  const story = await api.ask({ method: 'POST', path: `${path}/${action}`, body }, StoryAnswer);
  const lines = json ? [asJson(story)] : summaryLines(story, terminal);
  lines.forEach(terminal.print);
}
