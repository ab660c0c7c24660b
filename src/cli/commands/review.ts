import { Command } from 'commander';
import { HeldList } from '../api-answers.ts';
import { asJson } from '../print-story.ts';
import { apiOf } from '../settings.ts';
import type { Terminal } from '../terminal.ts';

interface Options {
  readonly source?: string;
  readonly json?: boolean;
}

/** What waits for a person, the one that waits longest first. */
export const review = (terminal: Terminal): Command =>
  new Command('review')
    .description('list held stories, the one that waits longest first')
    .option('--source <id>', 'only stories of this source')
    .option('--json', 'print JSON')
    .action(async ({ source, json }: Options) => {
      const held = await allHeld(terminal, source);
      const lines = json ? [asJson(held)] : held.map(heldLine);
      if (lines.length === 0) lines.push('Nothing is held.');
      lines.forEach(terminal.print);
    });

async function allHeld(terminal: Terminal, source: string | undefined): Promise<HeldList['items']> {
  const api = await apiOf(terminal);
  const items: HeldList['items'] = [];
  let cursor: string | null = '';
  while (cursor !== null) {
    const query = new URLSearchParams({ state: 'held', order: 'oldest' });
    if (source !== undefined) query.set('source', source);
    if (cursor !== '') query.set('cursor', cursor);
    const page: HeldList = await api.ask({ path: `/v1/stories?${query}` }, HeldList);
    items.push(...page.items);
    cursor = page.next;
  }
  return items;
}

const heldLine = ({ storyId, updated, source, headline, claimedBy }: HeldList['items'][number]) =>
  [
    `${storyId}  ${updated.slice(0, 16)}Z  ${source.padEnd(16)}${headline}`,
    ...(claimedBy === null ? [] : [`  (${claimedBy} is reading it)`]),
  ].join('');
