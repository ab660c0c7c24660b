import { expect, test } from 'vitest';
import { planRenditions } from '../../../src/workers/images/ladder.ts';
import { makeRenditions } from '../../../src/workers/images/make-renditions.ts';
import { decodeMaster } from '../../../src/workers/images/master.ts';
import { photograph } from './support/pictures.ts';
import { neverAborted, openBench } from './support/stage.ts';

test('a film whose frames are damaged stands still; the picture is not lost', async () => {
  const { store } = await openBench({});
  const master = await decodeMaster(await photograph(320, 200).png().toBuffer(), 320);
  const source = {
    width: 320,
    height: 200,
    frames: 5,
    kind: 'photograph',
    transparent: false,
  } as const;
  const made = await makeRenditions({
    ...{ master, store, made: [], xmp: undefined, signal: neverAborted },
    original: Buffer.from('no film'),
    sha256: 'a'.repeat(64),
    onMade() {},
    wanted: planRenditions(source, { mark: '', noCrop: true }),
    operation: (work) => work(),
  });
  expect(made.leftOut).toContainEqual({
    file: 'm320-q60.webp',
    reason: 'cannot be made into m320-q60.webp',
  });
  expect(made.renditions.map(({ use }) => use)).toContain('picture');
});
