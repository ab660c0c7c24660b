import type { FastifyBaseLogger } from 'fastify';
import { decide } from '../../queues/decide.ts';
import type { Decision } from '../../queues/decision.ts';
import { type Retry, retry } from '../../queues/retry.ts';
import { DecisionDocument } from '../../shared/archive/decision-document.ts';
import { keys } from '../../shared/archive/keys.ts';
import { noteDecision } from '../../shared/desk/note-decision.ts';
import { askRedis, needRedis } from '../redis-reach.ts';
import type { ServerTools } from '../server-tools.ts';

/** Carries a person's decision out, and tells everybody who wants to know of it. */
export async function carryOut(
  tools: ServerTools,
  decision: Decision,
  log: FastifyBaseLogger,
): Promise<void> {
  const { services, queues, metrics, redis } = tools;
  const { archive, desk, reviewDesk, subscribers } = services;
  // What a person decides is carried out at once or not at all.
  await needRedis(redis);
  const { document } = await decide({ archive, desk, queues, subscribers }, decision);
  const { storyId, revision, action, by } = decision;
  log.info({ storyId, revision, action, by }, 'decision');
  metrics.decisions.inc({ action: document.verdict === 'repaired' ? 'repair' : action });
  const tell = async () => {
    const kept = await archive.store.get(keys.decision(storyId, document.pass));
    if (kept === undefined) return;
    const recorded = DecisionDocument.parse(JSON.parse(kept.body.toString('utf8')));
    await noteDecision({ archive, reviewDesk }, recorded);
    await reviewDesk.letGo(storyId, by);
  };
  // The decision stands whether or not others hear of it; a rebuild reads it from the archive.
  await askRedis({ redis, log }, tell, undefined);
}

/** Lets a failed story go on. Throws as `retry` does. */
export async function retryStory(
  { services, queues, metrics, redis }: ServerTools,
  order: Retry,
  log: FastifyBaseLogger,
): Promise<void> {
  await needRedis(redis);
  const { archive, desk, subscribers } = services;
  await retry({ archive, desk, queues, subscribers }, order);
  const { storyId, revision, by } = order;
  log.info({ storyId, revision, action: 'retry', by }, 'decision');
  metrics.decisions.inc({ action: 'retry' });
}
