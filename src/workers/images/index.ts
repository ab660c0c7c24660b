import type { ImagesStages } from '../../queues/stage.ts';
import { ImagesResult } from '../../shared/archive/pictures.ts';
import type { Services } from '../../shared/services.ts';
import { createImageTools } from './image-tools.ts';
import { images } from './images.ts';
import { renditions } from './renditions.ts';

export async function open(services: Services): Promise<ImagesStages> {
  const { archive, config, newsroom, sources, pictureAddresses } = services;
  const tools = createImageTools({
    store: archive.store,
    addresses: pictureAddresses,
    publisher: newsroom.site,
    allowPrivate: config.allowPrivate,
  });
  return {
    async images(trip) {
      // A source that has gone has no wishes.
      const missingPictures = (await sources.find(trip.story.source))?.missingPictures;
      const isReleased = trip.arrival.by !== 'pipeline';
      return images({ ...trip, isReleased, missingPictures }, tools, trip.isLastAttempt);
    },
    async renditions(trip) {
      const earlier = ImagesResult.parse(await trip.result('images'));
      return renditions({ ...trip, earlier }, tools);
    },
    isComplete(result) {
      const { complete, missing } = ImagesResult.parse(result);
      return complete && missing.every(({ awaitedSince }) => awaitedSince === undefined);
    },
    close: () => tools.close(),
  };
}
