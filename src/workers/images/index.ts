import type { ImagesStages } from '../../queues/stage.ts';
import { ImagesResult } from '../../shared/archive/pictures.ts';
import type { Services } from '../../shared/services.ts';
import { createImageTools } from './image-tools.ts';
import { images } from './images.ts';
import { renditions } from './renditions.ts';
import { createSurvival, type Survival } from './survival.ts';

export async function open(services: Services): Promise<ImagesStages> {
  const { archive, config, meter, newsroom, pictures, pictureAddresses, sources } = services;
  const tools = createImageTools({
    store: archive.store,
    addresses: pictureAddresses,
    publisher: newsroom.site,
    allowPrivate: config.allowPrivate,
    survival: survivalOf(services),
    onMade: (format) => meter.count('renditions', { format }),
  });
  return {
    async images(trip) {
      // A source that has gone has no wishes.
      const missingPictures = (await sources.find(trip.story.source))?.missingPictures;
      const isReleased = trip.arrival.by !== 'pipeline';
      const wishes = { isReleased, missingPictures };
      const outcome = await images({ ...trip, ...wishes }, tools, trip.isLastAttempt);
      await pictures.note(trip.story.storyId, outcome.result.images);
      return outcome;
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

function survivalOf({ begun, log }: Services): Survival {
  return createSurvival({
    begun,
    endProcess() {
      log.fatal('a picture holds its decoder up: the process ends, to be started anew');
      // An orderly exit would wait for the thread that hangs.
      process.kill(process.pid, 'SIGKILL');
    },
  });
}
