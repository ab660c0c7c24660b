import { Conflict } from '../errors.ts';
import { type ListChange, type ListContent, type ListDocument, MOST_TERMS } from './term-list.ts';

/** Who changes a list, and why. */
export interface Change {
  readonly by: string;
  readonly reason: string;
}

/** Changes that a list tells of itself; the audit has them all. */
const MOST_CHANGES = 50;
/** Terms that one change tells of. */
const MOST_TOLD = 20;

type Content = Omit<ListDocument, 'changed' | 'changes'>;

/** The list with another content. Terms that stay keep who added them. */
export function rewritten(
  name: string,
  { terms, exceptions = [], ...content }: ListContent,
  { before, change }: { before: ListDocument | undefined; change: Change },
): ListDocument {
  const stamp = stamped(change);
  const known = new Map((before?.terms ?? []).map((entry) => [entry.term, entry]));
  const entries = [...new Set(terms)].map((term) => known.get(term) ?? { term, ...stamp });
  const next = {
    schema: 1 as const,
    name,
    ...content,
    terms: entries,
    exceptions: [...exceptions],
  };
  return recorded(before, next, stamp);
}

/** The list with a term more; a new one where there is none. Throws Conflict where it is full. */
export function withTerm(
  name: string,
  term: string,
  { before, change }: { before: ListDocument | undefined; change: Change },
): ListDocument {
  const stamp = stamped(change);
  const list: Content = before ?? {
    ...{ schema: 1, name, title: name, action: 'hold', terms: [], exceptions: [] },
  };
  if (list.terms.length >= MOST_TERMS) throw new Conflict(`The list ${name} is full.`);
  const others = list.terms.filter((known) => known.term !== term);
  return recorded(before, { ...list, terms: [...others, { term, ...stamp }] }, stamp);
}

export function withoutTerm(before: ListDocument, term: string, change: Change): ListDocument {
  const terms = before.terms.filter((known) => known.term !== term);
  return recorded(before, { ...before, terms }, stamped(change));
}

/** Newest first. A list of before changes were kept knows of its last one alone. */
export const changesOf = ({ changes, changed }: ListDocument): readonly ListChange[] =>
  changes ?? [{ ...changed, added: nothing, removed: nothing, settings: [] }];

const nothing = { terms: [], more: 0 };

const stamped = ({ by, reason }: Change) => ({ by, reason, at: new Date().toISOString() });

function recorded(
  before: ListDocument | undefined,
  next: Content,
  stamp: ListDocument['changed'],
): ListDocument {
  const latest: ListChange = {
    ...stamp,
    added: told(next.terms, before?.terms ?? []),
    removed: told(before?.terms ?? [], next.terms),
    settings: (['title', 'action', 'language', 'exceptions'] as const).filter(
      (setting) => JSON.stringify(next[setting]) !== JSON.stringify(before?.[setting]),
    ),
  };
  const earlier = before === undefined ? [] : changesOf(before);
  return { ...next, changed: stamp, changes: [latest, ...earlier].slice(0, MOST_CHANGES) };
}

/** Those of `terms` that are not among the others. */
function told(terms: ListDocument['terms'], others: ListDocument['terms']): ListChange['added'] {
  const known = new Set(others.map(({ term }) => term));
  const news = terms.flatMap(({ term }) => (known.has(term) ? [] : [term]));
  return { terms: news.slice(0, MOST_TOLD), more: Math.max(0, news.length - MOST_TOLD) };
}
