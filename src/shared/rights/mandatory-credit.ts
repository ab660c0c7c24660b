import type { PictureRights } from './picture-rights.ts';

/** The credit that stands at a picture: its own, or else the words that the agency demands. */
export function shownCredit({ creditLine, restrictions }: PictureRights): string | undefined {
  const { mandatoryCredit } = restrictions;
  return creditLine ?? (typeof mandatoryCredit === 'string' ? mandatoryCredit : undefined);
}

/** What is wrong with the credit that the agency demands, in words; `undefined` where it stands. */
export function creditFault(rights: PictureRights): string | undefined {
  const { mandatoryCredit } = rights.restrictions;
  if (mandatoryCredit === false) return undefined;
  const shown = shownCredit(rights);
  if (shown === undefined) return 'its agency demands a credit, and none is known';
  if (mandatoryCredit === true) return undefined;
  const words = new Set(wordsOf(shown));
  const isShown = wordsOf(mandatoryCredit).every((word) => words.has(word));
  return isShown ? undefined : `its agency demands the credit “${mandatoryCredit}”, not “${shown}”`;
}

/** Words that credits have or leave out as they please. */
const fillers = new Set(['photo', 'photograph', 'picture', 'image', 'credit', 'by', 'via', 'the']);

const wordsOf = (credit: string): string[] =>
  (credit.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).filter((word) => !fillers.has(word));
