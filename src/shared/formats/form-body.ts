import { isUtf8 } from 'node:buffer';
import { Malformed } from './format.ts';

const maximumFields = 1_000;

/**
 * Reads a form as browsers encode it (application/x-www-form-urlencoded); of a field given twice
 * the last counts. Throws Malformed for what is not UTF-8 and for more than 1,000 fields.
 */
export function readForm(body: Buffer): Record<string, string> {
  if (!isUtf8(body)) throw new Malformed('The form is not valid UTF-8');
  const fields = new Map<string, string>();
  const form = body.toString('utf8');
  if (form.split('&', maximumFields + 1).length > maximumFields) {
    throw new Malformed(`More than ${maximumFields} fields`);
  }
  for (const [name, value] of new URLSearchParams(form)) {
    if (value.includes('\uFFFD'))
      throw new Malformed(`The field ${name.slice(0, 50)} is not UTF-8`);
    fields.set(name, value);
  }
  return Object.fromEntries(fields);
}
