import { learn, nothingLearnt } from '../../src/workers/moderation/classifier/learn.ts';
import { loadModel } from '../../src/workers/moderation/classifier/load-model.ts';
import { type Share, shareOf } from './figures.ts';
import { judge, useLayer } from './judge.ts';

/** Names that nobody has spammed with, of the kinds that are: plain, numbered, of two words. */
const brands = ['Kopisenja', 'BADAKHIJAU', 'Lumbungjaya', 'sigmalotre', 'Pelangiwin', 'ZAMRUDQU'];
const taught = 20;
const asked = 100;

export interface Learning {
  readonly before: Share;
  readonly after: Share;
  readonly falseBefore: Share;
  readonly falseAfter: Share;
}

/**
 * What twenty rejections teach about a new name that spammers put into honest comments: how many
 * others with it are found, and how many honest ones without it are held, before and after.
 */
export async function measureLearning(honest: readonly string[]): Promise<Learning> {
  const model = loadModel();
  const counts = { before: 0, after: 0, falseBefore: 0, falseAfter: 0 };
  const count = async (texts: readonly string[]) => {
    let held = 0;
    for (const text of texts) if ((await judge(text, 'id')).verdict !== 'approved') held += 1;
    return held;
  };
  for (const [index, brand] of brands.entries()) {
    const own = honest.slice(index * (taught + asked), (index + 1) * (taught + asked));
    const spam = own.map((text) => withName(text, brand));
    const clean = own.slice(taught);
    useLayer(nothingLearnt);
    counts.before += await count(spam.slice(taught));
    counts.falseBefore += await count(clean);
    const decisions = spam.slice(0, taught).map((text) => ({ texts: [text], wasSpam: true }));
    useLayer(learn(model, decisions));
    counts.after += await count(spam.slice(taught));
    counts.falseAfter += await count(clean);
  }
  useLayer(nothingLearnt);
  const of = brands.length * asked;
  return {
    before: shareOf(counts.before, of),
    after: shareOf(counts.after, of),
    falseBefore: shareOf(counts.falseBefore, of),
    falseAfter: shareOf(counts.falseAfter, of),
  };
}

function withName(text: string, brand: string): string {
  const words = text.split(' ');
  const at = Math.floor(words.length / 2);
  return [...words.slice(0, at), brand, ...words.slice(at)].join(' ');
}
