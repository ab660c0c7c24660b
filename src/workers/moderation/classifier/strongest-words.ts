import { isOfWord } from '../letters.ts';
import type { Passage } from '../passage.ts';
import { readFeatures } from './features.ts';
import type { Model } from './model.ts';

const most = 5;
/** Beginning of a passage that is looked at to explain it. */
const maximumText = 2_000;

/** The words of a passage that speak most for spam, as they were written, the strongest first. */
export function strongestWords({ weights }: Model, { skeleton, text }: Passage): string[] {
  const length = Math.min(skeleton.length, maximumText);
  const said = new Float64Array(length);
  const part = { ...skeleton, units: skeleton.units, length };
  readFeatures(part, (place, start, end) => {
    const each = (weights[place] ?? 0) / (end - start);
    for (let at = start; at < end; at += 1) said[at] = said[at]! + each;
  });
  const words = wordsOf(skeleton.units, length).map(({ start, end }) => ({
    word: text.slice(skeleton.starts[start], skeleton.ends[end - 1]),
    weight: said.subarray(start, end).reduce((sum, weight) => sum + weight, 0),
  }));
  const strongest = words.filter(({ weight }) => weight > 0).sort((a, b) => b.weight - a.weight);
  return [...new Set(strongest.map(({ word }) => word.slice(0, 40)))].slice(0, most);
}

function wordsOf(units: Uint16Array, length: number) {
  const words: { start: number; end: number }[] = [];
  for (let at = 0; at < length; ) {
    let end = at;
    while (end < length && isOfWord(units[end]!)) end += 1;
    if (end > at) words.push({ start: at, end });
    at = Math.max(end, at + 1);
  }
  return words;
}
