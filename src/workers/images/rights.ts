import { createHash } from 'node:crypto';
import type { PictureMetadata } from '../../shared/rights/picture-metadata.ts';
import type { PictureRights, RightsField, RightsText } from '../../shared/rights/picture-rights.ts';
import { readPictureRights } from '../../shared/rights/read-picture-rights.ts';
import type { Story, StoryImage } from '../../shared/story.ts';

/**
 * What is owed to the photographer and said to machines; written into every rendition. Captions are
 * not: they are corrected, and differ between the stories that share a picture. Empty: not known.
 */
export interface Rights {
  readonly creditLine: string;
  readonly creator: string;
  readonly copyrightNotice: string;
  readonly usageTerms: string;
  readonly webStatement: string;
  readonly licensorUrl: string;
  readonly instructions: string;
  readonly altText: string;
  readonly digitalSourceType: string;
  readonly dataMining: string;
}

/** A picture as its story has it, and what its file says where that has been read. */
export interface Described {
  readonly image: StoryImage;
  readonly metadata?: PictureMetadata | undefined;
}

/**
 * The rights as story and file state them together: the story's words stand before the file's, and
 * terms of both are kept.
 */
export function rightsOf({ image, metadata }: Described): Rights {
  const terms = [image.usageTerms, metadata?.usageTerms].map((text) => text?.trim() ?? '');
  return {
    creditLine: demandsOn({ image, metadata }).creditLine ?? '',
    creator: metadata?.byline ?? '',
    copyrightNotice: metadata?.copyrightNotice ?? '',
    usageTerms: [...new Set(terms)].filter(Boolean).join('; '),
    webStatement: metadata?.webStatement ?? '',
    licensorUrl: metadata?.licensorUrl ?? '',
    instructions: metadata?.instructions ?? '',
    altText: image.altText?.trim() ?? metadata?.altText ?? '',
    digitalSourceType: metadata?.digitalSourceType ?? '',
    dataMining: metadata?.dataMining ?? '',
  };
}

/** What the texts of a picture alone demand; limits of time are not for this to say. */
export function demandsOn({ image, metadata }: Described): PictureRights {
  return rightsSaid([
    ['creditLine', image.creditLine],
    ['caption', image.caption],
    ['usageTerms', image.usageTerms],
    ['creditLine', metadata?.creditLine],
    ['caption', metadata?.caption],
    ['usageTerms', metadata?.usageTerms],
    ['instructions', metadata?.instructions],
  ]);
}

function rightsSaid(said: readonly (readonly [RightsField, string | undefined])[]): PictureRights {
  const texts = said.flatMap(([field, text]): RightsText[] => (text ? [{ field, text }] : []));
  return readPictureRights(texts, { transmitted: '1970-01-01T00:00:00Z' });
}

/** Whether a story's own terms or desk notes forbid to show a part of its pictures. */
export const forbidsCrops = ({
  usageTerms,
  editorialNote,
}: Pick<Story, 'usageTerms' | 'editorialNote'>): boolean =>
  rightsSaid([
    ['usageTerms', usageTerms],
    ['editorialNote', editorialNote],
  ]).restrictions.noCrop;

/** Eight hex digits that stand for these words in a file's name; empty where there are none. */
export function markOf(rights: Rights): string {
  const words = Object.values(rights);
  if (words.every((word) => word === '')) return '';
  return createHash('sha256').update(JSON.stringify(words)).digest('hex').slice(0, 8);
}
