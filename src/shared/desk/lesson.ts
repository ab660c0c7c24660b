import { z } from 'zod';
import type { DecisionDocument } from '../archive/decision-document.ts';
import type { Finding } from '../finding.ts';
import type { Story } from '../story.ts';
import { readField } from '../story-fields.ts';

/** What one decision teaches moderation: texts that a person called spam, or not. */
export const Lesson = z.object({
  storyId: z.string(),
  /** The pass that the decision opened. */
  pass: z.int().positive(),
  texts: z.array(z.string()),
  wasSpam: z.boolean(),
});
export type Lesson = Readonly<z.infer<typeof Lesson>>;

/** Rules that find words; what the others find says nothing about the next story's. */
const teaching = new Set([
  ...['spam-phrases', 'reads-like-spam', 'rejected-before', 'disguised-words', 'contact-lures'],
  ...['hidden-links', 'injected-links', 'link-farms', 'bare-addresses', 'page-head'],
]);
/** Texts of one decision, and characters of each. */
const mostTexts = 20;
const mostCharacters = 600;
/**
 * What a decision teaches: a rejection that the lines found were spam, a repair that what it cut
 * was; a release, and a false alarm, that they were not. Never more than that: the rest of a story
 * that was rejected for a planted line is honest news, whose names must not be learnt.
 */
export function lessonsOf(decision: DecisionDocument, story: Story): Lesson[] {
  const { storyId, pass, action, found, falseAlarm, repairs } = decision;
  if (action !== 'reject' && action !== 'release') return [];
  const told = found.filter(({ rule, length }) => teaching.has(rule) && length > 0);
  const isWrong = (one: Finding) => falseAlarm.some((wrong) => isSamePlace(wrong, one));
  const isCut = (one: Finding) => repairs.some((cut) => covers(cut, one));
  const spam = told.filter((one) => !isWrong(one) && (action === 'reject' || isCut(one)));
  const honest = told.filter((one) => isWrong(one) || (action === 'release' && !isCut(one)));
  const lesson = (texts: readonly string[], wasSpam: boolean): Lesson[] => {
    const distinct = [...new Set(texts)].filter((text) => text !== '').slice(0, mostTexts);
    return distinct.length === 0 ? [] : [{ storyId, pass, texts: distinct, wasSpam }];
  };
  const lineOf = (one: Finding) => plain(lineAround(readField(story, one.field) ?? '', one));
  const cutOf = ({ field, offset, length }: Finding) =>
    plain((readField(story, field) ?? '').slice(offset, offset + length));
  return [
    ...lesson(spam.map(action === 'reject' ? lineOf : cutOf), true),
    ...lesson(honest.map(lineOf), false),
  ];
}

interface Place {
  readonly field: string;
  readonly offset: number;
  readonly length: number;
}

const isSamePlace = (a: Finding, b: Finding): boolean =>
  a.rule === b.rule && a.field === b.field && a.offset === b.offset && a.length === b.length;

const covers = (cut: Place, { field, offset, length }: Place): boolean =>
  cut.field === field && cut.offset <= offset && cut.offset + cut.length >= offset + length;

/** The line or block that the place is in, but not far beyond it. */
function lineAround(field: string, { offset, length }: Place): string {
  const from = Math.max(0, offset - mostCharacters / 2);
  const end = Math.min(offset + length, offset + mostCharacters);
  const before = field.slice(from, offset).split(edge).at(-1) ?? '';
  const after = field.slice(end, end + mostCharacters / 2).split(edge)[0] ?? '';
  return before + field.slice(offset, end) + after;
}

const edge = /\n|<\/?(?:p|div|li|h[1-6]|td|th|br|blockquote|figcaption)\b[^<>]*>/i;

const plain = (markup: string): string =>
  markup
    .replace(/<[^<>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, 2 * mostCharacters);
