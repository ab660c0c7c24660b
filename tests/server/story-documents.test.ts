import { afterEach, beforeEach, expect, test } from 'vitest';
import { stageDocuments } from '../../src/server/api/story-documents.ts';
import { anOpening, STORY_ID } from '../support/story-samples.ts';
import { type TemporaryStores, temporaryStores } from '../support/temporary-archive.ts';

let stores: TemporaryStores;
beforeEach(async () => {
  stores = await temporaryStores();
});
afterEach(() => stores.remove());

test('the documents of a story that was edited for days are read a few at a time', async () => {
  const { archive } = stores;
  const { document } = anOpening();
  for (let pass = 1; pass <= 120; pass += 1) {
    const at = new Date(pass).toISOString();
    const about = { schema: 1, storyId: STORY_ID, revision: 1, pass, at } as const;
    await archive.putStage({ ...document, ...about, stage: 'ingest' });
  }
  const { stage } = archive;
  let [atOnce, most] = [0, 0];
  archive.stage = async (...named) => {
    atOnce += 1;
    most = Math.max(most, atOnce);
    try {
      return await stage(...named);
    } finally {
      atOnce -= 1;
    }
  };
  const documents = await stageDocuments(archive, STORY_ID);
  expect(documents.map(({ pass }) => pass)).toEqual(Array.from({ length: 120 }, (_, at) => at + 1));
  expect(most).toBeLessThanOrEqual(20);
});
