import { setImmediate as breathe } from 'node:timers/promises';
import type { Judge, ModerationStages, Outcome } from '../queues/stage.ts';
import type { Ticket } from '../queues/tickets.ts';
import { MOST_TOLD, type TrialAnswer, type TrialQuestion } from '../queues/trial.ts';
import { moderationOf } from '../shared/archive/moderated.ts';
import type { DeskEntry } from '../shared/desk/desk.ts';
import type { Finding } from '../shared/finding.ts';
import type { Services } from '../shared/services.ts';
import type { Story } from '../shared/story.ts';
import type { QueueWork } from './run-queue.ts';
import type { Desks } from './story-work.ts';
import { storyOfText } from './trial-text.ts';

const MOST_FINDINGS = 5;
/** In a text of one's own every place is of interest. */
const MOST_IN_TEXT = 100;

/** Answers what moderation would say of the newest stories under other rules. Moves no story. */
export function trialWork(moderation: ModerationStages, { services }: Desks): QueueWork {
  return {
    async work(ticket) {
      return JSON.stringify(await answer(questionOf(ticket), moderation, services));
    },
    async giveUp(_ticket, error) {
      // Whoever asked is told; nothing else waits for it.
      services.log.warn({ err: error }, 'a trial failed');
    },
  };
}

type Item = TrialAnswer['items'][number];

interface Judges {
  readonly before: Judge | undefined;
  readonly after: Judge;
}

async function answer(
  question: TrialQuestion,
  moderation: ModerationStages,
  services: Pick<Services, 'archive' | 'desk' | 'newsroom'>,
): Promise<TrialAnswer> {
  const { last, against, text, ...changes } = question;
  const names = (changes.lists ?? []).map(({ name }) => name);
  const judges = {
    before: against === 'without' ? await moderation.under({ without: names }) : undefined,
    after: await moderation.under(changes),
  };
  if (text !== undefined) {
    const story = await storyOfText(text, changes, services.newsroom.site);
    return tried(story, judges);
  }
  const verdicts: Record<string, number> = {};
  const items: Item[] = [];
  let looked = 0;
  for await (const entry of newest(services, last)) {
    const item = await compared(entry, judges, services);
    // Between two stories those that wait to be moderated have their turn.
    await breathe();
    if (item === undefined) continue;
    looked += 1;
    verdicts[item.to] = (verdicts[item.to] ?? 0) + 1;
    if (item.from !== item.to || item.findings.length > 0) items.push(item);
  }
  const changed = items.filter(({ from, to }) => from !== to);
  const others = items.filter(({ from, to }) => from === to);
  return {
    ...{ looked, changed: changed.length, verdicts },
    rulesVersion: judges.after.rulesVersion,
    items: [...changed, ...others].slice(0, MOST_TOLD),
  };
}

/** What a text of somebody's own comes to. */
async function tried(story: Story, { before, after }: Judges): Promise<TrialAnswer> {
  const is = await after.judge(story);
  const was = (await before?.judge(story)) ?? { verdict: is.verdict, findings: [] };
  const item = itemOf(story, was, is);
  return {
    ...{ looked: 1, changed: item.from === item.to ? 0 : 1, verdicts: { [item.to]: 1 } },
    rulesVersion: after.rulesVersion,
    items: [{ ...item, findings: item.findings.slice(0, MOST_IN_TEXT) }],
  };
}

async function* newest({ desk }: Pick<Services, 'desk'>, last: number): AsyncIterable<DeskEntry> {
  let cursor: string | undefined;
  for (let left = last; left > 0; ) {
    const page = await desk.search({ limit: Math.min(left, 100), ...(cursor && { cursor }) });
    yield* page.items;
    left -= page.items.length;
    if (page.next === null) return;
    cursor = page.next;
  }
}

/** `undefined` for a story that moderation has never judged. */
async function compared(
  { storyId, revision, pass }: DeskEntry,
  { before, after }: Judges,
  { archive }: Pick<Services, 'archive'>,
): Promise<Item | undefined> {
  const recorded = await moderationOf(archive, { storyId, revision, pass });
  if (recorded === undefined) return undefined;
  const story = await archive.revision(storyId, revision);
  const was = before === undefined ? recorded : await before.judge(story);
  const item = itemOf(story, was, await after.judge(story));
  return { ...item, findings: item.findings.slice(0, MOST_FINDINGS) };
}

type Judged = Pick<Outcome<'moderation', unknown>, 'verdict' | 'findings' | 'because'>;

const itemOf = (
  { storyId, revision, source, headline }: Story,
  was: Pick<Judged, 'findings'> & { readonly verdict: string },
  is: Judged,
): Item => ({
  ...{ storyId, revision, source, headline, from: was.verdict, to: is.verdict },
  because: [...is.because],
  findings: added(was.findings ?? [], is.findings ?? []),
});

function added(before: readonly Finding[], after: readonly Finding[]): Finding[] {
  const name = ({ rule, action, field, offset, reason }: Finding) =>
    [rule, action, field, offset, reason].join(' ');
  const known = new Set(before.map(name));
  return after.filter((finding) => !known.has(name(finding)));
}

function questionOf(ticket: Ticket): TrialQuestion {
  if (ticket.kind !== 'trial') throw new TypeError(`a ${ticket.kind} ticket came to the trials`);
  return ticket.question;
}
