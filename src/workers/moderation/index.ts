import type { StoryStage } from '../../queues/stage.ts';
import { policyFor } from '../../shared/moderation-policy.ts';
import type { Services } from '../../shared/services.ts';
import { repairedByPolicy } from './apply-repairs.ts';
import { moderate, openModeration } from './moderate.ts';

export async function open({ newsroom, sources }: Services): Promise<StoryStage<'moderation'>> {
  const rulebook = openModeration(newsroom.blockedLists);
  return async (trip) => {
    const { section, source } = trip.story;
    const policy = policyFor(newsroom.site.moderation, {
      section,
      source: (await sources.find(source))?.moderation,
    });
    const outcome = await moderate(trip, { ...rulebook, policy });
    return repairedByPolicy(trip.story, outcome, policy);
  };
}
