import { execFile } from 'node:child_process';
import { mkdtemp, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';
import type { Measured } from '../row.ts';
import type { Bench } from './bench.ts';
import { openScript } from './side.ts';
import { isInstalled } from './tool.ts';

/** What one file says, by `group:tag`. */
const Tags = z.array(z.record(z.string(), z.unknown()));
type Tags = z.infer<typeof Tags>[number];

const credit = /^XMP-photoshop:Credit$/;
const rights = /^XMP-(xmpRights:UsageTerms|dc:Rights)/;
/** What must not leave the house: where, by which camera, and the picture before it was cropped. */
const told = /GPS|Serial|^IFD1:|ThumbnailImage|PreviewImage|^IPTC:(?!.*(Credit|Copyright))/;

/** Whether every rendition carries what is owed, and nothing else; exiftool reads them. */
export async function measureMetadata(bench: Bench): Promise<Measured> {
  if (!isInstalled('exiftool')) {
    return [
      { what: 'metadata of renditions', skipped: 'no exiftool (Debian: libimage-exiftool-perl)' },
    ];
  }
  const keepIn = await mkdtemp(join(bench.ram, 'kept-'));
  const pictures = bench.photographs.filter((_, at) => !bench.quick || at % 4 === 0);
  const side = openScript('dateline', {}, bench.ram);
  try {
    for (const [at, picture] of pictures.entries()) {
      if (at % 5 === 0) bench.say(`metadata: ${at} of ${pictures.length} photographs`);
      const asked = { make: 'ladder', pictures: [picture], lanes: ['all'], keepIn };
      await side.ask(JSON.stringify(asked));
    }
  } finally {
    await side.close();
  }
  const all = await tagsBelow(keepIn);
  const isOriginal = (tags: Tags) => /original$/.test(String(tags.SourceFile));
  return judged(
    all.filter((tags) => !isOriginal(tags)),
    all.filter(isOriginal),
  );
}

function judged(renditions: readonly Tags[], originals: readonly Tags[]): Measured {
  const owed = renditions.filter((tags) => says(tags, credit) && says(tags, rights));
  const telling = renditions.filter((tags) => says(tags, told));
  const among = originals.filter((tags) => says(tags, told)).length;
  return [
    {
      what: 'renditions with credit and rights in XMP',
      value: owed.length / renditions.length,
      unit: 'of 1',
      goal: { atLeast: 1 },
      note: `${owed.length} of ${renditions.length}`,
    },
    {
      what: 'renditions with GPS, serial numbers or a thumbnail',
      value: telling.length,
      unit: '',
      goal: { atMost: 0 },
      note: `of ${renditions.length}; ${among} of ${originals.length} originals have them`,
    },
  ];
}

const says = (tags: Tags, pattern: RegExp): boolean =>
  Object.keys(tags).some((name) => pattern.test(name));

async function tagsBelow(folder: string): Promise<readonly Tags[]> {
  const files = (await readdir(folder, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile() && !entry.name.endsWith('.json'))
    .map((entry) => join(entry.parentPath, entry.name));
  const words = ['-json', '-G1', '-fast', ...files];
  const run = promisify(execFile);
  const { stdout } = await run('exiftool', words, { maxBuffer: 1e9 });
  return Tags.parse(JSON.parse(stdout));
}
