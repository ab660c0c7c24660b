import { Command, InvalidArgumentError, Option } from 'commander';
import { State } from '../../shared/archive/documents.ts';
import { allStories } from '../all-stories.ts';
import type { StoryList } from '../api-answers.ts';
import { asJson } from '../print-story.ts';
import { apiOf } from '../settings.ts';
import { ageOf, tableLines } from '../table.ts';
import type { Terminal } from '../terminal.ts';

interface Options {
  readonly state?: string;
  readonly source?: string;
  readonly q?: string;
  readonly oldest?: boolean;
  readonly limit: number;
  readonly json?: boolean;
}

/** Looks stories up by what is known of them. */
export const stories = (terminal: Terminal): Command =>
  new Command('stories')
    .description('look stories up; the newest change first')
    .addOption(
      new Option('--state <state>', 'only these; unpublished: under way').choices([
        ...State.options,
        'unpublished',
      ]),
    )
    .option('--source <id>', 'only stories of this source')
    .option('--q <words>', 'words of the headline, an id, an external id, or an address')
    .option('--oldest', 'the oldest change first')
    .option('--limit <n>', 'so many at most', count, 50)
    .option('--json', 'print JSON')
    .action(async ({ state, source, q, oldest, limit, json }: Options) => {
      const filter = {
        ...{ order: oldest ? 'oldest' : 'newest' },
        ...(state && { state }),
        ...(source && { source }),
        ...(q && { q }),
      };
      const items = await allStories(await apiOf(terminal), filter, limit);
      if (json) terminal.print(asJson({ items }));
      else if (items.length === 0) terminal.print('There are no such stories.');
      else storyTable(items).forEach(terminal.print);
    });

export const storyTable = (items: StoryList['items']): string[] =>
  tableLines(
    ['story', 'state', 'since', 'source', 'headline'],
    items.map(({ storyId, state, updated, source, headline }) => [
      ...[storyId, state, ageOf(updated), source.slice(0, 12), headline],
    ]),
  );

function count(text: string): number {
  if (!/^[1-9]\d{0,5}$/.test(text)) throw new InvalidArgumentError('A number from 1 on.');
  return Number(text);
}
