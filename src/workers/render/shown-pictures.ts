import type { ImagesResult, PreparedImage, ReaderWords } from '../../shared/archive/pictures.ts';
import { notShown, turningPoints } from '../../shared/rights/picture-terms.ts';
import { readerWords, rightsOfImage } from '../../shared/rights/rights-of-image.ts';
import type { Story } from '../../shared/story.ts';

export interface ShownPictures {
  readonly images: ImagesResult;
  /** Pictures that their terms keep off the page, in words. */
  readonly leftOut: readonly string[];
  /** When the page must be made anew, for what it may show changes then (RFC 3339, UTC). */
  readonly turns: readonly string[];
}

/** The pictures that a page made now may show, with the words that readers get to read of them. */
export function shownPictures(all: ImagesResult, story: Story, now: Date): ShownPictures {
  const at = now.getTime();
  const judged = all.images.map((image) => ({ image, reason: notShown(image.terms, at) }));
  return {
    images: {
      ...all,
      images: judged.flatMap(({ image, reason }) => (reason === undefined ? [image] : [])),
    },
    leftOut: judged.flatMap(({ image, reason }) =>
      reason === undefined ? [] : [`${nameOf(image, story)} is left out: ${reason}`],
    ),
    turns: [...new Set(all.images.flatMap(({ terms }) => turningPoints(terms, at)))].sort(),
  };
}

const nameOf = ({ id }: PreparedImage, { images }: Story): string =>
  `Picture ${images.findIndex((image) => image.id === id) + 1}`;

/** What readers get to read of a picture; results of before do not say it themselves. */
export function wordsOn(prepared: PreparedImage, story: Story): ReaderWords {
  const image = story.images.find(({ id }) => id === prepared.id);
  if (prepared.words !== undefined || image === undefined) return prepared.words ?? {};
  const sent = { story, image, metadata: prepared.metadata, arrived: story.received };
  return readerWords(sent, rightsOfImage(sent));
}
