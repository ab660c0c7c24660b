import type { FastifyBaseLogger } from 'fastify';
import { decide } from '../../queues/decide.ts';
import { NoSuchStory, StaleDecision } from '../../queues/decision.ts';
import { audit } from '../../shared/audit.ts';
import type { DeskEntry } from '../../shared/desk/desk.ts';
import { selectStories } from '../bulk/select-stories.ts';
import { needRedis } from '../redis-reach.ts';
import type { ServerTools } from '../server-tools.ts';

/** Stories decided at once. */
const AT_ONCE = 8;

export interface Remoderation {
  readonly source?: string | undefined;
  readonly reason: string;
  readonly by: string;
}

export interface Remoderated {
  readonly found: number;
  readonly sent: number;
  readonly skipped: number;
  readonly more: boolean;
}

/** Sends every story that moderation holds through it again. What others decide meanwhile is theirs. */
export async function remoderateAll(
  tools: ServerTools,
  { source, reason, by }: Remoderation,
  log: FastifyBaseLogger,
): Promise<Remoderated> {
  await needRedis(tools.redis);
  const { archive } = tools.services;
  const about = { state: 'held', source: source ?? null };
  await audit(archive.store, { by, deed: 'remoderate', reason, about });
  // All of them first: those sent on leave the list while it is walked.
  const { entries, more } = await selectStories(tools, { state: 'held', source });
  let sent = 0;
  const waiting = [...entries];
  const work = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      if (await remoderate(tools, next, { reason, by })) sent += 1;
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  const result = { found: entries.length, sent, skipped: entries.length - sent, more };
  log.info({ ...result, by, source }, 'held stories are moderated again');
  return result;
}

async function remoderate(
  { services: { archive, desk, subscribers }, queues }: ServerTools,
  { storyId, revision }: DeskEntry,
  why: { readonly reason: string; readonly by: string },
): Promise<boolean> {
  try {
    const tools = { archive, desk, queues, subscribers };
    await decide(tools, { action: 'remoderate', storyId, revision, ...why });
    return true;
  } catch (error) {
    if (error instanceof StaleDecision || error instanceof NoSuchStory) return false;
    throw error;
  }
}
