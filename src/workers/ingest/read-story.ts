import { charsetOf } from '../../shared/formats/charset.ts';
import { storyIdFor } from '../../shared/ids.ts';
import { languageDetector } from '../../shared/language/language-detector.ts';
import { boundaryOf } from '../../shared/reading/form-parts.ts';
import { readSubmission } from '../../shared/reading/read-submission.ts';
import type { Format } from '../../shared/source-declaration.ts';
import { HandedOver } from '../../shared/threads/crossing.ts';
import { type Made, type Making, makeStory } from './make-story.ts';
import { originalOf } from './original.ts';

/** Runs in a thread where a body is large, and so takes and gives only what crosses. */
export const home = import.meta.url;

export interface Reading extends Omit<Making, 'submitted' | 'storyId' | 'imageHashes'> {
  readonly format: Format;
  readonly body: Uint8Array;
  /** As it came with the body. */
  readonly contentType: string;
}

export interface ReadStory extends Made {
  readonly externalId: string;
  readonly status: 'usable' | 'withheld' | 'canceled';
  readonly version: number | undefined;
  readonly modified: string | undefined;
  readonly hasOwnSlug: boolean;
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
  const submitted = readSubmission(bytes, {
    ...{ format, charset: charsetOf(contentType), boundary: boundaryOf(contentType) },
  });
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
  const kept = [...originals.filter((original) => original !== undefined), ...made.originals];
  const value = {
    ...{ ...made, externalId, status, version, modified },
    ...{ hasOwnSlug: slug !== undefined, originals: kept },
  };
  return new HandedOver(
    value,
    kept.map(({ data }) => data),
  );
}
