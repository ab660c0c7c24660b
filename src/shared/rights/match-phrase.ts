import { durationAt, instantAt, type WrittenInstant } from './instants.ts';
import { type Parties, partiesAt } from './parties.ts';
import { type Meaning, phraseGroups } from './phrases.ts';
import { createSlips } from './slips.ts';
import { territoryAt } from './territories.ts';
import { isCapitalised, type Token } from './tokens.ts';

/** A phrase of the grammar, found in a text. */
export interface Match {
  readonly from: number;
  /** The token after it. */
  readonly to: number;
  readonly means: readonly Meaning[];
  /** Whether prose may contain these words too. */
  readonly wary: boolean;
  /** Whether it goes on to the end of its sentence. */
  readonly toSentenceEnd: boolean;
  readonly parties?: Parties;
  readonly hours?: number;
  readonly instant?: WrittenInstant;
  readonly quoted?: string;
}

const slots = ['parties', 'territories', 'media', 'duration', 'date', 'quoted', 'rest'] as const;
type Slot = (typeof slots)[number];

interface Element {
  readonly words: ReadonlySet<string>;
  readonly slot?: Slot;
  readonly optional: boolean;
}

interface Phrase {
  readonly means: readonly Meaning[];
  readonly wary: boolean;
  readonly elements: readonly Element[];
}

const compiled: readonly Phrase[] = phraseGroups.flatMap(({ means, wary = false, phrases }) =>
  phrases.map((written) => ({ means, wary, elements: elementsOf(written) })),
);

function elementsOf(written: string): readonly Element[] {
  return written
    .replaceAll(' ?', '?')
    .split(' ')
    .map((part) => {
      const optional = part.endsWith('?');
      const name = optional ? part.slice(0, -1) : part;
      const slot = slots.find((one) => name === `<${one}>`);
      return slot === undefined
        ? { words: new Set(name.split('|')), optional }
        : { words: new Set<string>(), slot, optional };
    });
}

/** Phrases by the words they may begin with; those that begin with a slot are tried everywhere. */
const byFirstWord = new Map<string, Phrase[]>();
const slotted: Phrase[] = [];

for (const phrase of compiled) {
  for (const { words, slot, optional } of phrase.elements) {
    if (slot !== undefined) slotted.push(phrase);
    for (const word of words) byFirstWord.set(word, [...(byFirstWord.get(word) ?? []), phrase]);
    if (!optional) break;
  }
}

const slipOf = createSlips(
  compiled.flatMap(({ elements }) => elements.flatMap(({ words }) => [...words])),
);

/** The same tokens with slips in the grammar's words put right. */
export const withoutSlips = (tokens: readonly Token[]): readonly Token[] =>
  tokens.map((token) => {
    const meant = token.kind === 'word' ? slipOf(token.folded) : undefined;
    return meant === undefined ? token : { ...token, folded: meant };
  });

interface Captured {
  readonly parties?: Parties;
  readonly hours?: number;
  readonly instant?: WrittenInstant;
  readonly quoted?: string;
  readonly toSentenceEnd?: boolean;
}

/** The longest phrase that begins at a token. */
export function matchPhrase(tokens: readonly Token[], from: number): Match | undefined {
  const first = tokens[from];
  if (first === undefined || first.kind === 'break') return undefined;
  const lists = first.kind === 'word' ? partiesAt(tokens, from) : [];
  const mayFill = lists.length > 0 || /^[\d"“„«]/.test(first.text);
  const candidates = [
    ...(byFirstWord.get(first.folded) ?? []),
    ...(mayFill || durationAt(tokens.slice(from, from + 5)) ? slotted : []),
  ];
  let best = gluedOut(first, from);
  for (const phrase of candidates) {
    const end = matchElements({ tokens, phrase, lists: { from, lists } }, { at: from, next: 0 });
    if (end === undefined || end.to === from || end.to <= (best?.to ?? from)) continue;
    const { means, wary } = phrase;
    best = { from, to: end.to, means, wary, toSentenceEnd: false, ...end.captured };
  }
  return best;
}

/** `CHINAOUT` */
function gluedOut({ kind, text, folded }: Token, from: number): Match | undefined {
  if (kind !== 'word' || !isCapitalised(text) || folded.length < 7 || !folded.endsWith('out'))
    return undefined;
  const name = { text: text.slice(0, -3), folded: folded.slice(0, -3) };
  const territory = territoryAt([name])?.territory;
  if (territory === undefined) return undefined;
  const to = from + 1;
  const parties = { territories: [territory], organisations: [], media: [], end: to };
  return { from, to, means: ['out'], wary: true, toSentenceEnd: false, parties };
}

interface Attempt {
  readonly tokens: readonly Token[];
  readonly phrase: Phrase;
  /** Lists of parties at the place where the phrase begins; they are dear to find. */
  readonly lists: { readonly from: number; readonly lists: readonly Parties[] };
}

interface Place {
  readonly at: number;
  readonly next: number;
  readonly captured?: Captured;
}

interface End {
  readonly to: number;
  readonly captured: Captured;
}

/** Takes what matches, and goes back where a thing that may be absent was taken in vain. */
function matchElements(attempt: Attempt, { at, next, captured = {} }: Place): End | undefined {
  const element = attempt.phrase.elements[next];
  if (element === undefined) return { to: at, captured };
  for (const step of stepsFor(
    attempt,
    element,
    next === 0 ? at : skipGlue(attempt.tokens, at, element),
  )) {
    const place = { at: step.to, next: next + 1, captured: { ...captured, ...step.captured } };
    const end = matchElements(attempt, place);
    if (end !== undefined) return end;
  }
  return element.optional ? matchElements(attempt, { at, next: next + 1, captured }) : undefined;
}

/** A hyphen or a line break may stand between any two words. */
function skipGlue(tokens: readonly Token[], from: number, { words }: Element): number {
  let at = from;
  for (const limit = from + 2; at < limit; at += 1) {
    const token = tokens[at];
    if (token === undefined || words.has(token.folded)) break;
    if (token.kind !== 'break' && !/^[-‐–—_]$/.test(token.text)) break;
  }
  return at;
}

function stepsFor(
  { tokens, lists }: Attempt,
  { words, slot }: Element,
  at: number,
): readonly End[] {
  const token = tokens[at];
  if (slot === undefined) {
    return token !== undefined && words.has(token.folded) ? [{ to: at + 1, captured: {} }] : [];
  }
  if (slot === 'parties' || slot === 'territories' || slot === 'media') {
    const found = at === lists.from ? lists.lists : partiesAt(tokens, at);
    return found
      .filter((parties) => fits(parties, slot))
      .map((parties) => ({ to: parties.end, captured: { parties } }));
  }
  return bySlot[slot](tokens, at);
}

function fits({ territories, organisations, media }: Parties, slot: Slot): boolean {
  if (slot === 'territories') return organisations.length + media.length === 0;
  if (slot === 'media') return organisations.length + territories.length === 0;
  return true;
}

const bySlot = {
  duration(tokens: readonly Token[], at: number): End[] {
    const found = durationAt(tokens.slice(at, at + 6));
    return found ? [{ to: at + found.length, captured: { hours: found.hours } }] : [];
  },
  date(tokens: readonly Token[], at: number): End[] {
    const found = instantAt(tokens.slice(at, at + 20));
    return found ? [{ to: at + found.length, captured: { instant: found } }] : [];
  },
  quoted: quotedAt,
  rest(tokens: readonly Token[], at: number): End[] {
    if (tokens[at] === undefined || tokens[at].kind === 'break') return [];
    return [{ to: at, captured: { toSentenceEnd: true } }];
  },
};

const closing: Readonly<Record<string, RegExp>> = {
  '"': /["”]/,
  '“': /[”"“]/,
  '„': /[“”"]/,
  '«': /»/,
  "'": /'/,
  '‘': /’/,
};

/** No quoted credit has more words and marks. */
const longestQuote = 30;

function quotedAt(tokens: readonly Token[], at: number): End[] {
  const open = tokens[at]?.text ?? '';
  const close = Object.hasOwn(closing, open) ? closing[open] : undefined;
  if (close === undefined) return [];
  for (let end = at + 1; end <= at + longestQuote; end += 1) {
    const token = tokens[end];
    if (token === undefined) return [];
    if (token.kind === 'mark' && close.test(token.text)) {
      return [{ to: end + 1, captured: { quoted: textBetween(tokens, at + 1, end) } }];
    }
  }
  return [];
}

/** Tokens put together again, with one space where there was any. */
export function textBetween(tokens: readonly Token[], from: number, to: number): string {
  let text = '';
  let end: number | undefined;
  for (const token of tokens.slice(from, to)) {
    if (end !== undefined && token.start > end) text += ' ';
    text += token.kind === 'break' ? ' ' : token.text;
    end = token.end;
  }
  return text.replace(/\s+/g, ' ').trim();
}
