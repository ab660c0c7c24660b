import type { ImagesStages } from '../../queues/stage.ts';
import { ImagesResult } from '../../shared/archive/pictures.ts';
import type { Services } from '../../shared/services.ts';
import { createImageTools } from './image-tools.ts';
import { images } from './images.ts';
import { renditions } from './renditions.ts';
import { createSurvival, type Survival } from './survival.ts';

export async function open(services: Services): Promise<ImagesStages> {
  const { archive, config, newsroom, pictures } = services;
  const tools = createImageTools({
    store: archive.store,
    publisher: newsroom.site,
    allowPrivate: config.allowPrivate,
    survival: survivalOf(services),
  });
  return {
    async images(trip) {
      const isReleased = (await trip.result('review')) !== undefined;
      const outcome = await images({ ...trip, isReleased }, tools, trip.isLastAttempt);
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
