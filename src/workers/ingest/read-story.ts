import { createHash } from 'node:crypto';
import { charsetOf } from '../../shared/formats/charset.ts';
import { formats } from '../../shared/formats/formats.ts';
import { storyIdFor } from '../../shared/ids.ts';
import { languageDetector } from '../../shared/language/language-detector.ts';
import type { Format } from '../../shared/newsroom.ts';
import { HandedOver } from '../../shared/threads/crossing.ts';
import { type Made, type Making, makeStory } from './make-story.ts';

/** Runs in a thread where a body is large, and so takes and gives only what crosses. */
export const home = import.meta.url;

export interface Reading extends Omit<Making, 'submitted' | 'storyId' | 'imageHashes'> {
  readonly format: Format;
  readonly body: Uint8Array;
  /** As it came with the body. */
  readonly contentType: string;
}

/** A picture that came as bytes, and the name that the story knows it by. */
export interface Original {
  readonly sha256: string;
  readonly data: Uint8Array;
}

export interface ReadStory extends Made {
  readonly externalId: string;
  readonly status: 'usable' | 'withheld' | 'canceled';
  readonly version: number | undefined;
  readonly modified: string | undefined;
  readonly hasOwnSlug: boolean;
  readonly originals: readonly Original[];
}

/**
 * Reads a submission's body and makes a story of it. Throws Malformed, Invalid, and InvalidStory
 * where the body is beyond bounds.
 */
export async function readStory({
  format,
  body,
  contentType,
  ...making
}: Reading): Promise<HandedOver<ReadStory>> {
  const bytes = Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  const submitted = formats[format].read(bytes, charsetOf(contentType));
  const originals = submitted.images.map(({ data }) => data && originalOf(data));
  const { externalId, status, version, modified, slug } = submitted;
  const made = makeStory(
    {
      ...making,
      submitted,
      storyId: storyIdFor(making.source.id, externalId),
      imageHashes: originals.map((original) => original?.sha256),
    },
    await languageDetector(),
  );
  const kept = originals.filter((original) => original !== undefined);
  const value = {
    ...{ ...made, externalId, status, version, modified },
    ...{ hasOwnSlug: slug !== undefined, originals: kept },
  };
  return new HandedOver(
    value,
    kept.map(({ data }) => data),
  );
}

/** In memory of its own, which a thread can give away. */
function originalOf(data: Buffer): Original {
  const isAlone = data.byteLength === data.buffer.byteLength;
  return {
    sha256: createHash('sha256').update(data).digest('hex'),
    data: isAlone ? data : new Uint8Array(data),
  };
}
