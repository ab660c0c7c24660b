/** What can be told of the words of a text that are written in one alphabet. */
export interface Spelling {
  /** Letters of words that are neither names in capitals, nor codes, nor sequences of genes. */
  readonly letters: number;
  readonly vowels: number;
  /** In rows of consonants that few languages have. */
  readonly crowded: number;
  /** Words with such rows, each once. */
  readonly crowdedWords: number;
  /** In sequences of keys that lie side by side. */
  readonly mashed: number;
}

/** Welsh and Czech write vowels by `w`, `y`, `r` and `l`; others are rare where it matters. */
const vowels = new Set('aeiouywαεηιουωаеёиоуыэюяіїє');
/** Neither vowels nor consonants to be counted in a row: Slavs make syllables of the liquids. */
const signs = new Set('lrлрλρьъйў');
/** Written with several letters and spoken as one sound, or together all over Europe. */
const clusters = /sch|sz|cz|rz|ch|sh|th|ph|gh|ck|ng|dz|zh|ts|st|sk|ss|ll|dd|ст|ск|ств/g;
/** Letters beyond these may be vowels of their language. */
const isConsonant = (letter: string): boolean =>
  !vowels.has(letter) && !signs.has(letter) && /[b-zβ-ψб-щ]/.test(letter);

/** Consonants in a row, and keys side by side, that speak for chance. */
const crowdedFrom = 4;
const mashedFrom = 4;
/** Shorter words are abbreviations as often. */
const shortestWord = 4;
/** No word; codes and what is written without blanks. */
const longestWord = 40;

const rows = ['qwertyuiop', 'asdfghjkl', 'zxcvbnm', 'azertyuiop', 'йцукенгшщзхъ', 'фывапролджэ'];
const neighbours = new Set(
  [...rows, 'ячсмитьбю'].flatMap((row) =>
    [...row].slice(1).flatMap((key, at) => [`${row[at]}${key}`, `${key}${row[at]}`]),
  ),
);

const word = /[\p{L}\p{M}\p{N}_]+/gu;
/** Names may begin with a capital; what has one within, or a digit, is a code. */
const plain = /^[\p{L}][\p{Ll}\p{M}]+$/u;
const alphabetic = /^[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\p{M}]+$/u;
/** Written of genes and proteins. */
const genes = /^[acgtun]+$/;

/** Linear in the text. Scripts that leave vowels unwritten, or have no letters, tell nothing. */
export function spellingOf(text: string): Spelling {
  const sums = { letters: 0, vowels: 0, crowded: 0, mashed: 0 };
  const crowdedWords = new Set<string>();
  for (const [written] of text.matchAll(word)) {
    if (written.length < shortestWord || written.length > longestWord) continue;
    if (!plain.test(written) || !alphabetic.test(written)) continue;
    const letters = written.toLowerCase();
    if (genes.test(letters)) continue;
    const sounds = letters.replace(clusters, ([first = '']) => first);
    const crowded = crowdedIn(sounds);
    if (crowded > 0) crowdedWords.add(letters);
    sums.letters += letters.length;
    sums.vowels += [...sounds].filter((one) => !isConsonant(one) && !signs.has(one)).length;
    sums.crowded += crowded;
    sums.mashed += mashedIn(letters);
  }
  return { ...sums, crowdedWords: crowdedWords.size };
}

function crowdedIn(sounds: string): number {
  let crowded = 0;
  let row = 0;
  for (let at = 0; at <= sounds.length; at += 1) {
    const sound = sounds[at] ?? '';
    if (sound !== '' && isConsonant(sound)) {
      if (sound !== sounds[at - 1]) row += 1;
      continue;
    }
    if (row >= crowdedFrom) crowded += row;
    row = 0;
  }
  return crowded;
}

function mashedIn(letters: string): number {
  let mashed = 0;
  let keys = 1;
  for (let at = 1; at <= letters.length; at += 1) {
    if (neighbours.has(letters.slice(at - 1, at + 1))) keys += 1;
    else {
      if (keys >= mashedFrom) mashed += keys;
      keys = 1;
    }
  }
  return mashed;
}
