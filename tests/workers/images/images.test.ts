import { beforeAll, describe, expect, test } from 'vitest';
import { images } from '../../../src/workers/images/images.ts';
import { renditions } from '../../../src/workers/images/renditions.ts';
import { sharp } from '../../../src/workers/images/tuned-sharp.ts';
import { UnusablePicture } from '../../../src/workers/images/unusable-picture.ts';
import { linked, openBench, neverAborted as signal, storyWith } from './support/stage.ts';

const url = 'https://news.example/a.jpg';
const gone = 'https://news.example/gone.jpg';
const late = 'https://news.example/late.jpg';
let picture: Buffer;
beforeAll(async () => {
  picture = await sharp({ create: { width: 2000, height: 1500, channels: 3, background: '#246' } })
    .jpeg()
    .toBuffer();
});

describe('the images stage', () => {
  test('is ready with the essential renditions, and says what follows', async () => {
    const { tools } = await openBench({ [url]: picture });
    const outcome = await images({ story: storyWith([linked(url)]), signal }, tools, true);
    expect(outcome.verdict).toBe('ready');
    expect(outcome.because).toEqual(['1 picture prepared in 3 renditions; 15 to follow.']);
    expect(outcome.result.complete).toBe(false);
  });

  test.each([{ usageTerms: 'MUST NOT BE EDITED' }, { editorialNote: 'DO NOT OBSCURE LOGO' }])(
    'makes no crops where the story says %j',
    async (said) => {
      const { tools } = await openBench({ [url]: picture });
      const story = { ...storyWith([linked(url)]), ...said };
      const earlier = (await images({ story, signal }, tools, true)).result;
      const { result } = await renditions({ story, signal, earlier }, tools);
      const uses = new Set(
        result.images.flatMap((image) => image.renditions.map(({ use }) => use)),
      );
      expect([...uses]).toEqual(['picture']);
    },
  );

  test('is ready without a picture that cannot be had, and says so', async () => {
    const { tools } = await openBench({});
    const outcome = await images({ story: storyWith([linked(gone)]), signal }, tools, true);
    expect(outcome.verdict).toBe('ready');
    expect(outcome.because).toEqual([
      'The picture at https://news.example/gone.jpg answered 404. The story goes on without it.',
    ]);
    expect(outcome.result).toMatchObject({ images: [], missing: [{ id: gone }] });
  });
});

describe('the rest of the ladder', () => {
  test('is made once: a second trip finds the story unchanged', async () => {
    const { tools } = await openBench({ [url]: picture });
    const story = storyWith([linked(url)]);
    const { result: earlier } = await images({ story, signal }, tools, true);
    const outcome = await renditions({ story, signal, earlier }, tools);
    expect(outcome.verdict).toBe('ready');
    expect(outcome.because).toEqual(['1 picture prepared in 17 renditions.']);
    expect(outcome.result.complete).toBe(true);
    const again = await renditions({ story, signal, earlier: outcome.result }, tools);
    expect(again).toMatchObject({ verdict: 'unchanged', result: outcome.result });
  });

  test('a run after one that was killed at its end still sends the story on', async () => {
    const { tools } = await openBench({ [url]: picture });
    const story = storyWith([linked(url)]);
    const { result: earlier } = await images({ story, signal }, tools, true);
    await renditions({ story, signal, earlier }, tools);
    expect((await renditions({ story, signal, earlier }, tools)).verdict).toBe('ready');
  });

  test('brings in a picture that was late', async () => {
    const web: Record<string, Buffer | Error> = {
      [late]: new UnusablePicture('answered 503', { transient: true }),
    };
    const { tools } = await openBench(web);
    const story = storyWith([linked(late)]);
    const { result: earlier } = await images({ story, signal }, tools, true);
    expect(earlier.missing).toHaveLength(1);
    web[late] = picture;
    const outcome = await renditions({ story, signal, earlier }, tools);
    expect(outcome.verdict).toBe('ready');
    expect(outcome.result).toMatchObject({ missing: [], images: [{ id: late }] });
  });
});
