import type { StoryStage } from '../../queues/stage.ts';
import type { Services } from '../../shared/services.ts';
import { moderate, openModeration } from './moderate.ts';

export async function open({ newsroom }: Services): Promise<StoryStage<'moderation'>> {
  const tools = openModeration(newsroom.blockedLists);
  return (trip) => moderate(trip, tools);
}
