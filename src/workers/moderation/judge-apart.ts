import { isDeepStrictEqual } from 'node:util';
import type { BlockedList } from '../../shared/blocked-list.ts';
import { TooCostly } from '../../shared/errors.ts';
import type { Finding } from '../../shared/finding.ts';
import type { RuleName } from '../../shared/rule-names.ts';
import type { Story } from '../../shared/story.ts';
import type { Threads } from '../../shared/threads/threads.ts';
import type { Layer } from './classifier/learn.ts';
import { type Judgement, type ModerationTools, moderate, openModeration } from './moderate.ts';
import type { Rulebook } from './rules.ts';

/** Bodies up to this, in UTF-16 units, are judged in a few milliseconds. */
const SMALL = 32 * 1024;
const BUDGET_MS = 15_000;

/** Runs in a thread where a text is long, and so takes and gives only what crosses. */
const home = import.meta.url;

interface Order extends Omit<ModerationTools, keyof Rulebook> {
  readonly story: Story;
  /** The rules cannot cross; they are made of these. */
  readonly lists: readonly BlockedList[];
  readonly layer: Layer;
}

/**
 * Judges a story, in another thread where it is long. One that takes longer than anything honest
 * is held, unread by the rules.
 */
export async function judgeApart(
  threads: Threads,
  story: Story,
  { rulebook, ...tools }: Omit<ModerationTools, keyof Rulebook> & { readonly rulebook: Rulebook },
): Promise<Judgement> {
  if (story.submittedBody.length <= SMALL) return moderate({ story }, { ...rulebook, ...tools });
  const { lists, layer, rulesVersion, modelVersion } = rulebook;
  const argument: Order = { story, ...tools, lists, layer };
  try {
    return await threads.run({ home, task: judgeAlone, argument, budgetMs: BUDGET_MS });
  } catch (error) {
    if (!(error instanceof TooCostly)) throw error;
    const finding = tooCostly(story, error);
    const result = { rulesVersion, modelVersion };
    return { verdict: 'held', because: [finding.reason], findings: [finding], result };
  }
}

let made: Rulebook | undefined;

/** Exported for the thread that runs it. */
export function judgeAlone({ story, lists, layer, ...tools }: Order): Promise<Judgement> {
  const isSame = made?.layer.version === layer.version && isDeepStrictEqual(made.lists, lists);
  if (made === undefined || !isSame) made = openModeration(lists, { layer });
  return moderate({ story }, { ...made, ...tools });
}

function tooCostly({ submittedBody }: Story, { message }: TooCostly): Finding {
  return {
    ...{ rule: 'too-costly' satisfies RuleName, action: 'hold', weight: 0 },
    ...{ field: '/body', offset: 0, length: submittedBody.length },
    excerpt: submittedBody.slice(0, 120),
    reason: `The rules could not judge it: ${message}`,
  };
}
