import type { z } from 'zod';
import type { Fault } from './format.ts';

/** Faults told at once; a sender who makes more has one mistake, not a hundred. */
const maximumFaults = 100;

/** What senders of other formats call our fields. */
const otherNames: Readonly<Record<string, string>> = {
  id: 'externalId',
  guid: 'externalId',
  title: 'headline',
  content: 'body',
  html: 'body',
  text: 'body',
  tags: 'keywords',
  lang: 'language',
  author: 'authors',
  category: 'section',
  summary: 'description',
  excerpt: 'description',
  image: 'images',
  alt: 'altText',
  credit: 'creditLine',
  src: 'url',
  updated: 'modified',
  published: 'firstPublished',
};

type Path = readonly PropertyKey[];

/** A JSON pointer as a URI fragment (RFC 6901): `#/images/0/url`. */
export function pointerTo(path: Path): string {
  return `#${path.map((step) => `/${escapeStep(String(step))}`).join('')}`;
}

function escapeStep(step: string): string {
  const whole = step.slice(0, 200).replace(/\p{Cs}/gu, '\uFFFD');
  return encodeURIComponent(whole.replaceAll('~', '~0').replaceAll('/', '~1'));
}

/** What zod found, in words that say what to do, each with the pointer of its field. */
export function faultsOf(error: z.ZodError, input: unknown): Fault[] {
  return error.issues.flatMap((issue) => faultsOfIssue(issue, input)).slice(0, maximumFaults);
}

type Issue = z.core.$ZodIssue;

function faultsOfIssue(issue: Issue, input: unknown): Fault[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.slice(0, maximumFaults).map((key) => ({
      pointer: pointerTo([...issue.path, key]),
      detail: unknownField(key),
    }));
  }
  return [{ pointer: pointerTo(issue.path), detail: detailOf(issue, input) }];
}

function unknownField(key: string): string {
  const ours = Object.hasOwn(otherNames, key) ? otherNames[key] : undefined;
  return ours ? `unknown field; the name here is "${ours}"` : 'unknown field; leave it out';
}

function detailOf(issue: Issue, input: unknown): string {
  switch (issue.code) {
    case 'invalid_type':
      return wrongType(issue.expected, valueAt(input, issue.path));
    case 'invalid_value':
      return `use one of ${issue.values.map(String).join(', ')}`;
    case 'too_big':
      return `too ${issue.origin === 'array' ? 'many' : 'large'}; at most ${issue.maximum}`;
    case 'too_small':
      return issue.origin === 'string'
        ? 'empty; write it or leave the field out'
        : `too small; at least ${issue.minimum}`;
    case 'invalid_key':
      return issue.issues[0]?.message ?? issue.message;
    default:
      return issue.message;
  }
}

function wrongType(expected: string, value: unknown): string {
  if (value === undefined) return `required; add it as ${expected}`;
  if (value === null) return `expected ${expected}; leave the field out instead of null`;
  return `expected ${expected}, not ${Array.isArray(value) ? 'array' : typeof value}`;
}

function valueAt(input: unknown, path: Path): unknown {
  let value = input;
  for (const step of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step))
      return undefined;
    value = Reflect.get(value, step);
  }
  return value;
}
