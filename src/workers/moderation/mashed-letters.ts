import { letterBits, lettersAmong, numberOf, Part, pairsOf, partAt } from './spelling-letters.ts';
import { unitsOf } from './units.ts';

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
/** No cluster ends in one. */
const isVowel = isConsonant.map((is, letter) => 1 - (is | isSign[letter]!));
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
  const units = unitsOf(text);
  const sums = { letters: 0, vowels: 0, crowded: 0, mashed: 0 };
  const crowdedWords = new Set<string>();
  for (let start = 0; start < text.length; ) {
    const end = word.read(units, start);
    if (word.length > 0 && !word.isOfGenes) {
      const crowded = word.crowded();
      if (crowded > 0) crowdedWords.add(text.slice(start, end).toLowerCase());
      sums.letters += word.length;
      sums.vowels += word.vowels;
      sums.crowded += crowded;
      sums.mashed += word.mashed();
    }
    start = Math.max(end, start + 1);
  }
  return { ...sums, crowdedWords: crowdedWords.size };
}

/** A word that may tell something, by the numbers of its letters; good until the next is read. */
class Word {
  length = 0;
  isOfGenes = false;
  vowels = 0;
  readonly #letters = new Uint8Array(longestWord);
  #mayBeCrowded = false;
  #mayBeMashed = false;

  /**
   * To the end of what begins there; its length is 0 where it is no such word. Sums without
   * branches, for which letter comes next nobody can tell, nor can a processor.
   */
  read(units: Uint16Array, start: number): number {
    const letters = this.#letters;
    let part = partAt(units, start);
    let all = part & ~Part.capital;
    let end = start;
    let genes = 1;
    let vowels = 0;
    let row = 0;
    let keys = 0;
    let before = 0;
    let rows = 0;
    let runs = 0;
    while (part !== 0) {
      const letter = part & (Part.plain - 1);
      if (end - start < longestWord) letters[end - start] = letter;
      genes &= isOfGenes[letter]!;
      vowels += isVowel[letter]!;
      row = Math.imul(row + 1, isConsonant[letter]!);
      rows |= row;
      keys = Math.imul(keys + 1, neighbours[(before << letterBits) | letter]!);
      runs |= keys + 1;
      before = letter;
      end += 1;
      part = partAt(units, end);
      all |= part & ~Part.mark;
    }
    const length = end - start;
    const tells = all >> letterBits === 1 && length >= shortestWord && length <= longestWord;
    this.length = tells ? length : 0;
    this.isOfGenes = genes === 1;
    this.vowels = vowels;
    this.#mayBeCrowded = rows >= crowdedFrom;
    this.#mayBeMashed = runs >= mashedFrom;
    return end;
  }

  /** Consonants in rows, each sound and each doubled letter once. */
  crowded(): number {
    if (!this.#mayBeCrowded) return 0;
    const letters = this.#letters;
    const { length } = this;
    let crowded = 0;
    let row = 0;
    let before = 0;
    for (let at = 0; at < length; ) {
      const sound = letters[at]!;
      if (isConsonant[sound] === 0) {
        if (row >= crowdedFrom) crowded += row;
        row = 0;
      } else if (sound !== before) row += 1;
      before = sound;
      const next = at + 1 < length ? letters[at + 1]! : 0;
      if (clusters[(sound << letterBits) | next] === 1) at += 2;
      else if (sound === s && next === c && at + 2 < length && letters[at + 2] === h) at += 3;
      else at += 1;
    }
    return row >= crowdedFrom ? crowded + row : crowded;
  }

  /** Letters on keys side by side. */
  mashed(): number {
    if (!this.#mayBeMashed) return 0;
    const letters = this.#letters;
    let mashed = 0;
    let keys = 1;
    for (let at = 1; at <= this.length; at += 1) {
      const letter = at < this.length ? letters[at]! : 0;
      if (neighbours[(letters[at - 1]! << letterBits) | letter] === 1) keys += 1;
      else {
        if (keys >= mashedFrom) mashed += keys;
        keys = 1;
      }
    }
    return mashed;
  }
}

const word = new Word();
