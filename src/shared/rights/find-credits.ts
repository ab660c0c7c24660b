import { organisationAt } from './agencies.ts';
import { type Credit, creditOf } from './credit-line.ts';
import { type Match, textBetween } from './match-phrase.ts';
import { isCapitalised, isUpper, type Token } from './tokens.ts';

/** A credit and where it stands, in tokens. */
export interface FoundCredit extends Credit {
  readonly from: number;
  readonly to: number;
  /** Told to be shown: `Mandatory Credit: Photo by …`. */
  readonly mandatory: boolean;
}

/** No credit has more words and marks, brackets included. */
const longestCredit = 60;

/** The phrases that begin at each token, whatever stands around them. */
export type Matches = readonly (Match | undefined)[];

export interface Reading {
  readonly tokens: readonly Token[];
  readonly matches: Matches;
}

/** All credits of a text, none within another. */
export function findCredits(reading: Reading): readonly FoundCredit[] {
  const found: FoundCredit[] = [];
  for (let at = 0; at < reading.tokens.length; ) {
    // A credit that is demanded in quotation marks is the marker's.
    const match = reading.matches[at];
    const credit = match?.quoted === undefined ? creditAt(reading, at) : undefined;
    if (credit !== undefined) found.push(credit);
    at = credit?.to ?? (match?.quoted === undefined ? at + 1 : match.to);
  }
  return found;
}

function creditAt(reading: Reading, at: number): FoundCredit | undefined {
  const token = reading.tokens[at];
  if (token === undefined || token.kind === 'break') return undefined;
  if (token.text === '(' || token.text === '[') return bracketed(reading, at);
  if (!beginsClause(reading.tokens, at)) return fromAgency(reading, at);
  return opened(reading, at) ?? namesAndAgency(reading, at) ?? fromAgency(reading, at);
}

/** Whether a clause may begin here: nothing before it, or a mark, a line break, a gap. */
export function beginsClause(tokens: readonly Token[], at: number): boolean {
  const before = tokens[at - 1];
  if (before === undefined || before.kind === 'break') return true;
  if (tokens[at]?.gap) return true;
  // A hyphen is a dash where a space stands on a side of it.
  const tight = before.end === tokens[at]?.start;
  return before.kind === 'mark' && !(tight && /^['’&@#-]$/.test(before.text));
}

function made(reading: Reading, span: readonly [from: number, to: number], inner = span) {
  const written = textBetween(reading.tokens, inner[0], inner[1]);
  const credit = creditOf(written);
  if (credit === undefined) return undefined;
  const mandatory = /^\W*(?:mandatory|must|please)\b|mandatory\W*$/i.test(written);
  return { ...credit, from: span[0], to: span[1], mandatory };
}

/** `(Photo by NAME/AGENCY)`, `(AP Photo/NAME, File)`; the closing bracket may be missing. */
function bracketed(reading: Reading, at: number): FoundCredit | undefined {
  const close = closingBracket(reading.tokens, at);
  if (close !== undefined) {
    const inner = [at + 1, close] as const;
    return isCredit(reading, inner) ? made(reading, [at, close + 1], inner) : undefined;
  }
  const after = opened(reading, at + 1) ?? namesAndAgency(reading, at + 1);
  return after && { ...after, from: at };
}

function closingBracket(tokens: readonly Token[], open: number): number | undefined {
  let depth = 0;
  for (let at = open; at < Math.min(tokens.length, open + longestCredit); at += 1) {
    const { text = '' } = tokens[at] ?? {};
    if (text === '(' || text === '[') depth += 1;
    if (text === ')' || text === ']') depth -= 1;
    if (depth === 0) return at;
  }
  return undefined;
}

function isCredit({ tokens, matches }: Reading, [from, to]: readonly [number, number]): boolean {
  if (matches[from]?.to === to && openerAt(tokens, from) === undefined) return false;
  const opener = openerAt(tokens, from);
  if (opener !== undefined) return opener < to;
  const inner = tokens.slice(from, to);
  const slash = inner.some(({ text }) => text === '/');
  const via = inner.some(({ folded }) => folded === 'via');
  const agency = agencyWithin(inner);
  if (agency !== undefined) return slash || via || agency.length >= inner.length - 2;
  const names = inner.filter(({ kind }) => kind === 'word');
  const firstSlash = inner.findIndex(({ text }) => text === '/');
  return (
    slash &&
    firstSlash >= 2 &&
    names.length <= 12 &&
    names.every(({ text, folded }) => isCapitalised(text) || particles.has(folded))
  );
}

/** The agency that a run of tokens names, and how many of the tokens are its name and `Photo`. */
function agencyWithin(tokens: readonly Token[]): { readonly length: number } | undefined {
  const words = tokens.filter(({ kind }) => kind === 'word');
  for (let at = 0; at < words.length; at += 1) {
    const found = organisationAt(words.slice(at, at + 4));
    if (found?.agency) {
      const photo = words.filter(({ folded }) =>
        /^(?:photos?|images?|file|pool|wire)$/.test(folded),
      );
      return { length: found.length + photo.length };
    }
  }
  return undefined;
}

/** Words that announce a credit, and at which token the credit itself begins. */
function openerAt(tokens: readonly Token[], from: number): number | undefined {
  const word = (at: number) => tokens[from + at]?.folded ?? '';
  const past = (at: number) => (word(at) === ':' ? at + 1 : at);
  if (
    /^(?:mandatory|please|must)$/.test(word(0)) &&
    /^(?:photo)?credits?$|^courtesy$/.test(word(1))
  ) {
    return from + past(2);
  }
  if (/^(?:photo|picture|image|foto)$/.test(word(0)) && /^credits?$/.test(word(1))) {
    return from + past(word(2) === 'should' && word(3) === 'read' ? 4 : 2);
  }
  if (/^credits?$/.test(word(0)) && /^(?:image|photo)$/.test(word(1))) return from + past(2);
  if (
    /^(?:credits?|photographer|fotograf|fotografo|photographe)$/.test(word(0)) &&
    word(1) === ':'
  ) {
    return from + 2;
  }
  if (/^(?:photos?|photographs?|pictures?|pics?|images?|fotos?|photographie|bild)$/.test(word(0))) {
    if (/^(?:by|von|par|de|di|por|:|©)$/.test(word(1))) return from + past(2);
  }
  if (word(0) === '©') return from + 1;
  return undefined;
}

/** `Photo credit should read: NAME/PA Wire.`, `Mandatory Credit: Photo by …`, without brackets. */
function opened(reading: Reading, at: number): FoundCredit | undefined {
  const { tokens, matches } = reading;
  let from = openerAt(tokens, at);
  if (from === undefined) return bareOpened(reading, at);
  for (let more = openerAt(tokens, from); more !== undefined; more = openerAt(tokens, from))
    from = more;
  if (matches[from] !== undefined || /^["“]/.test(tokens[from]?.text ?? '')) return undefined;
  const to = Math.max(nameRunEnd(reading, from), smallRunEnd(reading, from));
  if (to <= from) return undefined;
  const run = tokens.slice(from, to);
  const certain = run.some(({ text }) => text === '/') || agencyWithin(run) !== undefined;
  if (!certain && !endsClause(reading, to)) return undefined;
  return made(reading, [at, withClosing(tokens, to)], [at, to]);
}

/** `photo by jane doe/getty images`: a few words around a slash, to the end of the clause. */
function smallRunEnd({ tokens, matches }: Reading, from: number): number {
  let to = from;
  while (to < Math.min(tokens.length, from + 12)) {
    const token = tokens[to];
    if (token === undefined || (token.kind !== 'word' && !/^[/-]$/.test(token.text))) break;
    if (isCapitalised(token.text) || isShutOut(matches[to])) break;
    to += 1;
  }
  const run = tokens.slice(from, to);
  return run.some(({ text }) => text === '/') && to < from + 12 ? to : from;
}

/** `Photo Samantha Zucchi /Insidefoto/Sipa USA)` */
function bareOpened(reading: Reading, at: number): FoundCredit | undefined {
  const { tokens } = reading;
  if (!/^(?:photo|foto)$/.test(tokens[at]?.folded ?? '')) return undefined;
  const to = nameRunEnd(reading, at);
  const slash = tokens.slice(at, to).findIndex(({ text }) => text === '/');
  if (slash < 2) return undefined;
  return made(reading, [at, withClosing(tokens, to)], [at, to]);
}

/** `Majid Asgaripour/WANA (West Asia News Agency) via REUTERS`, `NAME/TT` */
function namesAndAgency(reading: Reading, at: number): FoundCredit | undefined {
  const { tokens, matches } = reading;
  const leads = isCapitalised(tokens[at]?.text ?? '') || tokens[at + 1]?.folded === 'via';
  if (!leads || tokens[at]?.kind !== 'word' || isShutOut(matches[at])) return undefined;
  const to = nameRunEnd(reading, at);
  const run = tokens.slice(at, to);
  const joint = run.findIndex(isJoint);
  if (joint < 1 || joint > 8 || agencyWithin(run) === undefined) return undefined;
  if (!endsClause(reading, to)) return undefined;
  return made(reading, [at, withClosing(tokens, to)], [at, to]);
}

const isShutOut = (match: Match | undefined) =>
  match !== undefined && !match.means.every((one) => one === 'filePhoto' || one === 'handout');

/** `REUTERS/NAME`, `AP Photo/NAME`, after words that are no clause's end. */
function fromAgency(reading: Reading, at: number): FoundCredit | undefined {
  const { tokens } = reading;
  const words = tokens.slice(at, at + 4);
  if (!isUpper(tokens[at]?.text ?? '') || words[0]?.kind !== 'word') return undefined;
  const found = organisationAt(words);
  if (!found?.agency) return undefined;
  const named = at + found.length;
  if (tokens[named - 1]?.folded === 'photo' && endsClause(reading, named)) {
    return made(reading, [at, named]);
  }
  if (tokens[named]?.text !== '/') return undefined;
  const to = nameRunEnd(reading, at);
  return to > at + found.length + 1 && endsClause(reading, to)
    ? made(reading, [at, withClosing(tokens, to)], [at, to])
    : undefined;
}

/** Small words within names and between them. */
const particles = new Set(
  'via van von der den de del della di da dos du la le el al bin ibn ben y e and und et for of pool handout ter zu zum mc the'.split(
    ' ',
  ),
);

const isName = ({ text }: Token) => isCapitalised(text) || /\d/.test(text);

/** The first token that no longer belongs to a list of names and agencies. */
function nameRunEnd(reading: Reading, from: number): number {
  let at = from;
  let last = from;
  while (at < Math.min(reading.tokens.length, from + longestCredit)) {
    const next = stepOfRun(reading, from, at);
    if (next === undefined) break;
    at = next;
    const { kind, text = '', folded = '' } = reading.tokens[at - 1] ?? {};
    if ((kind === 'word' && !hanging.has(folded)) || text === ')') last = at;
  }
  return last;
}

/** They lead to a name, and are not left hanging at the end. */
const hanging = new Set(['via', 'and', 'und', 'et', 'of', 'for', 'the', 'by', 'de', 'von', 'van']);

function stepOfRun(reading: Reading, from: number, at: number): number | undefined {
  const { tokens, matches } = reading;
  const token = tokens[at];
  const before = tokens[at - 1];
  const after = tokens[at + 1];
  if (token === undefined) return undefined;
  const named = isJoint(before) && organisationAt(tokens.slice(at, at + 4))?.agency;
  if (at > from && isShutOut(matches[at]) && !named) return undefined;
  if (token.kind === 'break') {
    const name = before && after && organisationAt([before, after]);
    return isJoint(before) || isJoint(after) || name?.length === 2 ? at + 1 : undefined;
  }
  const isOver = token.gap && tokens.slice(from, at).some(isJoint);
  if (isOver && !isJoint(before) && !isJoint(token)) return undefined;
  if (token.kind === 'word') {
    const agency = organisationAt(tokens.slice(at, at + 4));
    if (agency?.agency) return at + wordsInRow(tokens.slice(at, at + agency.length));
    const belongs =
      isName(token) ||
      particles.has(token.folded) ||
      isJoint(before) ||
      (at === from && after?.folded === 'via') ||
      (/^[.-]$/.test(before?.text ?? '') && before?.end === token.start);
    return belongs ? at + 1 : undefined;
  }
  return stepOverMark(tokens, at);
}

function wordsInRow(tokens: readonly Token[]): number {
  const end = tokens.findIndex(({ kind }) => kind !== 'word');
  return end < 0 ? tokens.length : end;
}

/** What holds two names together, even over a line break. */
const isJoint = (token: Token | undefined) =>
  token?.text === '/' || token?.text === '|' || token?.folded === 'via';

function stepOverMark(tokens: readonly Token[], at: number): number | undefined {
  const { text = '' } = tokens[at] ?? {};
  const before = tokens[at - 1];
  const after = tokens[at + 1];
  if (/^[/|&'’_@©+]$/.test(text)) return at + 1;
  if (/^[-–—]$/.test(text)) return after && isJoined(tokens, at) ? at + 1 : undefined;
  if (text === '.') return isAbbreviation(before, after) ? at + 1 : undefined;
  if (text === ',') {
    const agency = organisationAt(tokens.slice(at + 1, at + 5))?.agency;
    return agency || /^(?:file|files|pool)$/.test(after?.folded ?? '') ? at + 1 : undefined;
  }
  if (text === '(') {
    const close = closingBracket(tokens, at);
    const inner = tokens.slice(at + 1, close);
    const small =
      close !== undefined && inner.length <= 8 && inner.every(({ kind }) => kind === 'word');
    return small && inner.every(isName) ? close + 1 : undefined;
  }
  return undefined;
}

/** A hyphen within a name, or before `Pool`, and the `-` for an unknown photographer. */
function isJoined(tokens: readonly Token[], at: number): boolean {
  const [before, hyphen, after] = [tokens[at - 1], tokens[at], tokens[at + 1]];
  const tight = before?.end === hyphen?.start && hyphen?.end === after?.start;
  return tight || after?.text === '/' || after?.folded === 'pool';
}

/** Initials and titles: `J. Scott`, `St. John`, `Jr.` */
function isAbbreviation(before: Token | undefined, after: Token | undefined): boolean {
  if (before === undefined || after === undefined) return false;
  if (after.start === before.end + 1 && after.kind === 'word') return true;
  return /^(?:\p{L}|st|jr|sr|dr|mc|inc|ltd|co|mohd|md)$/u.test(before.folded);
}

/** Whether a clause may end before this token. */
export function endsClause({ tokens, matches }: Reading, at: number): boolean {
  const token = tokens[at];
  if (token === undefined || token.kind !== 'word' || token.gap) return true;
  return matches[at] !== undefined;
}

/** A closing bracket and full stop that belong to the credit go with it. */
function withClosing(tokens: readonly Token[], to: number): number {
  let end = to;
  if (/^[)\]]$/.test(tokens[end]?.text ?? '')) end += 1;
  // The catalogue number of Shutterstock: (16507315bs)
  if (tokens[end]?.text === '(' && /^\d{5,}/.test(tokens[end + 1]?.text ?? '')) end += 3;
  return end;
}
