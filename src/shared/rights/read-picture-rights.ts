import type { Credit } from './credit-line.ts';
import type { FoundCredit } from './find-credits.ts';
import type { PictureRights, RightsContext, RightsField, RightsText } from './picture-rights.ts';
import { type ReadText, readText, wholeCredit } from './read-text.ts';
import { restrictionsOf } from './restrictions-of.ts';

/** So many texts of one picture are read at most; its story and its file have a dozen. */
const mostTexts = 40;

/**
 * Reads everything that was said of one picture together: a restriction in any text counts. Of
 * several captions and credit lines the first stands. Takes time in proportion to the texts.
 */
export function readPictureRights(
  texts: readonly RightsText[],
  context: RightsContext,
): PictureRights {
  const read = texts
    .filter(({ text }) => text.trim() !== '')
    .slice(0, mostTexts)
    .map(readText);
  const credits = read.flatMap((text) => text.credits);
  const credit = creditIn(read);
  const filePhoto =
    hasMarker(read, 'filePhoto') || [credit, ...credits].some((one) => one?.filePhoto);
  const caption = captionOf(
    read.find(({ field }) => field === 'caption'),
    filePhoto,
  );
  return {
    ...(caption && { caption }),
    ...(credit && { creditLine: credit.line }),
    ...(credit?.agency && { agency: credit.agency }),
    filePhoto,
    pool: [credit, ...credits].some((one) => one?.pool),
    handout: hasMarker(read, 'handout') || [credit, ...credits].some((one) => one?.handout),
    restrictions: {
      ...restrictionsOf(read, context),
      mandatoryCredit: mandatoryCreditOf(read, credit),
    },
    sources: read.flatMap(({ field, markers }) =>
      markers
        .filter(({ means }) => means[0] !== 'note')
        .map(({ written, means }) => ({ field, text: written, means: means.join(' ') })),
    ),
  };
}

const hasMarker = (read: readonly ReadText[], meaning: 'filePhoto' | 'handout') =>
  read.some(({ markers }) => markers.some(({ means }) => means.includes(meaning)));

/** Fields in which a credit may stand, the likeliest first. */
const creditFields: readonly RightsField[] = [
  'creditLine',
  'caption',
  'instructions',
  'editorialNote',
  'usageTerms',
  'headline',
];

function creditIn(read: readonly ReadText[]): Credit | undefined {
  for (const field of creditFields) {
    for (const text of read.filter((one) => one.field === field)) {
      const credit = field === 'creditLine' ? wholeCredit(text) : text.credits[0];
      if (credit !== undefined) return credit;
    }
  }
  return undefined;
}

/** The words demanded, where they are other words than the credit line's. */
function mandatoryCreditOf(
  read: readonly ReadText[],
  credit: Credit | undefined,
): boolean | string {
  const markers = read.flatMap((text) =>
    text.markers.filter(({ means }) => means.includes('mandatoryCredit')),
  );
  const demanded: readonly FoundCredit[] = read.flatMap((text) =>
    text.credits.filter(({ mandatory }) => mandatory),
  );
  const quoted = markers.find((marker) => marker.quoted)?.quoted;
  if (quoted !== undefined) return quoted;
  const other = demanded.find(({ line }) => line !== credit?.line);
  return other?.line ?? markers.length + demanded.length > 0;
}

/** That a picture is old is for readers to know, wherever it was said. */
function captionOf(text: ReadText | undefined, filePhoto: boolean): string | undefined {
  const saysSo = text?.markers.some(({ means }) => means.includes('filePhoto'));
  const rest = text?.rest ?? '';
  if (!filePhoto || saysSo) return rest || undefined;
  return rest === '' ? 'File photo' : `${rest} (File photo)`;
}
