import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { readMetadata } from '../../../../src/workers/images/metadata/read-metadata.ts';
import { corpusFile, corpusFiles, hasCorpus, noticeMissingCorpus } from '../support/corpus.ts';

noticeMissingCorpus('metadata against exiftool');
const hasExiftool = spawnSync('exiftool', ['-ver']).status === 0;
if (!hasExiftool) {
  console.warn('No exiftool: install Debian’s libimage-exiftool-perl.');
  if (process.env.CI) throw new Error('CI needs exiftool');
}

const Told = z.record(z.string(), z.unknown());

function exiftool(body: Buffer): z.infer<typeof Told> {
  const folder = mkdtempSync(join(tmpdir(), 'dateline-'));
  try {
    const file = join(folder, 'picture');
    writeFileSync(file, body);
    const { stdout } = spawnSync('exiftool', ['-j', '-G0', '-n', file]);
    return z.array(Told).parse(JSON.parse(stdout.toString()))[0] ?? {};
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Fields of ours and the tags of exiftool in the order of their precedence. */
const fields = {
  headline: ['XMP:Headline', 'IPTC:Headline'],
  caption: ['XMP:Description', 'IPTC:Caption-Abstract', 'EXIF:ImageDescription'],
  creditLine: ['XMP:Credit', 'IPTC:Credit'],
  copyrightNotice: ['XMP:Rights', 'IPTC:CopyrightNotice', 'EXIF:Copyright'],
  usageTerms: ['XMP:UsageTerms'],
  instructions: ['XMP:Instructions', 'IPTC:SpecialInstructions'],
  altText: ['XMP:AltTextAccessibility'],
  transmissionReference: ['XMP:TransmissionReference', 'IPTC:OriginalTransmissionReference'],
} as const;

/** What a program wrote where nobody did. */
const saysNothing = /^(?:-?|Created with GIMP)$/;

const plain = (text: unknown) =>
  (Array.isArray(text) ? text.join(', ') : String(text ?? '')).replace(/\s+/g, ' ').trim();

/** A file without any test is a fault to Vitest. */
const names = hasCorpus ? corpusFiles('metadata') : ['a photograph'];

test.skipIf(!hasCorpus || !hasExiftool).each(names)(
  '%s says to us what it says to exiftool',
  async (name) => {
    const body = corpusFile('metadata', name);
    const told = exiftool(body);
    const read = await readMetadata(body);
    for (const [field, tags] of Object.entries(fields)) {
      // Written twice there: the first stands with us, the last with exiftool.
      if (name === 'grid_cech.jpg' && (field === 'headline' || field === 'caption')) continue;
      const ours = plain(read[field as keyof typeof fields]);
      const written = tags.map((tag) => plain(told[tag])).find((text) => !saysNothing.test(text));
      const theirs = (written ?? '').slice(0, ours.length || undefined);
      expect({ field, text: ours }).toEqual({ field, text: theirs });
    }
  },
);
