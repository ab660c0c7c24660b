import type { z } from 'zod';
import { nearestName } from './nearest-name.ts';

type RawIssue = z.core.$ZodRawIssue;

/**
 * What is wrong with a value of a newsroom's file, and what to write instead; `undefined` where zod
 * knows better. `written` is the value as the file has it, on one line.
 */
export function faultWords(issue: RawIssue, written: string | undefined): string | undefined {
  if (issue.input === undefined && issue.code.startsWith('invalid_')) return 'it is missing';
  switch (issue.code) {
    case 'invalid_type':
      return wrongKind(issue.expected, issue.input, written);
    case 'invalid_value':
      return oneOf(issue.values.map(String), issue.input);
    case 'too_small':
      return tooSmall(issue.origin, Number(issue.minimum), issue.inclusive !== false);
    case 'too_big':
      return tooBig(issue.origin, Number(issue.maximum), issue.inclusive !== false);
    case 'invalid_format':
      return issue.format === 'url'
        ? 'give the whole address, such as https://news.example/'
        : undefined;
    default:
      return undefined;
  }
}

type Kind = 'text' | 'number' | 'boolean' | 'list' | 'settings' | 'nothing';

const kindWords: Readonly<Record<Kind, string>> = {
  text: 'text',
  number: 'a number',
  boolean: 'true or false',
  list: 'a list',
  settings: 'settings',
  nothing: 'nothing',
};

/** By what zod calls that which it expects. */
const wantedKinds: Readonly<Record<string, Kind>> = {
  ...{ string: 'text', number: 'number', int: 'number', boolean: 'boolean' },
  ...{ array: 'list', object: 'settings', record: 'settings' },
};

/** How to write what is wanted. */
const howTo: Readonly<Record<Kind, string>> = {
  text: 'put it in quotes',
  number: 'write it in digits, without quotes',
  boolean: 'write true or false, without quotes',
  list: 'give each item a line of its own that begins with "- "',
  settings: 'write each as "name: value" on a line of its own',
  nothing: 'take it out',
};

function wrongKind(
  expected: string,
  input: unknown,
  written: string | undefined,
): string | undefined {
  const wanted = wantedKinds[expected];
  if (wanted === undefined) return undefined;
  const found = kindOf(input);
  const quoted = written ? `put it in quotes: ${JSON.stringify(written)}` : howTo.text;
  if (found === 'nothing') {
    return written && wanted === 'text'
      ? `YAML takes this for nothing; ${quoted}`
      : `nothing is written here, where ${kindWords[wanted]} should be; write it, or take the line out`;
  }
  if (found === wanted) return `a fraction does not do here; write a whole number`;
  const said = `this is ${kindWords[found]}, where ${kindWords[wanted]} should be`;
  if (wanted !== 'text') return `${said}; ${howTo[wanted]}`;
  if (found === 'list') return `${said}; write one value alone`;
  return found === 'settings' ? `${said}, for it has a colon; ${quoted}` : `${said}; ${quoted}`;
}

function kindOf(input: unknown): Kind {
  if (input === null) return 'nothing';
  if (Array.isArray(input)) return 'list';
  if (typeof input === 'object') return 'settings';
  if (typeof input === 'boolean') return 'boolean';
  return typeof input === 'number' || typeof input === 'bigint' ? 'number' : 'text';
}

function oneOf(names: readonly string[], input: unknown): string {
  const nearest = typeof input === 'string' ? nearestName(input, names) : undefined;
  const said = names.length === 1 ? `write ${names[0]}` : `use one of ${names.join(', ')}`;
  return nearest === undefined || names.length === 1 ? said : `${said}; ${nearest} is the nearest`;
}

function tooSmall(origin: string, least: number, isAllowed: boolean): string {
  switch (origin) {
    case 'string':
      return least <= 1
        ? 'nothing is written here; write it'
        : `too short; write ${least} letters or more`;
    case 'array':
      return least <= 1
        ? 'the list is empty; give it an item'
        : `too few; give it ${least} items or more`;
    default:
      return `too small; write ${isAllowed ? `${least} or more` : `more than ${least}`}`;
  }
}

function tooBig(origin: string, most: number, isAllowed: boolean): string {
  switch (origin) {
    case 'string':
      return `too long; write ${most} letters at most`;
    case 'array':
      return `too many; give it ${most} items at most`;
    default:
      return `too large; write ${isAllowed ? `${most} at most` : `less than ${most}`}`;
  }
}
