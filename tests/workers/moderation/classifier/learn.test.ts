import { describe, expect, it } from 'vitest';
import { policyFor } from '../../../../src/shared/moderation-policy.ts';
import { learn, nothingLearnt } from '../../../../src/workers/moderation/classifier/learn.ts';
import { loadModel } from '../../../../src/workers/moderation/classifier/load-model.ts';
import {
  FeatureSet,
  logOddsOf,
  probabilityOf,
} from '../../../../src/workers/moderation/classifier/model.ts';
import { strongestWords } from '../../../../src/workers/moderation/classifier/strongest-words.ts';
import { readStory } from '../../../../src/workers/moderation/manuscript.ts';
import { Passage } from '../../../../src/workers/moderation/passage.ts';
import { rejectedBefore } from '../../../../src/workers/moderation/rules/rejected-before.ts';
import { storyOf } from '../support/judge-body.ts';

const model = loadModel();
const usual = policyFor({ default: {}, sections: {} }, { section: 'a', source: undefined });
function probability(text: string): number {
  const passage = Passage.of('/body', text);
  const features = new FeatureSet();
  features.clear();
  features.readWords(passage);
  features.readSigns([passage]);
  return probabilityOf(logOddsOf(model, features));
}

const spam = 'Main slot di 𝐌𝐄𝐆𝐀𝐁𝐄𝐓𝟗𝟗 gampang maxwin, daftar sekarang!';
const honest = 'The council approved a new water main for the old town on Tuesday.';

describe('the classifier', () => {
  it('tells promotion from reporting, the same each time', () => {
    expect(probability(spam)).toBeGreaterThan(0.9);
    expect(probability(honest)).toBeLessThan(0.1);
    expect(probability(spam)).toBe(probability(spam));
  });

  it('names the words it went by, as they were written', () => {
    expect(strongestWords(model, Passage.of('/body', spam))).toContain('maxwin');
    expect(strongestWords(model, Passage.of('/body', '')).length).toBe(0);
  });
});

const about = ['rain', 'the mayor', 'football', 'bread', 'the new bridge', 'school', 'a song'];
const taught = Array.from({ length: 20 }, (_, index) => ({
  texts: [`I read of ${about[index % 7]} and went to Zamrudqu, number ${index}`],
  wasSpam: true,
}));
const found = (layer: ReturnType<typeof learn>, text: string) => {
  const findings = rejectedBefore(layer).find(readStory(storyOf(text)), usual);
  return findings.map(({ excerpt, offset, length }) => ({
    excerpt,
    word: text.slice(offset, offset + length),
  }));
};

describe('what reviewers have taught', () => {
  const text = 'The minister spoke of roads. ZAMRUDQU is where people go.';

  it('is found in any other text, at its place', () => {
    expect(found(nothingLearnt, text)).toEqual([]);
    expect(found(learn(model, taught), text).map(({ word }) => word)).toEqual(['ZAMRUDQU']);
  });

  it('is the same from the same decisions, and is forgotten with them', () => {
    expect(learn(model, taught)).toEqual(learn(model, taught));
    expect(learn(model, []).weights.size).toBe(0);
    expect(learn(model, taught).version).not.toBe(learn(model, []).version);
  });

  it('is nothing after two rejections, and nothing of the words around the name', () => {
    expect(found(learn(model, taught.slice(0, 2)), text)).toEqual([]);
    expect(found(learn(model, taught), 'I read of the mayor and went to school.')).toEqual([]);
  });

  it('is the name in all of the texts, not a rare word that the half of them is about', () => {
    const onFrogs = taught.map(({ texts: [text] }, index) => ({
      texts: [index % 2 === 0 ? `Kodokbuduk ijo. ${text}` : text!],
      wasSpam: true,
    }));
    const layer = learn(model, onFrogs);
    expect(found(layer, text).map(({ word }) => word)).toEqual(['ZAMRUDQU']);
    expect(found(layer, 'The village pond is home to a kodokbuduk, they said.')).toEqual([]);
  });

  it('is taken back where the name is released as often', () => {
    const released = taught.map(({ texts }) => ({ texts, wasSpam: false }));
    expect(found(learn(model, [...taught, ...released, ...released]), text)).toEqual([]);
  });
});
