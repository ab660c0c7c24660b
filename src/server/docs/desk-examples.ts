import type { Example } from './example.ts';

const storyId = 'q2aauo432iqc3gtfhtwc';

/** Of the routes that the desk is made of. */
export const deskExamples: Readonly<Record<string, Example>> = {
  'GET /v1/stories/{id}/standing': {
    answer: {
      ...{ storyId, isLive: false },
      because: 'it waits behind 41 others for images, for 12 s',
      next: 'its turn in about 49 s',
      sentence:
        'Not live because it waits behind 41 others for images, for 12 s; next: its turn in about 49 s.',
    },
  },
};
