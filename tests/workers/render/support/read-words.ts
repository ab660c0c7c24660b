import { z } from 'zod';
import type { Printed } from '../../../../src/workers/render/site-objects.ts';

const WordFile = z.object({
  first: z.int(),
  words: z.record(z.string(), z.string().regex(/^([A-Z]*[a-z])+$/)),
});
const where = ['body', 'about', 'headline'] as const;

/** Every word in a folder of the search index, with the stories that have it, as `3 headline`. */
export function readWords(objects: readonly Printed[], folder: string): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const { key, body } of objects) {
    if (!new RegExp(`^search/${folder}/\\d+\\.json$`).test(key)) continue;
    const { first, words } = WordFile.parse(JSON.parse(String(body)));
    for (const [word, text] of Object.entries(words)) {
      if (found.has(word)) throw new Error(`${word} is in two files of ${folder}`);
      let number = first;
      const stories = (text.match(/[A-Z]*[a-z]/g) ?? []).map((digits) => {
        const value = Number.parseInt(digits.toLowerCase().replace(/./g, toBase26), 26);
        number += Math.floor(value / 3);
        return `${number} ${where[value % 3]}`;
      });
      found.set(word, stories);
    }
  }
  return found;
}

/** A digit as `parseInt` knows it. */
const toBase26 = (letter: string): string => (letter.charCodeAt(0) - 97).toString(26);
