import type { Judge, ModerationStages, TrialChanges } from '../../queues/stage.ts';
import { isCanary } from '../../shared/canary.ts';
import type { Finding } from '../../shared/finding.ts';
import { blockedListOf, type TermList } from '../../shared/lists/term-list.ts';
import {
  type ModerationPolicy,
  type PolicyPart,
  policyFor,
} from '../../shared/moderation-policy.ts';
import type { Services } from '../../shared/services.ts';
import type { Story } from '../../shared/story.ts';
import { openWebClient } from '../../shared/web/web-client.ts';
import { repairedByPolicy } from './apply-repairs.ts';
import { judgeApart } from './judge-apart.ts';
import { layerOfLessons } from './lessons.ts';
import { openModeration } from './moderate.ts';
import { outsideOpinions } from './opinions/opinions.ts';
import type { Rulebook } from './rules.ts';
import { type TwinTools, twinsOf } from './twins.ts';

const limits = { bytes: 256 * 1024, redirects: 0, connect: 2_000, headers: 4_000, total: 5_000 };

type Needed = Pick<Services, 'newsroom' | 'sources' | 'lists' | 'reviewDesk' | 'threads'> &
  TwinTools;
type Opened = Needed & Pick<Services, 'config' | 'log' | 'publicUrl'>;

export async function open(services: Opened): Promise<ModerationStages> {
  const current = rulebookOf(services);
  await current();
  const { config, log, newsroom, publicUrl } = services;
  const web = openWebClient(limits, { allowPrivate: config.allowPrivate });
  const opinionTools = { hooks: newsroom.site.moderation.hooks, web, log };
  return {
    async moderation({ story, pass, signal }) {
      const id = `${story.storyId}.${pass}`;
      // Nobody outside is asked, or billed, about a story that says nothing.
      const opinions = isCanary(story)
        ? []
        : await outsideOpinions({ story, id, publicUrl, signal }, opinionTools);
      return judged(story, { rulebook: await current(), opinions }, services);
    },
    // Nobody outside is asked about a story a second time for a trial's sake.
    under: (changes) => judgeUnder(services, changes),
    close: () => web.close(),
  };
}

/** The rulebook of the lists in force and of what reviewers taught: made anew when that changes. */
function rulebookOf({
  lists,
  ...tools
}: Pick<Services, 'lists' | 'reviewDesk' | 'threads'>): () => Promise<Rulebook> {
  const learnt = layerOfLessons(tools);
  let made: { readonly of: readonly TermList[]; readonly rulebook: Rulebook } | undefined;
  return async () => {
    const [all, layer] = await Promise.all([lists.all(), learnt()]);
    if (made?.of !== all || made.rulebook.layer !== layer) {
      made = { of: all, rulebook: openModeration(all.map(blockedListOf), { layer }) };
    }
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

interface By {
  readonly rulebook: Rulebook;
  readonly opinions?: readonly Finding[];
  /** A policy on trial. */
  readonly part?: PolicyPart | undefined;
}

async function judged(story: Story, { rulebook, opinions = [], part = {} }: By, services: Needed) {
  const inForce = await policyOf(services, story);
  const rules = { ...inForce.rules, ...part.rules };
  const policy: ModerationPolicy = Object.assign({}, inForce, part, { rules });
  const twins = isCanary(story) ? [] : await twinsOf(story, services);
  const tools = { rulebook, policy, twins, opinions };
  const outcome = await judgeApart(services.threads, story, tools);
  return repairedByPolicy(story, outcome, { policy, rules: rulebook.rules });
}

async function judgeUnder(
  services: Needed,
  { lists = [], without = [], policy: part }: TrialChanges,
): Promise<Judge> {
  const names = new Set([...without, ...lists.map(({ name }) => name)]);
  const present = (await services.lists.all()).map(blockedListOf);
  const inForce = [...present.filter(({ name }) => !names.has(name)), ...lists];
  const rulebook = openModeration(inForce, { layer: await layerOfLessons(services)() });
  return {
    rulesVersion: rulebook.rulesVersion,
    judge: (story) => judged(story, { rulebook, part }, services),
  };
}
