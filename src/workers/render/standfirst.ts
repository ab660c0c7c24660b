import type { Story } from '../../shared/story.ts';
import { lineOrNull } from './text.ts';

/** A standfirst is shorter; so much of a body is read. */
const enough = 20_000;

/**
 * What stands between headline and text; `null` where it is the text's own beginning, as it is where
 * the source sent none and ingest described the story for lists: readers would read it twice.
 */
export function standfirstOf({
  description,
  body,
}: Pick<Story, 'description' | 'body'>): string | null {
  const standfirst = lineOrNull(description);
  if (standfirst === null) return null;
  const letters = lettersOf(standfirst.replace(/…$/, ''));
  const start = body.slice(0, enough);
  if (beginsWith(start, letters) || beginsWith(paragraphsOf(start), letters)) return null;
  return standfirst;
}

/** Ingest leaves out headings, lists and tables between them. */
const paragraphsOf = (html: string): string =>
  Array.from(html.matchAll(/<p(?: [^<>]*)?>(.*?)<\/p>/gs), ([, inside]) => inside).join(' ');

/** Letters and digits in a row, and what is none: tags, and what escapes signs. */
const runs = /<[^>]*>|&(?:amp|lt|gt|quot|#39|nbsp);|[\p{L}\p{N}]+/gu;
const isLetters = (run: string): boolean => !run.startsWith('<') && !run.startsWith('&');

const lettersOf = (text: string): string => (text.match(runs) ?? []).filter(isLetters).join('');

/** Whether a text's first letters are these; it is read no further than it takes to know. */
function beginsWith(html: string, letters: string): boolean {
  let at = 0;
  for (const [run] of html.matchAll(runs)) {
    if (at === letters.length) break;
    if (!isLetters(run)) continue;
    const rest = letters.slice(at, at + run.length);
    if (!run.startsWith(rest)) return false;
    at += rest.length;
  }
  return at === letters.length;
}
