import type { Judge, ModerationStages, TrialChanges } from '../../queues/stage.ts';
import { blockedListOf, type TermList } from '../../shared/lists/term-list.ts';
import {
  type ModerationPolicy,
  type PolicyPart,
  policyFor,
} from '../../shared/moderation-policy.ts';
import type { Services } from '../../shared/services.ts';
import type { Story } from '../../shared/story.ts';
import { repairedByPolicy } from './apply-repairs.ts';
import { moderate, openModeration } from './moderate.ts';
import type { Rulebook } from './rules.ts';
import { type TwinTools, twinsOf } from './twins.ts';

type Needed = Pick<Services, 'newsroom' | 'sources' | 'lists'> & TwinTools;

export async function open(services: Needed): Promise<ModerationStages> {
  const current = rulebookOf(services);
  await current();
  return {
    async moderation(trip) {
      return judged(trip.story, await current(), services);
    },
    under: (changes) => judgeUnder(services, changes),
  };
}

/** The rulebook of the lists in force: made anew when one of them has changed. */
function rulebookOf({ lists }: Pick<Services, 'lists'>): () => Promise<Rulebook> {
  let made: { readonly of: readonly TermList[]; readonly rulebook: Rulebook } | undefined;
  return async () => {
    const all = await lists.all();
    if (made?.of !== all) made = { of: all, rulebook: openModeration(all.map(blockedListOf)) };
    return made.rulebook;
  };
}

async function policyOf(
  { newsroom, sources }: Pick<Services, 'newsroom' | 'sources'>,
  { section, source }: Story,
): Promise<ModerationPolicy> {
  return policyFor(newsroom.site.moderation, {
    section,
    source: (await sources.find(source))?.moderation,
  });
}

async function judged(story: Story, rulebook: Rulebook, services: Needed, part: PolicyPart = {}) {
  const inForce = await policyOf(services, story);
  const rules = { ...inForce.rules, ...part.rules };
  const policy: ModerationPolicy = Object.assign({}, inForce, part, { rules });
  const twins = await twinsOf(story, services);
  return repairedByPolicy(story, await moderate({ story }, { ...rulebook, policy, twins }), policy);
}

async function judgeUnder(
  services: Needed,
  { lists = [], without = [], policy: part }: TrialChanges,
): Promise<Judge> {
  const names = new Set([...without, ...lists.map(({ name }) => name)]);
  const present = (await services.lists.all()).map(blockedListOf);
  const rulebook = openModeration([...present.filter(({ name }) => !names.has(name)), ...lists]);
  return {
    rulesVersion: rulebook.rulesVersion,
    judge: (story) => judged(story, rulebook, services, part),
  };
}
