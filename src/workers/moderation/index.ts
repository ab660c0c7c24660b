import type { StoryStage } from '../../queues/stage.ts';
import { policyFor } from '../../shared/moderation-policy.ts';
import type { Services } from '../../shared/services.ts';
import { moderate, openModeration } from './moderate.ts';
import { twinsOf } from './twins.ts';

export async function open(services: Services): Promise<StoryStage<'moderation'>> {
  const { newsroom, sources } = services;
  const rulebook = openModeration(newsroom.blockedLists);
  return async (trip) => {
    const { section, source } = trip.story;
    const twins = await twinsOf(trip.story, services);
    const policy = policyFor(newsroom.site.moderation, {
      section,
      source: (await sources.find(source))?.moderation,
    });
    return moderate(trip, { ...rulebook, policy, twins });
  };
}
