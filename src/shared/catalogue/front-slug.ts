import { foldLetters } from '../language/fold-letters.ts';

/** In characters; more are cut off at a word. */
const longest = 60;
/** Enough of a text for that. */
const read = 300;

/**
 * The name of a topic or an author in a path, in its own script: letters and digits parted by single
 * hyphens. Spellings of one name have one slug; a text without letters and digits has '', and so no
 * front.
 */
export function frontSlug(text: string): string {
  const slug = foldLetters(text.slice(0, read))
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, '-')
    .replace(/^[-\p{M}]+|-+$/gu, '');
  const characters = [...slug];
  if (characters.length <= longest) return slug;
  const cut = characters.slice(0, longest).join('');
  const edge = characters[longest] === '-' ? cut.length : cut.lastIndexOf('-');
  return cut.slice(0, edge > 0 ? edge : undefined);
}
