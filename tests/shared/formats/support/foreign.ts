import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import {
  Invalid,
  Malformed,
  type StoryFormat,
  type Submitted,
} from '../../../../src/shared/formats/format.ts';
import fc from '../../../support/fast-check.ts';

const root = process.env.DATELINE_CORPUS;
export const hasCorpus = root !== undefined;
if (!hasCorpus) console.info('DATELINE_CORPUS is not set: real samples are not read');

/** The bodies of a folder of real samples, by file name. */
export const samples = (folder: string): Map<string, Buffer> => {
  const at = join(root ?? '', folder);
  return new Map(readdirSync(at).map((name) => [name, readFileSync(join(at, name))]));
};

/** The sample whose file name holds some words. */
export function sample(folder: string, words: string): Buffer {
  for (const [name, body] of samples(folder)) if (name.includes(words)) return body;
  throw new Error(`There is no sample ${words} in ${folder}`);
}

export const json = (value: unknown): Buffer => Buffer.from(JSON.stringify(value));

export function faultsOf(read: () => unknown): Record<string, string> {
  try {
    read();
  } catch (error) {
    if (!(error instanceof Invalid)) throw error;
    return Object.fromEntries(error.faults.map(({ pointer, detail }) => [pointer, detail]));
  }
  throw new Error('it was accepted');
}

/** Whether a submission is whole: it has an identity, a headline and a body. */
export function expectWhole(story: Submitted): void {
  expect(story.externalId).not.toBe('');
  expect(story.headline.trim()).not.toBe('');
  expect(story.body.trim()).not.toBe('');
  for (const { url } of story.images) expect(url).toMatch(/^https?:/);
}

/** That whatever is sent, `read` and `split` say what is wrong and never break down. */
export function expectOrderly(format: StoryFormat, valid: Buffer): void {
  const attempt = (body: Buffer) => {
    try {
      for (const one of format.split?.(body) ?? [body]) format.read(one);
    } catch (error) {
      if (error instanceof Malformed || error instanceof Invalid) return;
      throw error;
    }
  };
  fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => attempt(Buffer.from(bytes))));
  fc.assert(
    fc.property(fc.nat(valid.length), fc.uint8Array({ maxLength: 8 }), (at, bytes) =>
      attempt(Buffer.concat([valid.subarray(0, at), bytes, valid.subarray(at + bytes.length)])),
    ),
    { numRuns: 300 },
  );
  if (valid[0] !== 0x7b) return;
  fc.assert(
    fc.property(fc.nat(), fc.jsonValue({ maxDepth: 3 }), (place, value) =>
      attempt(json(withOther(JSON.parse(valid.toString()), place, value))),
    ),
    { numRuns: 500 },
  );
}

/** The same document with one of its values replaced by another. */
function withOther(document: unknown, place: number, other: unknown): unknown {
  const spots: { readonly holder: object; readonly key: string }[] = [];
  const visit = (value: unknown) => {
    if (typeof value !== 'object' || value === null) return;
    for (const [key, inner] of Object.entries(value)) {
      spots.push({ holder: value, key });
      visit(inner);
    }
  };
  visit(document);
  const spot = spots[place % spots.length];
  if (spot) Reflect.set(spot.holder, spot.key, other);
  return document;
}
