import type { ScriptShares } from './script-shares.ts';

const letterLookalikes = /[\u{1D400}-\u{1D7FF}\u{1F130}-\u{1F189}\u24B6-\u24E9]/gu;
const fullWidth = /[\uFF10-\uFF5A]/g;
const invisible = /\u034F|[\u00AD\u115F\u1160\u180E\u200B\u2060-\u2064\u3164\uFEFF]/g;
/** Joiners and marks of direction belong in other scripts, and nowhere inside Latin words. */
const joinersInLatin = /(?<=[a-z])[\u200C-\u200F\u202A-\u202E\u2066-\u2069]+(?=[a-z])/gi;
const mixedWord =
  /(?:[a-z\u00C0-\u024F][\u0370-\u03FF\u0400-\u052F]|[\u0370-\u03FF\u0400-\u052F][a-z])/i;
const spacedLetters = /(?<![\p{L}\p{N}])(?:[\p{L}\p{N}][ .\-_·*]){3,}[\p{L}\p{N}](?![\p{L}\p{N}])/u;

/** How the name of a link is disguised from filters; `null` for plain writing. */
export function disguiseOf(text: string, page: ScriptShares): string | null {
  if ((text.match(letterLookalikes)?.length ?? 0) >= 3) return 'mathematical letters';
  if (/[\u202D\u202E]/.test(text)) return 'letters in a forced direction';
  const isWideNormal =
    page.shareOf('Han') + page.shareOf('Japanese') + page.shareOf('Hangul') > 0.2;
  if (!isWideNormal && (text.match(fullWidth)?.length ?? 0) >= 3) return 'full-width letters';
  const hidden = (text.match(invisible)?.length ?? 0) + (text.match(joinersInLatin)?.length ?? 0);
  if (hidden >= 2 && hidden / text.length > 0.1) return 'invisible characters between letters';
  if (text.split(/[\s/-]+/).some((word) => mixedWord.test(word)))
    return 'letters of two scripts in one word';
  if (hasSpacedWord(text)) return 'single letters with gaps between';
  if (leetWords(text) > 0) return 'digits for letters';
  return null;
}

/** `s.l.o.t`; not numbers of sections, and not U.S.S.R. */
function hasSpacedWord(text: string): boolean {
  const [word = ''] = spacedLetters.exec(text) ?? [];
  return (word.match(/\p{L}/gu)?.length ?? 0) >= 3 && !/^(?:\p{Lu}\.){2,5}\p{Lu}$/u.test(word);
}

/** Words with digits inside, as `b0n4nz4`; codes such as H1N1 and MH17 are in capitals. */
const leetWords = (text: string): number =>
  text.split(/[^\p{L}\p{N}]+/u).filter((word) => {
    if (word !== word.toLowerCase() || word.length < 4) return false;
    return (
      /\p{L}[013457]\p{L}|^[013457]\p{L}.*[013457]/u.test(word) &&
      /\p{L}.*\p{L}/u.test(word) &&
      !/^[\da-f]+$/.test(word)
    );
  }).length;
