import type { Story } from './story.ts';

/** Fields that findings point into and repairs may change. */
const editable =
  /^\/(?:headline|alternativeHeadline|description|byline|dateline|body|keywords\/\d+|images\/\d+\/(?:caption|creditLine|altText)|authors\/\d+\/(?:name|bio)|corrections\/\d+\/text)$/;

type Fields = Record<string, unknown>;

/** The text of a field as findings point into it: `/body` is the body as submitted. */
export function readField(story: Omit<Story, 'revision'>, pointer: string): string | undefined {
  if (!editable.test(pointer)) return undefined;
  let value: unknown = story;
  for (const step of stepsOf(pointer)) {
    value = typeof value === 'object' && value !== null ? (value as Fields)[step] : undefined;
  }
  return typeof value === 'string' ? value : undefined;
}

/** The story with another text in a field. Throws RangeError where there is no such field. */
export function withField<S extends Omit<Story, 'revision'>>(
  story: S,
  pointer: string,
  text: string,
): S {
  if (readField(story, pointer) === undefined) throw new RangeError(`no field ${pointer}`);
  const copy = structuredClone(story);
  const steps = stepsOf(pointer);
  const last = steps.pop() ?? '';
  let parent: Fields = copy;
  for (const step of steps) parent = parent[step] as Fields;
  parent[last] = text;
  return copy;
}

const stepsOf = (pointer: string): string[] =>
  pointer === '/body' ? ['submittedBody'] : pointer.slice(1).split('/');
