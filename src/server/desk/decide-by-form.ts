import type { FastifyReply } from 'fastify';
import { StaleDecision } from '../../queues/decision.ts';
import { resolveRepairs } from '../../queues/repairs.ts';
import { moderationOf } from '../../shared/archive/moderated.ts';
import { Invalid } from '../../shared/formats/format.ts';
import type { Repair } from '../../shared/repair.ts';
import { nameOf, type Visit } from '../people/access.ts';
import { carryOut } from '../review/carry-out.ts';
import type { ServerTools } from '../server-tools.ts';
import { type DecisionForm, decisionIn, storyIdIn } from './forms.ts';
import { sendStory } from './send-story.ts';

const done = { release: 'released', repair: 'repaired', reject: 'rejected' } as const;

/** Decides, or shows what would become of the text; what does not fit is told on the same page. */
export async function decideByForm(tools: ServerTools, visit: Visit): Promise<FastifyReply> {
  const form = decisionIn(visit.request);
  const fault = faultIn(form);
  if (fault !== undefined) return sendStory(tools, visit, { filled: form, fault, status: 422 });
  try {
    if (form.do === 'preview') {
      const preview = await repairsOf(tools, storyIdIn(visit.request), form);
      return await sendStory(tools, visit, { filled: form, preview });
    }
    await carryOut(tools, decisionOf(visit, form), visit.request.log);
    return visit.reply.redirect(`/desk/review?done=${done[form.do]}`, 303);
  } catch (error) {
    if (error instanceof StaleDecision) {
      const fault = `${error.message} Somebody else may have decided; this is how it stands now.`;
      return sendStory(tools, visit, { filled: form, fault, status: 409 });
    }
    if (error instanceof Invalid) {
      return sendStory(tools, visit, { filled: form, fault: error.message, status: 422 });
    }
    throw error;
  }
}

function faultIn({ do: verb, cut, reason }: DecisionForm): string | undefined {
  const needsParts = verb === 'repair' || verb === 'preview';
  if (needsParts && cut.length === 0) return 'Tick the findings that are to be cut out first.';
  const needsReason = verb !== 'preview' && reason === '';
  return needsReason ? 'Say why; it is kept with the story.' : undefined;
}

function decisionOf({ request }: Visit, form: DecisionForm) {
  const { revision, reason, cut, falseAlarm } = form;
  return {
    action: form.do === 'reject' ? ('reject' as const) : ('release' as const),
    storyId: storyIdIn(request),
    ...{ revision, reason, by: nameOf(request), falseAlarm },
    ...(form.do === 'repair' && { repairs: cut.map((finding) => ({ finding })) }),
  };
}

async function repairsOf(
  { services: { archive } }: ServerTools,
  storyId: string,
  { revision, cut }: DecisionForm,
): Promise<Repair[]> {
  const held = await archive.head(storyId);
  if (held?.head.revision !== revision) throw new StaleDecision('The story has moved on.');
  const [story, moderated] = await Promise.all([
    archive.revision(storyId, revision),
    moderationOf(archive, held.head),
  ]);
  return resolveRepairs(
    cut.map((finding) => ({ finding })),
    { story, findings: moderated?.findings ?? [] },
  );
}
