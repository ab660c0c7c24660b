import { letterBits, lettersAmong, numberOf, Part, pairsOf, partAt } from './spelling-letters.ts';

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

/** Neither vowels nor consonants to be counted in a row: Slavs make syllables of the liquids. */
const signs = 'lrлрλρьъйў';
const isSign = lettersAmong((letter) => signs.includes(letter));
/** Welsh and Czech write vowels by `w`, `y`, `r` and `l`; others are rare where it matters. */
const vowels = 'aeiouywαεηιουωаеёиоуыэюяіїє';
/** Letters that are not of the plain alphabets may be vowels of their language. */
const isConsonant = lettersAmong(
  (letter) => /[b-zβ-ψб-щ]/.test(letter) && !vowels.includes(letter) && !signs.includes(letter),
);
/** Written with several letters and spoken as one sound, or together all over Europe. */
const clusters = pairsOf('sz cz rz ch sh th ph gh ck ng dz zh ts st sk ss ll dd ст ск'.split(' '));
/** `sch` is one as well. */
const [s, c, h] = [numberOf('s'), numberOf('c'), numberOf('h')];

/** Consonants in a row, and keys side by side, that speak for chance. */
const crowdedFrom = 4;
const mashedFrom = 4;
/** Shorter words are abbreviations as often. */
const shortestWord = 4;
/** No word; codes and what is written without blanks. */
const longestWord = 40;

const rows = ['qwertyuiop', 'asdfghjkl', 'zxcvbnm', 'azertyuiop', 'йцукенгшщзхъ', 'фывапролджэ'];
const neighbours = pairsOf(
  [...rows, 'ячсмитьбю'].flatMap((row) =>
    [...row].slice(1).flatMap((key, at) => [`${row[at]}${key}`, `${key}${row[at]}`]),
  ),
);

/** Written of genes and proteins. */
const isOfGenes = lettersAmong((letter) => 'acgtun'.includes(letter));

/** Linear in the text. Scripts that leave vowels unwritten, or have no letters, tell nothing. */
export function spellingOf(text: string): Spelling {
  const reader = new Reader();
  for (let at = 0; at < text.length; ) {
    const first = partAt(text, at);
    const start = at;
    let others = 0;
    for (at += 1; first !== 0 && at < text.length; at += 1) {
      const part = partAt(text, at);
      if (part === 0) break;
      others |= part;
    }
    const isPlain = ((first & ~Part.capital) | (others & ~Part.mark)) >> letterBits === 1;
    const length = at - start;
    if (isPlain && length >= shortestWord && length <= longestWord) reader.read(text, start, at);
  }
  return reader.spelling;
}

const letterAt = (text: string, at: number): number => partAt(text, at) & (Part.plain - 1);

class Reader {
  readonly #sums = { letters: 0, vowels: 0, crowded: 0, mashed: 0 };
  readonly #crowdedWords = new Set<string>();

  get spelling(): Spelling {
    return { ...this.#sums, crowdedWords: this.#crowdedWords.size };
  }

  read(text: string, start: number, end: number): void {
    if (isOfGenesAlone(text, start, end)) return;
    this.#sums.letters += end - start;
    this.#sums.mashed += mashedIn(text, start, end);
    const crowded = this.#readSounds(text, start, end);
    if (crowded === 0) return;
    this.#sums.crowded += crowded;
    this.#crowdedWords.add(text.slice(start, end).toLowerCase());
  }

  /** Counts vowels; gives the consonants in rows. */
  #readSounds(text: string, start: number, end: number): number {
    let crowded = 0;
    let row = 0;
    let before = 0;
    for (let at = start; at < end; ) {
      const sound = letterAt(text, at);
      if (isConsonant[sound] === 1) {
        if (sound !== before) row += 1;
      } else {
        if (isSign[sound] === 0) this.#sums.vowels += 1;
        if (row >= crowdedFrom) crowded += row;
        row = 0;
      }
      before = sound;
      at = endOfSound(text, at, end);
    }
    return row >= crowdedFrom ? crowded + row : crowded;
  }
}

function endOfSound(text: string, at: number, end: number): number {
  if (at + 1 >= end) return end;
  const first = letterAt(text, at);
  const second = letterAt(text, at + 1);
  if (clusters[(first << letterBits) | second] === 1) return at + 2;
  if (first !== s || second !== c || at + 2 >= end) return at + 1;
  return letterAt(text, at + 2) === h ? at + 3 : at + 1;
}

function isOfGenesAlone(text: string, start: number, end: number): boolean {
  for (let at = start; at < end; at += 1) if (isOfGenes[letterAt(text, at)] === 0) return false;
  return true;
}

function mashedIn(text: string, start: number, end: number): number {
  let mashed = 0;
  let keys = 1;
  let before = letterAt(text, start);
  for (let at = start + 1; at < end; at += 1) {
    const letter = letterAt(text, at);
    if (neighbours[(before << letterBits) | letter] === 1) keys += 1;
    else {
      if (keys >= mashedFrom) mashed += keys;
      keys = 1;
    }
    before = letter;
  }
  return keys >= mashedFrom ? mashed + keys : mashed;
}
