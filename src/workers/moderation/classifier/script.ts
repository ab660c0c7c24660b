import { Class, classOf } from '../letters.ts';
import type { Passage } from '../passage.ts';

/** Which calibration holds for a text. */
export type Script = 'latin' | 'other';

/** Of each passage, what is looked at. */
const maximumText = 1_000;

/** The script that most letters of a text are of. */
export function scriptOf(passages: readonly Passage[]): Script {
  let latin = 0;
  let other = 0;
  for (const { skeleton } of passages) {
    const end = Math.min(skeleton.length, maximumText);
    for (let at = 0; at < end; at += 1) {
      const found = classOf(skeleton.units[at]!);
      if (found === Class.latin) latin += 1;
      else if (isOtherLetter(found)) other += 1;
    }
  }
  return other > latin ? 'other' : 'latin';
}

/** Whether most letters are of scripts without spaces between words: Han, kana, Thai and the like. */
export function isUnspaced(passages: readonly Passage[]): boolean {
  let unspaced = 0;
  let letters = 0;
  for (const { skeleton } of passages) {
    const end = Math.min(skeleton.length, maximumText);
    for (let at = 0; at < end; at += 1) {
      const found = classOf(skeleton.units[at]!);
      if (found === Class.unspaced) unspaced += 1;
      if (found === Class.latin || isOtherLetter(found)) letters += 1;
    }
  }
  return unspaced * 2 > letters;
}

const isOtherLetter = (found: number): boolean =>
  found === Class.cyrillic ||
  found === Class.greek ||
  found === Class.letter ||
  found === Class.unspaced;
