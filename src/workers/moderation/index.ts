import type { StoryStage } from '../../queues/stage.ts';
import { policyFor } from '../../shared/moderation-policy.ts';
import type { Services } from '../../shared/services.ts';
import { moderate, openModeration } from './moderate.ts';

export async function open({ newsroom, sources }: Services): Promise<StoryStage<'moderation'>> {
  const rulebook = openModeration(newsroom.blockedLists);
  return async (trip) => {
    const { section, source } = trip.story;
    const policy = policyFor(newsroom.site.moderation, {
      section,
      source: (await sources.find(source))?.moderation,
    });
    return moderate(trip, { ...rulebook, policy });
  };
}
