import { randomUUID } from 'node:crypto';
import { Command, InvalidArgumentError } from 'commander';
import { z } from 'zod';
import { signWebhook } from '../../shared/standard-webhooks.ts';
import { Received, ReceivedSeveral, type StoryAnswer } from '../api-answers.ts';
import type { ApiClient } from '../api-client.ts';
import { followStory } from '../follow-story.ts';
import { asJson, coloured, stepLines } from '../print-story.ts';
import { apiOf } from '../settings.ts';
import { watchSteps } from '../step-watch.ts';
import { mediaTypeOf, readStoryFile } from '../story-file.ts';
import { printable } from '../table.ts';
import { CommandFailed, type Terminal } from '../terminal.ts';

interface Options {
  readonly source: string;
  readonly image?: string;
  readonly wait?: boolean;
  /** Seconds. */
  readonly timeout: number;
  readonly secret?: string;
  readonly json?: boolean;
}

export const submit = (terminal: Terminal): Command =>
  new Command('submit')
    .description('submit a story, as its source would')
    .argument('<file>', 'story JSON (or what the source sends); - reads standard input')
    .requiredOption('--source <id>', 'who submits it')
    .option('--image <file>', 'a picture to lead the story')
    .option('--wait', 'follow the story until it is live, held, rejected or scheduled')
    .option('--timeout <seconds>', 'how long to wait', seconds, 60)
    .option(
      '--secret <whsec>',
      "the source's secret; else DATELINE_SOURCE_SECRET, else the API token",
    )
    .option('--json', 'print JSON: the answer, or with --wait a step a line and then the story')
    .action((file: string, options: Options) => submitFile(terminal, file, options));

function seconds(text: string): number {
  const value = Number(text);
  if (!(value > 0)) throw new InvalidArgumentError('Give a number of seconds above 0.');
  return value;
}

async function submitFile(terminal: Terminal, file: string, options: Options): Promise<void> {
  const api = await apiOf(terminal);
  const body = await readStoryFile(file, options.image, terminal);
  if (!options.wait) {
    tellReceipts(await deliver(api, body, { terminal, options }), { terminal, options });
    return;
  }
  const story = await submitAndFollow(api, body, { terminal, options });
  report(story, { terminal, options });
}

interface Asked {
  readonly terminal: Terminal;
  readonly options: Options;
}

const Answer = z.union([Received, ReceivedSeveral]);
type Answer = Received | ReceivedSeveral;

/** What became of each story. Throws CommandFailed where one was refused: the rest are taken. */
function tellReceipts(answer: Answer, { terminal, options }: Asked): void {
  const items = ReceivedSeveral.safeParse(answer).data?.items ?? [Received.parse(answer)];
  const lines = options.json ? [asJson(answer)] : items.flatMap(receipt);
  lines.forEach(terminal.print);
  const refused = items.filter(({ status }) => status === 'refused').length;
  if (refused > 0) throw new CommandFailed(`${refused} of ${items.length} stories were refused.`);
}

const receipt = ({ storyId, problem }: ReceivedSeveral['items'][number]): string[] =>
  problem === undefined
    ? [`received as story ${storyId}`]
    : [
        `refused: ${problem.title}: ${problem.detail}`,
        ...(problem.errors ?? []).map(
          ({ pointer, detail }) => `  ${pointer}: ${printable(detail)}`,
        ),
      ];

function deliver(api: ApiClient, body: Buffer, { terminal, options }: Asked): Promise<Answer> {
  const path = `/hooks/${encodeURIComponent(options.source)}`;
  const secret = options.secret ?? terminal.environment.DATELINE_SOURCE_SECRET;
  const id = `msg_${randomUUID()}`;
  const request = { method: 'POST', path, body } as const;
  const type = { 'content-type': mediaTypeOf(body) };
  if (secret === undefined) {
    return api.ask({ ...request, headers: { ...type, 'idempotency-key': id } }, Answer);
  }
  const headers = { ...type, ...signWebhook(secret, { id, body }) };
  return api.ask({ ...request, headers, withoutToken: true }, Answer);
}

async function submitAndFollow(api: ApiClient, body: Buffer, asked: Asked): Promise<StoryAnswer> {
  const { terminal, options } = asked;
  const steps = watchSteps(api, (reason) =>
    terminal.warn(`The live stream is not to be had (${reason}); asking instead.`),
  );
  try {
    await steps.opened;
    const answer = await deliver(api, body, asked);
    const received = Received.safeParse(answer).data;
    if (received === undefined) {
      tellReceipts(answer, asked);
      throw new CommandFailed('They are submitted; several stories cannot be waited for.');
    }
    return await followStory(api, {
      received,
      steps,
      timeoutMs: options.timeout * 1000,
      tell: (entry) => {
        const lines = options.json ? [asJson(entry)] : stepLines(entry, terminal);
        lines.forEach(terminal.print);
      },
    });
  } finally {
    steps.close();
  }
}

/** Held, rejected and failed are what the caller must hear of: exit code 1. */
function report(story: StoryAnswer, { terminal, options }: Asked): void {
  const isThere = ['live', 'scheduled', 'withdrawn'].includes(story.state);
  if (options.json) terminal.print(asJson(story));
  else if (isThere) terminal.print(endLine(story, terminal));
  if (isThere) return;
  const why = story.because.map(printable);
  throw new CommandFailed([`The story is ${story.state}.`, ...why].join('\n  '));
}

function endLine(story: StoryAnswer, terminal: Terminal): string {
  if (story.state === 'live' && story.url !== null) return story.url;
  return [coloured(story.state, terminal), ...story.because.map(printable)].join(': ');
}
