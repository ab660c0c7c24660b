import { withoutSpans } from './clean-caption.ts';
import { creditOf } from './credit-line.ts';
import { type FoundCredit, findCredits } from './find-credits.ts';
import { findMarkers, unknownDemands } from './find-markers.ts';
import { type Match, matchPhrase, withoutSlips } from './match-phrase.ts';
import type { RightsField, RightsText } from './picture-rights.ts';
import { shutOutOrganisations } from './shut-out-organisations.ts';
import { longestText, type Token, tokensOf } from './tokens.ts';

/** A marker with its words as they stand in the text. */
export interface Marker extends Match {
  readonly written: string;
}

/** One text, read. */
export interface ReadText {
  readonly field: RightsField;
  readonly credits: readonly FoundCredit[];
  readonly markers: readonly Marker[];
  /** The text without both, but with words such as FILE PHOTO. */
  readonly rest: string;
  /** The end of it was not read. */
  readonly tooLong: boolean;
}

const prose: ReadonlySet<RightsField> = new Set(['caption', 'headline']);

export function readText({ field, text: whole }: RightsText): ReadText {
  const text = withoutControls(whole.slice(0, longestText));
  const tokens = withoutSlips(tokensOf(text));
  const matches = tokens.map((_, at) => matchPhrase(tokens, at));
  const reading = { tokens, matches };
  const credits = findCredits(reading);
  const search = { ...reading, credits, prose: prose.has(field) };
  const listed = findMarkers(search);
  const known = [...listed, ...shutOutOrganisations(search, listed)];
  const markers = [...known, ...unknownDemands(search, known)].map((match) => ({
    ...match,
    written: text.slice(startOf(tokens, match), endOf(tokens, match)).trim(),
  }));
  const cut = [...credits, ...markers.filter(({ means }) => !means.includes('filePhoto'))];
  const spans = cut.map((one) => ({ start: startOf(tokens, one), end: endOf(tokens, one) }));
  return {
    field,
    credits,
    markers,
    rest: withoutSpans(text, spans),
    tooLong: whole.length > longestText,
  };
}

/** A field that is nothing but a credit, with whatever markers were put into it. */
export const wholeCredit = ({ credits, rest }: ReadText) => credits[0] ?? creditOf(rest);

const startOf = (tokens: readonly Token[], { from }: { readonly from: number }) =>
  tokens[from]?.start ?? 0;
const endOf = (tokens: readonly Token[], { to }: { readonly to: number }) =>
  tokens[to - 1]?.end ?? 0;

const withoutControls = (text: string) =>
  text.replace(/[^\P{Cc}\t\n\r]/gu, ' ').replace(/\r\n?/g, '\n');
