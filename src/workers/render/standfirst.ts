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
  const words = lettersOf(standfirst.replace(/…$/, ''));
  const start = body.slice(0, enough);
  const isBeginning = [start, paragraphsOf(start)].some((html) =>
    lettersOf(html.replace(/<[^>]*>/g, ' ')).startsWith(words),
  );
  return isBeginning ? null : standfirst;
}

/** Ingest leaves out headings, lists and tables between them. */
const paragraphsOf = (html: string): string =>
  Array.from(html.matchAll(/<p(?: [^<>]*)?>(.*?)<\/p>/gs), ([, inside]) => inside).join(' ');

/** Without spaces, signs and what escapes them. */
const lettersOf = (text: string): string =>
  text.replace(/&(?:amp|lt|gt|quot|#39|nbsp);/g, '').replace(/[^\p{L}\p{N}]+/gu, '');
