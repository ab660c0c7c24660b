import { beginsClause, type FoundCredit, type Reading } from './find-credits.ts';
import type { Match } from './match-phrase.ts';
import { isUpper, type Token } from './tokens.ts';

/** A text taken apart, with what is known of it so far. */
export interface MarkerSearch extends Reading {
  readonly credits: readonly FoundCredit[];
  /** Written for readers: what might be a sentence about the news is one. */
  readonly prose: boolean;
}

interface Standing extends Match {
  /** Where the phrase itself ends, if its sentence goes on. */
  readonly own?: number;
}

/** A marker that goes on to its sentence's end takes so many tokens at most. */
const longestRest = 80;

/**
 * The markers of a text: phrases of the grammar that stand as clauses of their own, between marks,
 * line breaks, credits and other markers. "CHINA OUT OF WORLD CUP" has the words, not the place.
 */
export function findMarkers(search: MarkerSearch): readonly Match[] {
  const standing = standingMarkers(search);
  return search.prose ? credible(search, standing) : standing;
}

/** Phrases that stand as clauses, first to last, none over another or over a credit. */
function standingMarkers(search: MarkerSearch): readonly Standing[] {
  const { tokens, matches, credits } = search;
  const ends = soundEnds(search);
  const creditFrom = new Map(credits.map((credit) => [credit.from, credit.to]));
  const found: Standing[] = [];
  let touching = -1;
  for (let at = 0; at < tokens.length; ) {
    const credit = creditFrom.get(at);
    const match = matches[at];
    if (credit !== undefined) {
      at = credit;
      touching = at;
    } else if (match !== undefined && ends.has(at) && begins(search, match, touching === at)) {
      const to = match.toSentenceEnd
        ? sentenceEnd(search, match, ends)
        : match.to + Number(joinsNext(search, match.to, ends));
      found.push({ ...match, to, own: match.to }, ...within(search, match.to, to));
      at = to;
      touching = at;
    } else at += 1;
  }
  return found;
}

/** What is demanded within a sentence that is a demand already. */
const within = ({ matches }: MarkerSearch, from: number, to: number): Match[] =>
  matches
    .slice(from, to)
    .filter((match): match is Match => match !== undefined && !match.wary && match.to <= to)
    .filter(({ means }) => !means.includes('filePhoto') && !means.includes('note'));

const isFileWord = ({ means, wary }: Match) => means.includes('filePhoto') && !wary;

function begins({ tokens, prose }: MarkerSearch, match: Match, touches: boolean): boolean {
  // What readers are shown in quotation marks is somebody's words: a sign says "RUSSIA OUT".
  const quoted = prose && /^["“”„«‘]$/.test(tokens[match.from - 1]?.text ?? '');
  if (touches || isFileWord(match) || (beginsClause(tokens, match.from) && !quoted)) return true;
  // Capitals among small letters need no mark before them.
  if (prose) return !match.wary && match.to - match.from > 1 && standsOut(tokens, match);
  return !match.wary || isUpper(tokens[match.to - 1]?.text ?? '');
}

const standsOut = (tokens: readonly Token[], { from, to }: Match) =>
  tokens.slice(from, to).every(({ kind, text }) => kind !== 'word' || isUpper(text)) &&
  tokens.some(({ text }) => /\p{Ll}{2}/u.test(text));

/** Words after which an OUT is not the end of what is said. */
const goesOn = new Set(
  'of for by at to from with on as in into against after before and because'.split(' '),
);
const months = /^(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)/;

/** Places of the phrases after which a clause may end, found from the last to the first. */
function soundEnds(search: MarkerSearch): ReadonlySet<number> {
  const { tokens, matches, credits, prose } = search;
  const creditStarts = new Set(credits.map(({ from }) => from));
  const sound = new Set<number>();
  for (let at = tokens.length - 1; at >= 0; at -= 1) {
    const match = matches[at];
    if (match === undefined) continue;
    const next = tokens[match.to];
    const ends =
      match.toSentenceEnd ||
      isFileWord(match) ||
      next === undefined ||
      (next.kind !== 'word' && !(match.wary && prose && /^[!?]$/.test(next.text))) ||
      next.gap ||
      sound.has(match.to) ||
      joinsNext(search, match.to, sound) ||
      creditStarts.has(match.to) ||
      months.test(next.folded) ||
      startsSentence(tokens[match.to - 1], next) ||
      (!prose && !goesOn.has(next.folded));
    if (ends && !isAttached(tokens, match.to)) sound.add(at);
  }
  return sound;
}

/** `CHINA OUT Workers in a plant` */
const startsSentence = (last: Token | undefined, next: Token) =>
  isUpper(last?.text ?? '') && /^\p{Lu}\p{Ll}/u.test(next.text);

/** `HONG KONG OUT AND TAIWAN OUT` */
const joinsNext = ({ tokens }: MarkerSearch, at: number, sound: ReadonlySet<number>) =>
  /^(?:and|und|et|or|y|e)$/.test(tokens[at]?.folded ?? '') && sound.has(at + 1);

/** An apostrophe or a hyphen that joins on is no end: `Japan out-performed`. */
function isAttached(tokens: readonly Token[], at: number): boolean {
  const [before, mark, after] = [tokens[at - 1], tokens[at], tokens[at + 1]];
  if (mark === undefined || !/^['’@#-]$/.test(mark.text)) return false;
  return mark.start === before?.end && mark.end === after?.start && !isUpper(after.text);
}

function sentenceEnd(search: MarkerSearch, match: Match, ends: ReadonlySet<number>): number {
  const { tokens, credits } = search;
  const creditStarts = new Set(credits.map(({ from }) => from));
  let at = match.to;
  for (; at < Math.min(tokens.length, match.to + longestRest); at += 1) {
    const token = tokens[at];
    if (token === undefined || token.kind === 'break' || creditStarts.has(at)) break;
    if (at > match.to && ends.has(at) && beginsClause(tokens, at) && !search.matches[at]?.wary)
      break;
    if (/^[)\]]$/.test(token.text)) break;
    if (/^[.!?]$/.test(token.text) && (tokens[at + 1]?.start ?? token.end + 1) > token.end) break;
  }
  return at;
}

/**
 * In prose, words that a sentence about the news may have count where nothing else can be meant:
 * among other markers and after a credit, in brackets, or in capitals where the rest has none.
 */
function credible(search: MarkerSearch, standing: readonly Standing[]): readonly Match[] {
  const { tokens, credits } = search;
  const covered = new Uint8Array(tokens.length);
  // Of a sentence that only might be a demand, the words that made it one.
  for (const { from, to, wary, own = to } of standing) covered.fill(1, from, wary ? own : to);
  for (const { from, to } of credits) covered.fill(1, from, to);
  const prose = tokens.map(({ kind }, at) => kind === 'word' && covered[at] === 0);
  const words = tokens.filter((_, at) => prose[at]);
  const shouted = words.filter(({ text }) => isUpper(text)).length * 10 >= words.length * 8;
  const lastProse = prose.lastIndexOf(true);
  const sure = new Uint8Array(tokens.length);
  for (const { from, to } of credits) sure.fill(1, from, to);
  for (const { from, to, wary } of standing) if (!wary) sure.fill(1, from, to);

  return standing.filter((match) => {
    if (!match.wary) return true;
    const { from, to } = match;
    const capitals = inCapitals(tokens, match);
    const believed =
      words.length === 0 ||
      sure[neighbour(tokens, from, -1)] === 1 ||
      (capitals && sure[neighbour(tokens, to - 1, 1)] === 1) ||
      (capitals && tokens[from - 1]?.text === '(' && tokens[to]?.text === ')') ||
      (capitals && (!shouted || lastProse < from));
    if (believed) sure.fill(1, from, to);
    return believed;
  });
}

/** Of `China OUT` the last word decides. */
function inCapitals(tokens: readonly Token[], { from, to, means }: Match): boolean {
  const words = tokens.slice(from, to).filter(({ kind }) => kind === 'word');
  const deciding = means[0] === 'out' ? words.slice(-1) : words;
  return deciding.every(({ text }) => isUpper(text) || /^\d/.test(text));
}

/** The nearest token in a direction that is no mark and no line break; -1 where there is none. */
function neighbour(tokens: readonly Token[], from: number, step: 1 | -1): number {
  for (let at = from + step, left = 6; left > 0; at += step, left -= 1) {
    const token = tokens[at];
    if (token === undefined) return -1;
    if (token.kind === 'word') return at;
    if (/^[)\]"”]$/.test(token.text) && step === -1) return at;
  }
  return -1;
}

const demands = new Set(['no', 'not', 'do', 'must', 'restricted', 'restriction', 'restrictions']);

/**
 * Clauses that demand something which the grammar does not know: nobody reads them to readers, and
 * a person decides. In prose they are in capitals, or go on from a marker in its sentence.
 */
export function unknownDemands(search: MarkerSearch, known: readonly Match[]): readonly Match[] {
  const { tokens, credits, matches } = search;
  const free = new Uint8Array(tokens.length).fill(1);
  for (const { from, to } of [...known, ...credits]) free.fill(0, from, to);
  const markerEnds = new Set(known.map(({ to }) => to));
  const found: Match[] = [];
  for (let from = 0; from < tokens.length; from += 1) {
    if (free[from] === 0 || !demands.has(tokens[from]?.folded ?? '')) continue;
    if (!beginsClause(tokens, from) && !markerEnds.has(from)) continue;
    const to = demandEnd(search, from, free);
    if (isDemand(search, from, to, markerEnds) && matches[from]?.means[0] !== 'note') {
      found.push({ from, to, means: ['needsPerson'], wary: true, toSentenceEnd: false });
    }
    from = Math.max(from, to - 1);
  }
  return found;
}

function demandEnd({ tokens }: MarkerSearch, from: number, free: Uint8Array): number {
  let to = from;
  while (to < tokens.length && to < from + longestRest && free[to] === 1 && !isStop(tokens, to)) {
    to += 1;
  }
  return to;
}

function isDemand(
  { tokens, prose }: MarkerSearch,
  from: number,
  to: number,
  markerEnds: ReadonlySet<number>,
): boolean {
  const words = tokens.slice(from, to).filter(({ kind }) => kind === 'word');
  if (words.length < 2) return false;
  const follows =
    markerEnds.has(from) ||
    (markerEnds.has(from - 1) && /^[,;/-]$/.test(tokens[from - 1]?.text ?? ''));
  if (follows) return true;
  const capitals = words.length > 2 && words.every(({ text }) => isUpper(text) || /^\d/.test(text));
  return capitals && (!prose || tokens.some(({ text }) => /\p{Ll}/u.test(text)));
}

const isStop = (tokens: readonly Token[], at: number) => {
  const token = tokens[at];
  return token === undefined || token.kind === 'break' || /^[.;)\]]$/.test(token.text);
};
