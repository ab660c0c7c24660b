import { styleText } from 'node:util';
import type { StoryAnswer, TimelineEntry } from './api-answers.ts';
import { printable } from './table.ts';
import type { Terminal } from './terminal.ts';

const happy = new Set(['live', 'scheduled', 'accepted', 'approved', 'ready', 'rendered', 'ok']);
const unhappy = new Set(['held', 'rejected', 'failed', 'down']);

export const asJson = (value: unknown): string => JSON.stringify(value);

/** A verdict or a state, in the colour of its news. */
export function coloured(word: string, { colour }: Terminal): string {
  if (!colour) return word;
  if (happy.has(word.trim())) return styleText('green', word);
  if (unhappy.has(word.trim())) return styleText('red', word);
  return styleText('yellow', word);
}

/** One step: when, where, what was decided, how long it took; its reasons below it. */
export function stepLines(entry: TimelineEntry, terminal: Terminal): string[] {
  const clock = entry.at.slice(11, 23);
  const stage = entry.stage.padEnd(11);
  const verdict = coloured(entry.verdict.padEnd(11), terminal);
  return [
    `${clock}  ${stage}${verdict}${Math.round(entry.ms)} ms`,
    ...entry.because.map((reason) => `              ${printable(reason)}`),
  ];
}

/** What the story is, where it stands and where it can be read. */
export const summaryLines = (story: StoryAnswer, terminal: Terminal): string[] => [
  printable(story.headline),
  `${story.storyId}: ${coloured(story.state, terminal)}, revision ${story.revision}, pass ${story.pass}`,
  ...(story.url === null ? [] : [story.url]),
];
