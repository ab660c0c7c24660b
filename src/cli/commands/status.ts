import { Command } from 'commander';
import { StoryAnswer } from '../api-answers.ts';
import { asJson, stepLines, summaryLines } from '../print-story.ts';
import { apiOf } from '../settings.ts';
import type { Terminal } from '../terminal.ts';

export const status = (terminal: Terminal): Command =>
  new Command('status')
    .description('where a story is, and every step of its way')
    .argument('<id>', 'the story')
    .option('--json', 'print what the API says')
    .action(async (id: string, { json }: { json?: boolean }) => {
      const api = await apiOf(terminal);
      const story = await api.ask({ path: `/v1/stories/${encodeURIComponent(id)}` }, StoryAnswer);
      const steps = story.timeline.flatMap((entry) => stepLines(entry, terminal));
      const lines = json ? [asJson(story)] : [...summaryLines(story, terminal), ...steps];
      lines.forEach(terminal.print);
    });
