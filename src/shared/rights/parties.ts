import { longestOrganisation, organisationAt } from './agencies.ts';
import { mediaWords } from './phrases.ts';
import type { Medium } from './picture-rights.ts';
import { territorySlip } from './slips.ts';
import { longestName, type Territory, territoryAt } from './territories.ts';
import { isCapitalised, isUpper, type Token } from './tokens.ts';

/** Whom a marker speaks of. */
export interface Parties {
  readonly territories: readonly Territory[];
  readonly organisations: readonly string[];
  readonly media: readonly Medium[];
  /** The token after them. */
  readonly end: number;
}

/** More are a list of something else; it also bounds what one place can cost. */
const most = 40;

interface Party {
  readonly territory?: Territory;
  readonly organisation?: string;
  readonly medium?: Medium;
  readonly end: number;
}

/**
 * Lists of parties that begin at a token: the longest (`UK, IRELAND AND TV`), the longest of one
 * kind, and the first member alone. Members with a comma between are written alike: in
 * `Oslo, Norway, SWEDEN OUT` only Sweden is out.
 */
export function partiesAt(tokens: readonly Token[], from: number): readonly Parties[] {
  const members: Party[] = [];
  let at = from;
  while (members.length < most) {
    const party = partyAt(tokens, at);
    if (party === undefined) break;
    members.push(party);
    at = afterSeparators(tokens, party.end);
    // No list without commas: in `AFP PHOTO CHINA OUT` China alone is out.
    if (at === party.end) break;
    const onlyComma = tokens.slice(party.end, at).every(({ text }) => text === ',');
    if (onlyComma && !writtenAlike(tokens[from], tokens[at])) break;
  }
  const other = members.findIndex((member) => kindOf(member) !== kindOf(members[0]));
  const lengths = new Set([members.length, other, Math.min(1, members.length)]);
  return [...lengths]
    .filter((length) => length > 0)
    .map((length) => listOf(members.slice(0, length)));
}

const kindOf = (party: Party | undefined) =>
  party?.territory ? 'territory' : party?.medium ? 'medium' : 'organisation';

const listOf = (members: readonly Party[]): Parties => ({
  territories: members.flatMap(({ territory }) => territory ?? []),
  organisations: members.flatMap(({ organisation }) => organisation ?? []),
  media: members.flatMap(({ medium }) => medium ?? []),
  end: members.at(-1)?.end ?? 0,
});

/** `UK, Ireland` is a list of one kind; `Norway, SWEDEN` is not. */
const writtenAlike = (one: Token | undefined, other: Token | undefined) =>
  one !== undefined && other !== undefined && (isUpper(one.text) || !isUpper(other.text));

/** `and`, in the languages of the phrases. */
const conjunctions = new Set(['and', 'und', 'et', 'y', 'e', 'or', 'en', 'og', 'och', 'plus']);

function afterSeparators(tokens: readonly Token[], from: number): number {
  let at = from;
  for (const limit = from + 3; at < limit; at += 1) {
    const token = tokens[at];
    if (token === undefined) break;
    if (token.kind === 'word' ? !conjunctions.has(token.folded) : !/^[,/&+-]$/.test(token.text))
      break;
  }
  return at;
}

function partyAt(tokens: readonly Token[], from: number): Party | undefined {
  const first = tokens[from];
  if (first?.kind !== 'word') return undefined;
  const at = first.folded === 'the' ? from + 1 : from;
  const words = wordsFrom(tokens, at);
  const named = territoryAt(words);
  if (named !== undefined) {
    const { territory, length } = named;
    return { territory, end: endOf(tokens, at, length) };
  }
  const medium = mediumAt(words);
  if (medium !== undefined) return { medium: medium.medium, end: endOf(tokens, at, medium.length) };
  const organisation = organisationAt(words.slice(0, longestOrganisation));
  if (organisation !== undefined) {
    const end = endOf(tokens, at, organisation.length);
    return { organisation: writtenFrom(tokens, at, end), end };
  }
  const meant = isCapitalised(first.text) ? territorySlip(first.folded) : undefined;
  const slip = meant && territoryAt([{ text: first.text, folded: meant }]);
  return slip ? { territory: slip.territory, end: at + 1 } : undefined;
}

const writtenFrom = (tokens: readonly Token[], from: number, end: number) =>
  tokens
    .slice(from, end)
    .map(({ text }) => text)
    .join(' ');

/** The next words, marks within names left out (`Bosnia & Herzegovina`, `Timor-Leste`). */
function wordsFrom(tokens: readonly Token[], from: number): readonly Token[] {
  const words: Token[] = [];
  for (let at = from; at < from + longestName * 2 && words.length < longestName; at += 1) {
    const token = tokens[at];
    if (token === undefined || token.kind === 'break') break;
    if (token.kind === 'word') words.push(token);
    else if (!/^[-&.’']$/.test(token.text)) break;
  }
  return words;
}

function endOf(tokens: readonly Token[], from: number, words: number): number {
  let at = from;
  for (let left = words; left > 0 && at < tokens.length; at += 1) {
    if (tokens[at]?.kind === 'word') left -= 1;
  }
  return at;
}

const mediaNames: readonly { readonly medium: Medium; readonly words: readonly string[] }[] =
  mediaWords
    .flatMap(([medium, names]) =>
      names.split('|').map((name) => ({ medium, words: name.split(' ') })),
    )
    .sort((a, b) => b.words.length - a.words.length);

function mediumAt(words: readonly Token[]) {
  const found = mediaNames.find(({ words: wanted }) =>
    wanted.every((word, at) => words[at]?.folded === word),
  );
  return found && { medium: found.medium, length: found.words.length };
}
