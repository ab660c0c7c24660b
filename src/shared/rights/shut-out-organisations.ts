import { beginsClause } from './find-credits.ts';
import type { MarkerSearch } from './find-markers.ts';
import type { Match } from './match-phrase.ts';
import { isUpper, type Token } from './tokens.ts';

/** Words before an OUT that are no name: `SOLD OUT`. */
const noNames = new Set(
  'sold time knocked lights light black white way all fall hang look check cut power fire burnt worn stay get keep inside find left ruled help speak carry point work pull'.split(
    ' ',
  ),
);

/** No name of a newspaper or broadcaster has more words. */
const longestName = 6;

/**
 * `NEW YORK POST OUT`: names in capitals that no list has. In prose they count after a credit or
 * another marker alone.
 */
export function shutOutOrganisations(
  { tokens, credits, prose }: MarkerSearch,
  known: readonly Match[],
): readonly Match[] {
  const taken = new Set([...known, ...credits].map(({ to }) => to));
  const markers = new Set(known.flatMap(({ from, to }) => range(from, to)));
  return tokens.flatMap((token, at) => {
    if (token.text !== 'OUT' || markers.has(at) || goesOn(tokens[at + 1])) return [];
    const from = nameStart(tokens, at, taken);
    if (from === undefined || noNames.has(tokens[at - 1]?.folded ?? '')) return [];
    if (prose && !followsKnown(tokens, from, taken)) return [];
    const name = tokens
      .slice(from, at)
      .map(({ text }) => text)
      .join(' ')
      .replaceAll(' . ', '. ');
    const parties = { territories: [], organisations: [name], media: [], end: at };
    return [
      { from, to: at + 1, means: ['out'] as const, wary: true, toSentenceEnd: false, parties },
    ];
  });
}

const range = (from: number, to: number) => Array.from({ length: to - from }, (_, at) => from + at);

const goesOn = (next: Token | undefined) =>
  next !== undefined && next.kind === 'word' && !isUpper(next.text) && !next.gap;

/** Where a name in capitals begins that ends before a token, and its clause with it. */
function nameStart(
  tokens: readonly Token[],
  end: number,
  taken: ReadonlySet<number>,
): number | undefined {
  for (let at = end - 1, words = 0; at >= 0 && words <= longestName; at -= 1) {
    const token = tokens[at];
    if (token === undefined || token.kind === 'break') return undefined;
    if (token.kind === 'word') {
      if (!isUpper(token.text) && !/^\d+$/.test(token.text)) return undefined;
      words += 1;
      const abbreviated =
        /^(?:st|ft|mt)$/.test(tokens[at - 2]?.folded ?? '') && tokens[at - 1]?.text === '.';
      if ((beginsClause(tokens, at) && !abbreviated) || taken.has(at)) return at;
    } else if (!/^[.&-]$/.test(token.text)) return undefined;
  }
  return undefined;
}

function followsKnown(tokens: readonly Token[], from: number, taken: ReadonlySet<number>): boolean {
  for (let at = from; at >= Math.max(0, from - 3); at -= 1) {
    if (taken.has(at)) return true;
    if (tokens[at - 1]?.kind === 'word') return false;
  }
  return false;
}
