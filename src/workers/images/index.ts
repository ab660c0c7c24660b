import type { ImagesStages } from '../../queues/stage.ts';
import { ImagesResult } from '../../shared/archive/pictures.ts';
import type { Services } from '../../shared/services.ts';
import { createImageTools } from './image-tools.ts';
import { images } from './images.ts';
import { renditions } from './renditions.ts';

export async function open({ archive, config, pictures }: Services): Promise<ImagesStages> {
  const tools = createImageTools({ store: archive.store, allowPrivate: config.allowPrivate });
  return {
    async images(trip) {
      const outcome = await images(trip, tools, trip.isLastAttempt);
      await pictures.note(trip.story.storyId, outcome.result.images);
      return outcome;
    },
    async renditions(trip) {
      const earlier = ImagesResult.parse(await trip.result('images'));
      return renditions({ ...trip, earlier }, tools, trip.isLastAttempt);
    },
    isComplete(result) {
      const { complete, missing } = ImagesResult.parse(result);
      return complete && missing.length === 0;
    },
    close: () => tools.close(),
  };
}
