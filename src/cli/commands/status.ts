import { Command } from 'commander';
import { FlowAnswer, StandingAnswer, StoryAnswer, type StoryList } from '../api-answers.ts';
import { asJson, coloured, stepLines, summaryLines } from '../print-story.ts';
import { apiOf } from '../settings.ts';
import { ageOf, tableLines } from '../table.ts';
import type { Terminal } from '../terminal.ts';
import { storyTable } from './stories.ts';

export const status = (terminal: Terminal): Command =>
  new Command('status')
    .description('how the work goes; or where a story is, and every step of its way')
    .argument('[id]', 'the story; without it, the whole newsroom')
    .option('--json', 'print what the API says')
    .action((id: string | undefined, { json = false }: { json?: boolean }) =>
      id === undefined ? newsroomStatus(terminal, json) : storyStatus(terminal, id, json),
    );

async function storyStatus(terminal: Terminal, id: string, json: boolean): Promise<void> {
  const api = await apiOf(terminal);
  const path = `/v1/stories/${encodeURIComponent(id)}`;
  const story = await api.ask({ path }, StoryAnswer);
  if (json) return terminal.print(asJson(story));
  const { sentence } = await api.ask({ path: `${path}/standing` }, StandingAnswer);
  const steps = story.timeline.flatMap((entry) => stepLines(entry, terminal));
  [...summaryLines(story, terminal), sentence, '', ...steps].forEach(terminal.print);
}

async function newsroomStatus(terminal: Terminal, json: boolean): Promise<void> {
  const api = await apiOf(terminal);
  const flow = await api.ask({ path: '/v1/flow' }, FlowAnswer);
  const lines = json ? [asJson(flow)] : flowLines(flow, terminal);
  lines.forEach(terminal.print);
}

function flowLines(flow: FlowAnswer, terminal: Terminal): string[] {
  const { readiness, stages, states, open, oldest } = flow;
  const { status: ready, archive, redis, site, because } = readiness;
  return [
    `${coloured(ready, terminal)}: archive ${archive}, redis ${redis}, site ${site}`,
    ...because.map((reason) => `  ${reason}`),
    '',
    ...(stages === null ? ['What the stages do is not known without Redis.'] : stageLines(stages)),
    '',
    ...(states === null ? [] : [statesLine(states)]),
    waitingLine('in the inbox', open.submissions),
    waitingLine('passes open', open.passes),
    ...(oldest.length === 0
      ? []
      : ['', 'Not live yet, the oldest first:', ...waitingTable(oldest)]),
  ];
}

const stageLines = (stages: NonNullable<FlowAnswer['stages']>): string[] =>
  tableLines(
    ['stage', 'waiting', 'working', 'later', 'workers', 'a minute', 'failed/h', 'oldest'],
    stages.map(({ stage, perMinute, oldest, ...counts }) => [
      ...[stage, counts.waiting, counts.working, counts.delayed, counts.workers].map(String),
      ...[perMinute.toFixed(1), String(counts.failed), oldest === null ? '' : ageOf(oldest)],
    ]),
  );

/** By how long each has been on its way, not by when it last moved. */
const waitingTable = (items: StoryList['items']): string[] =>
  storyTable(items.map((item) => ({ ...item, updated: item.began ?? item.updated })));

/** What people look for first stands first. */
const first = ['held', 'failed', 'live'];

function statesLine(states: Readonly<Record<string, number>>): string {
  const others = Object.keys(states).filter((state) => !first.includes(state) && states[state]);
  return [...first, ...others].map((state) => `${states[state] ?? 0} ${state}`).join(', ');
}

const waitingLine = (
  what: string,
  { count, oldest }: { readonly count: number; readonly oldest: string | null },
): string => `${count} ${what}${oldest === null ? '' : `, the oldest for ${ageOf(oldest)}`}`;
