import type { StoryImage } from '../story.ts';
import type { PictureMetadata } from './picture-metadata.ts';
import { readPictureRights } from './read-picture-rights.ts';

/**
 * Where story and file do not agree on a picture, or the file cannot be read, in words for the
 * timeline that go on from the picture's name. The story's credit stands.
 */
export function conflictsOf(
  { creditLine, caption }: Pick<StoryImage, 'creditLine' | 'caption'>,
  metadata: PictureMetadata | undefined,
): readonly string[] {
  if (metadata === undefined) return [];
  const told = creditOf(creditLine, caption);
  const filed = creditOf(metadata.creditLine, metadata.caption);
  const differs = told !== undefined && filed !== undefined && !isWithin(told, filed);
  return [
    ...(differs ? [`is credited to “${told}”, though its file says “${filed}”`] : []),
    ...metadata.unreadable.map(
      (part) => `has ${part.toUpperCase()} in its file that cannot be read`,
    ),
  ];
}

function creditOf(creditLine = '', caption = ''): string | undefined {
  const texts = [
    { field: 'creditLine', text: creditLine },
    { field: 'caption', text: caption },
  ] as const;
  return readPictureRights(texts, { transmitted: '1970-01-01T00:00:00Z' }).creditLine;
}

/** `AFP` says no other thing than `Jane Doe/AFP`. */
function isWithin(one: string, other: string): boolean {
  const [a, b] = [one, other].map(
    (credit) => new Set(credit.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []),
  );
  if (a === undefined || b === undefined) return false;
  const [fewer, more] = a.size < b.size ? [a, b] : [b, a];
  return [...fewer].every((word) => more.has(word));
}
