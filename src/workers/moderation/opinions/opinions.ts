import type { Logger } from 'pino';
import type { Finding } from '../../../shared/finding.ts';
import type { ModerationHook } from '../../../shared/moderation-policy.ts';
import type { WebClient } from '../../../shared/web/web-client.ts';
import { askAkismet } from './akismet.ts';
import { askHttpHook } from './http-hook.ts';
import type { Question } from './opinion.ts';

export interface OpinionTools {
  readonly hooks: readonly ModerationHook[];
  readonly web: WebClient;
  readonly log: Logger;
}

/**
 * What services outside say of a story. The one place where its text leaves the process, and only
 * to those that the newsroom names; who does not answer is answered for by the hook's policy.
 */
export async function outsideOpinions(
  question: Question,
  { hooks, web, log }: OpinionTools,
): Promise<Finding[]> {
  const opinions = hooks.map(async (hook) => {
    try {
      return await ask(hook, question, web);
    } catch (error) {
      question.signal.throwIfAborted();
      const why = error instanceof Error ? error.message.split('\n')[0] : String(error);
      log.warn({ hook: hook.name, storyId: question.story.storyId, err: why }, 'no opinion');
      return [silence(hook, question, why ?? '')];
    }
  });
  return (await Promise.all(opinions)).flat();
}

const ask = (hook: ModerationHook, question: Question, web: WebClient) =>
  hook.kind === 'akismet' ? askAkismet(hook, question, web) : askHttpHook(hook, question, web);

function silence(
  { name, whenSilent }: ModerationHook,
  { story: { headline } }: Question,
  why: string,
): Finding {
  const holds = whenSilent === 'hold';
  return {
    ...{ rule: `hook:${name}`, action: holds ? 'hold' : 'note', weight: 0 },
    ...{ field: '/headline', offset: 0, length: headline.length, excerpt: headline.slice(0, 120) },
    reason: `${name} was asked for an opinion and gave none: ${why.slice(0, 200)}`,
  };
}
