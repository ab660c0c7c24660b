import type { Story } from '../../shared/story.ts';
import { line } from './text.ts';
import type { LinkView } from './views.ts';

/** Nobody reads more; and the time it takes stays bound whatever the text. */
const maxLinks = 20;

/**
 * The byline that the story brings; empty where it is but the names of its authors in a row, as ingest
 * and feeds write it: the page's language joins them as its readers do.
 */
export function ownByline({ byline, authors }: Pick<Story, 'byline' | 'authors'>): string {
  const own = line(byline);
  return own === authors.map(({ name }) => line(name)).join(', ') ? '' : own;
}

/** A byline in pieces: wherever an author with a page is named, the name leads there. */
export function linkedByline(text: string, authors: readonly LinkView[]): LinkView[] {
  const pieces: LinkView[] = [];
  let from = 0;
  for (let links = 0; links < maxLinks; links += 1) {
    const next = nextName(text, from, authors);
    if (next === undefined) break;
    const { at, author } = next;
    if (at > from) pieces.push({ name: text.slice(from, at), url: null });
    pieces.push(author);
    from = at + author.name.length;
  }
  if (from < text.length) pieces.push({ name: text.slice(from), url: null });
  return pieces;
}

interface Named {
  readonly at: number;
  readonly author: LinkView;
}

/** The first to be named; of two that begin alike (Ann, Ann Lee) the longer. */
function nextName(text: string, from: number, authors: readonly LinkView[]): Named | undefined {
  let first: Named | undefined;
  for (const author of authors) {
    if (author.name === '' || author.url === null) continue;
    const at = wholeWords(text, from, author.name);
    if (at < 0) continue;
    const isEarlier = first === undefined || at < first.at;
    const isLonger = at === first?.at && author.name.length > first.author.name.length;
    if (isEarlier || isLonger) first = { at, author };
  }
  return first;
}

/** Where the name stands and is not a part of another one; -1: nowhere. */
function wholeWords(text: string, from: number, name: string): number {
  const letter = /[\p{L}\p{M}\p{N}]/u;
  for (let at = text.indexOf(name, from); at >= 0; at = text.indexOf(name, at + name.length)) {
    const before = text.charAt(at - 1);
    const after = text.charAt(at + name.length);
    if (!letter.test(before) && !letter.test(after)) return at;
  }
  return -1;
}
