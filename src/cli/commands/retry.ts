import { Command } from 'commander';
import { allStories } from '../all-stories.ts';
import { StoryAnswer } from '../api-answers.ts';
import { type ApiClient, ApiRefused } from '../api-client.ts';
import { asJson } from '../print-story.ts';
import { apiOf } from '../settings.ts';
import { cut, printable } from '../table.ts';
import { CommandFailed, type Terminal, WrongUse } from '../terminal.ts';

const CONFLICT = 409;
const NOT_FOUND = 404;

interface Options {
  readonly allFailed?: boolean;
  readonly error?: string;
  readonly source?: string;
  readonly dryRun?: boolean;
  readonly reason: string;
  readonly json?: boolean;
}

/** What came of one story. */
interface Retried {
  readonly storyId: string;
  readonly headline: string;
  readonly because: readonly string[];
  readonly outcome: 'sent' | 'found' | 'skipped';
}

/** A failed story goes on from the stage that gave up. */
export const retry = (terminal: Terminal): Command =>
  new Command('retry')
    .description('let failed stories go on from the stage that gave up')
    .argument('[id]', 'the story')
    .option('--all-failed', 'all that have failed')
    .option('--error <text>', 'all that have failed with this in their reason')
    .option('--source <id>', 'of many: only those of this source')
    .option('--dry-run', 'of many: only say which')
    .option('--reason <text>', 'why; it is kept', 'retried by command')
    .option('--json', 'print JSON, a line for each story')
    .action(async (id: string | undefined, options: Options) => {
      const isMany = options.allFailed === true || options.error !== undefined;
      if ((id === undefined) === !isMany) {
        throw new WrongUse('Name a story, or say --all-failed, or --error with its text.');
      }
      const api = await apiOf(terminal);
      if (id !== undefined) return retryOne(terminal, { api, id }, options);
      return retryMany(terminal, api, options);
    });

async function retryOne(
  terminal: Terminal,
  { api, id }: { readonly api: ApiClient; readonly id: string },
  { reason, json }: Options,
): Promise<void> {
  const path = pathOf(id);
  const { revision } = await api.ask({ path }, StoryAnswer);
  const body = JSON.stringify({ revision, reason });
  const story = await api.ask({ method: 'POST', path: `${path}/retry`, body }, StoryAnswer);
  terminal.print(json ? asJson(story) : `${id} goes on: ${story.state}`);
}

/** One after the other: a system that failed under its load is not to be given all of it at once. */
async function retryMany(terminal: Terminal, api: ApiClient, options: Options): Promise<void> {
  const { error, source, json } = options;
  const filter = { state: 'failed', order: 'oldest', ...(source && { source }) };
  // All of them first: those that go on leave the list while it is walked.
  const failed = await allStories(api, filter);
  const counts = { sent: 0, found: 0, skipped: 0 };
  for (const { storyId } of failed) {
    const story = await api.ask({ path: pathOf(storyId) }, StoryAnswer);
    if (error !== undefined && !story.because.join('\n').includes(error)) continue;
    const outcome = options.dryRun ? 'found' : await sendOn(api, story, options.reason);
    counts[outcome] += 1;
    const { headline, because } = story;
    const retried: Retried = { storyId, headline, because, outcome };
    terminal.print(json ? asJson(retried) : lineOf(retried));
  }
  if (!json) terminal.print(summaryOf(counts, options.dryRun === true));
  if (counts.skipped > 0) {
    throw new CommandFailed(`${counts.skipped} could not go on; what each says is above.`);
  }
}

async function sendOn(
  api: ApiClient,
  { storyId, revision }: StoryAnswer,
  reason: string,
): Promise<'sent' | 'skipped'> {
  const body = JSON.stringify({ revision, reason });
  try {
    await api.ask({ method: 'POST', path: `${pathOf(storyId)}/retry`, body }, StoryAnswer);
    return 'sent';
  } catch (error) {
    // It has moved on since it was listed: somebody else was at it.
    const hasMoved =
      error instanceof ApiRefused && (error.status === CONFLICT || error.status === NOT_FOUND);
    if (hasMoved) return 'skipped';
    throw error;
  }
}

const pathOf = (id: string): string => `/v1/stories/${encodeURIComponent(id)}`;

const lineOf = ({ storyId, outcome, because, headline }: Retried): string =>
  cut(`${storyId}  ${outcome.padEnd(7)}  ${printable(because[0] ?? headline)}`, 80);

const summaryOf = (
  { sent, found, skipped }: Readonly<Record<Retried['outcome'], number>>,
  isDryRun: boolean,
): string =>
  isDryRun ? `${found} would go on` : `${sent} go on, ${skipped} have moved on meanwhile`;
