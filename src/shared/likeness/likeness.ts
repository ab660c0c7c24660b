/**
 * A sketch of a text by which texts are told alike: 64 minima of hashed word sequences (MinHash,
 * Broder 1997), 16 bits of each, in base64. The share of equal places estimates how much of two
 * texts' sequences they have in common.
 */
export type Likeness = string;

const places = 64;
/** Words of a sequence: enough that common phrases make no two reports alike. */
const sequence = 4;
/** A text is known by its beginning; the rest of a long one adds nothing but time. */
const mostWords = 2_000;
/** Fewer say too little: two weather reports of a line each are not one story. */
const fewestSequences = 40;

/** A word; or a letter of a script that is written without blanks. */
const word =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]|[\p{L}\p{M}\p{N}]+/gu;

/** The likeness of a text, or `undefined` where it is too short to be told from others. */
export function likenessOf(text: string): Likeness | undefined {
  const words = wordsOf(text);
  if (words.length < fewestSequences + sequence - 1) return undefined;
  const minima = new Uint32Array(places).fill(0xffffffff);
  for (let at = sequence; at <= words.length; at += 1) {
    let hash = 0;
    for (let of = at - sequence; of < at; of += 1) hash = mixed(Math.imul(hash, 31) + words[of]!);
    for (let place = 0; place < places; place += 1) {
      const value = (Math.imul(hash, multipliers[place]!) + addends[place]!) >>> 0;
      if (value < minima[place]!) minima[place] = value;
    }
  }
  const sketch = Buffer.alloc(places * 2);
  for (const [place, minimum] of minima.entries()) {
    sketch.writeUInt16LE(mixed(minimum) & 0xffff, place * 2);
  }
  return sketch.toString('base64');
}

/** How much two texts have in common, 0 to 1; its standard error is at most 0.07. */
export function shareAlike(one: Likeness, other: Likeness): number {
  const [a, b] = [Buffer.from(one, 'base64'), Buffer.from(other, 'base64')];
  if (a.length !== places * 2 || b.length !== places * 2) return 0;
  let equal = 0;
  for (let at = 0; at < a.length; at += 2)
    if (a.readUInt16LE(at) === b.readUInt16LE(at)) equal += 1;
  return equal / places;
}

/** Places of a band: texts that are nearly the same have one of the eight bands in common. */
const band = 8;

/** Names under which a text is looked for: two that are 90 % alike share one with 99 % certainty. */
export function bandsOf(likeness: Likeness): string[] {
  const sketch = Buffer.from(likeness, 'base64');
  return Array.from({ length: places / band }, (_, index) => {
    const start = index * band * 2;
    return `${index}.${sketch.toString('base64url', start, start + band * 2)}`;
  });
}

function wordsOf(text: string): number[] {
  const hashes: number[] = [];
  for (const [found] of text.normalize('NFKC').toLowerCase().matchAll(word)) {
    let hash = 0x811c9dc5;
    for (let at = 0; at < found.length; at += 1) {
      hash = Math.imul(hash ^ found.charCodeAt(at), 0x01000193);
    }
    hashes.push(hash);
    if (hashes.length === mostWords) break;
  }
  return hashes;
}

/** The finaliser of MurmurHash3: each bit of the input touches each of the output. */
function mixed(value: number): number {
  let hash = value;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/** One permutation a place. They must never change: sketches are kept. */
const multipliers = Uint32Array.from({ length: places }, (_, place) => mixed(2 * place + 1) | 1);
const addends = Uint32Array.from({ length: places }, (_, place) => mixed(2 * place + 2));
