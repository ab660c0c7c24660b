import { longNames } from './territories.ts';

/** Shorter words have too many neighbours. */
const shortest = 6;

/**
 * Finds the word that another is one slip away from: a letter left out, doubled, wrong, or two in
 * the wrong order (HANDOTU). Each word is looked up by all that is left when one letter goes, so
 * the time does not grow with the vocabulary.
 */
export function createSlips(vocabulary: Iterable<string>): (word: string) => string | undefined {
  const known = new Set(vocabulary);
  const byRemainder = new Map<string, string>();
  for (const word of known) {
    if (word.length < shortest) continue;
    for (const rest of remainders(word)) if (!byRemainder.has(rest)) byRemainder.set(rest, word);
  }
  return (word) => {
    if (known.has(word) || word.length < shortest - 1 || word.length > 24) return undefined;
    const near = [word, ...remainders(word)].map((rest) => byRemainder.get(rest));
    return near.find((one) => one !== undefined && isOneSlip(one, word));
  };
}

function remainders(word: string): string[] {
  return [word, ...Array.from(word, (_, at) => word.slice(0, at) + word.slice(at + 1))];
}

function isOneSlip(a: string, b: string): boolean {
  let from = 0;
  while (from < a.length && a[from] === b[from]) from += 1;
  const [restA, restB] = [a.slice(from), b.slice(from)];
  if (restA.slice(1) === restB || restA === restB.slice(1)) return true;
  if (restA.slice(1) === restB.slice(1)) return true;
  return restA[0] === restB[1] && restA[1] === restB[0] && restA.slice(2) === restB.slice(2);
}

let territorySlips: ((word: string) => string | undefined) | undefined;

/** The country that was meant by `GEMANY`. */
export function territorySlip(word: string): string | undefined {
  territorySlips ??= createSlips(longNames());
  return territorySlips(word);
}
