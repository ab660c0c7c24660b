import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { keys } from '../../../src/shared/archive/keys.ts';
import { openDirectory } from '../../../src/shared/object-store/directory.ts';
import type { ObjectStore } from '../../../src/shared/object-store/object-store.ts';
import { encodePicture } from '../../../src/workers/images/encode.ts';
import { createImageTools, type ImageTools } from '../../../src/workers/images/image-tools.ts';
import { inspectOriginal } from '../../../src/workers/images/inspect-original.ts';
import type { PlannedRendition } from '../../../src/workers/images/ladder.ts';
import { decodeMaster, narrowMaster } from '../../../src/workers/images/master.ts';
import { prepareImages } from '../../../src/workers/images/prepare-images.ts';
import { answerLines, timed } from '../side.ts';

const Picture = z.object({ path: z.string(), sha256: z.string() });
type Picture = z.infer<typeof Picture>;

const Asked = z.discriminatedUnion('make', [
  /** The ladder of these pictures side by side, in one lane after the other. */
  z.object({
    make: z.literal('ladder'),
    pictures: z.array(Picture),
    lanes: z.array(z.enum(['essential', 'all'])),
    /** Where copies of the original and of what was made of it are to be left. */
    keepIn: z.string().optional(),
  }),
  /** Outputs that the bench chose, by the ladder's own decoding and encoding. */
  z.object({
    make: z.literal('outputs'),
    picture: Picture,
    width: z.number(),
    plan: z.array(z.custom<PlannedRendition>((value) => typeof value === 'object')),
  }),
]);
type Asked = z.infer<typeof Asked>;

const [ram = ''] = process.argv.slice(2);
const owed = { creditLine: 'Jo Bench/Agency', usageTerms: 'Editorial use only. No sales.' };
const { signal } = new AbortController();

await answerLines((line) => {
  const asked = Asked.parse(line);
  return asked.make === 'ladder' ? makeLadder(asked) : makeOutputs(asked);
});

/** The images stage itself, on originals that are in its archive. */
async function makeLadder({ pictures, lanes, keepIn }: Asked & { make: 'ladder' }) {
  const folder = await mkdtemp(join(ram, 'archive-'));
  const store = openDirectory(folder);
  const tools = createImageTools({ store, allowPrivate: [] });
  try {
    for (const picture of pictures) await keepOriginal(picture, store);
    const missing: string[] = [];
    const work = await timed(async () => {
      const made = await Promise.all(pictures.map((picture) => inLanes(picture, lanes, tools)));
      missing.push(...made.flatMap((one) => one.missing));
      return made.flatMap(({ bytes }) => bytes);
    });
    if (keepIn !== undefined)
      for (const { sha256 } of pictures) await copyOut(sha256, store, keepIn);
    return { ...work, missing };
  } finally {
    await tools.close();
    await store.close();
    await rm(folder, { recursive: true });
  }
}

/** As plain files, for programs that know nothing of archives. */
async function copyOut(sha256: string, store: ObjectStore, folder: string): Promise<void> {
  for await (const { key } of store.list(keys.rendition(sha256, ''))) {
    const body = (await store.get(key))?.body;
    if (body !== undefined) await writeFile(join(folder, key.replaceAll('/', '-')), body);
  }
}

async function keepOriginal({ path, sha256 }: Picture, store: ObjectStore): Promise<void> {
  await store.put(keys.original(sha256), await readFile(path), { contentType: 'image/jpeg' });
}

/** One story's picture. */
async function inLanes(
  { sha256 }: Picture,
  lanes: readonly ('essential' | 'all')[],
  tools: ImageTools,
) {
  let made: { bytes: number[]; missing: string[] } = { bytes: [], missing: [] };
  for (const lane of lanes) {
    const image = { id: sha256, sha256, role: 'lead' as const, ...owed };
    const { result } = await prepareImages([image], tools, { lane, lastAttempt: true, signal });
    made = {
      bytes: result.images.flatMap(({ renditions }) => renditions.map(({ bytes }) => bytes)),
      missing: result.missing.map(({ reason }) => reason),
    };
  }
  return made;
}

function makeOutputs({ picture, width, plan }: Asked & { make: 'outputs' }) {
  return timed(async () => {
    const original = await readFile(picture.path);
    const master = await decodeMaster(original, width, await inspectOriginal(original));
    const bytes: number[] = [];
    for (const size of new Set(plan.map((planned) => planned.width))) {
      const sized = await narrowMaster(master, size);
      for (const planned of plan.filter((one) => one.width === size)) {
        bytes.push((await encodePicture(sized, planned, undefined)).body.length);
      }
    }
    return bytes;
  });
}
