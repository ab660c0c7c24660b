import type { ReaderWords } from '../archive/pictures.ts';
import type { Story, StoryImage } from '../story.ts';
import { shownCredit } from './mandatory-credit.ts';
import type { PictureMetadata } from './picture-metadata.ts';
import type { PictureRights, RightsField, RightsText } from './picture-rights.ts';
import { readPictureRights } from './read-picture-rights.ts';

/** A picture within its story, and what its own file says where that has been read. */
export interface ImageAsSent {
  readonly story: Pick<Story, 'usageTerms' | 'editorialNote'>;
  readonly image: StoryImage;
  readonly metadata?: PictureMetadata | undefined;
  /** When it first came (RFC 3339). */
  readonly arrived: string;
}

/**
 * Reads everything that was said of a picture together, for agencies write their demands into any
 * field: the story's words on it, the story's own terms and desk notes, and the file's. The story's
 * come first, so its caption and credit stand where both have one.
 */
export function rightsOfImage({ story, image, metadata, arrived }: ImageAsSent): PictureRights {
  const said: readonly (readonly [RightsField, string | undefined])[] = [
    ['caption', image.caption],
    ['creditLine', image.creditLine],
    ['usageTerms', image.usageTerms],
    ['usageTerms', story.usageTerms],
    ['editorialNote', story.editorialNote],
    ['caption', metadata?.caption],
    ['caption', image.altText],
    ['headline', metadata?.headline],
    ['creditLine', metadata?.creditLine],
    ['copyrightNotice', metadata?.copyrightNotice],
    ['usageTerms', metadata?.usageTerms],
    ['instructions', metadata?.instructions],
  ];
  const texts = said.flatMap(([field, text]): RightsText[] =>
    text === undefined || text === '' ? [] : [{ field, text }],
  );
  return readPictureRights(texts, { transmitted: arrived });
}

/** The words on a picture without what was meant for desks. */
export function readerWords(
  { image, metadata, arrived }: ImageAsSent,
  rights: PictureRights,
): ReaderWords {
  const clean = (text: string | undefined): string | undefined =>
    text && readPictureRights([{ field: 'caption', text }], { transmitted: arrived }).caption;
  const own = image.caption || metadata?.caption;
  const caption = own && (rights.caption ?? clean(metadata?.caption));
  const creditLine = shownCredit(rights);
  const altText = clean(image.altText) ?? clean(metadata?.altText);
  return {
    ...(caption && { caption }),
    ...(creditLine && { creditLine }),
    ...(altText && { altText }),
  };
}
