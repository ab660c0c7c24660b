import { z } from 'zod';
import { pointerTo } from './faults.ts';
import { list, maybe, moment, number, parseFields, text, textOrNumber } from './foreign-fields.ts';
import { Invalid } from './format.ts';

const Worded = z.object({ role: text, contenttype: text, value: text });
const Term = z.object({ name: text, rel: text });

const Rendition = z.object({
  name: text,
  href: text,
  mimetype: text,
  contenttype: text,
  width: number,
  height: number,
  poi: maybe(z.object({ x: number, y: number })),
});
export type Rendition = z.infer<typeof Rendition>;

const partFields = {
  name: text,
  uri: text,
  type: text,
  by: text,
  byline: text,
  headline: text,
  headlines: list(Worded),
  title: text,
  slugline: text,
  description_text: text,
  description_html: text,
  description_xhtml: text,
  descriptions: list(Worded),
  body_text: text,
  body_html: text,
  body_xhtml: text,
  bodies: list(Worded),
  creditline: text,
  copyrightholder: text,
  copyrightnotice: text,
  usageterms: text,
  ednote: text,
  rightsinfo: maybe(z.object({ linkedrights: text, encodedrights: text })),
  renditions: maybe(z.record(z.string(), Rendition.nullable())),
};

const Part = z.object(partFields);
/** A part of an item, such as the picture that goes with a text. */
export type Part = z.infer<typeof Part>;

const Item = z.object({
  ...partFields,
  version: textOrNumber,
  versioncreated: moment,
  pubstatus: maybe(z.enum(['usable', 'withheld', 'canceled', 'cancelled'])),
  embargoed: maybe(z.string()),
  embargoeduntil: moment,
  expires: moment,
  urgency: maybe(z.int().min(1).max(9)),
  language: text,
  located: text,
  subject: list(Term),
  subjects: list(Term),
  keywords: list(z.string()),
  service: list(Term),
  authors: list(z.object({ name: text, biography: text, avatar_url: text })),
  associations: maybe(z.record(z.string(), Part.nullable())),
});
/** An item of any ninjs version, its keys in lower case and its lists of parts keyed. */
export type Item = z.infer<typeof Item>;

/**
 * Reads ninjs 1.x (parts keyed by name), 2.x (parts in lists) and 3.x (keys in camel case) alike:
 * the versions differ by nothing else that matters here. Throws Invalid, pointing into the
 * original.
 */
export function readItem(input: unknown): Item {
  try {
    return parseFields(Item, evenOut(input, []));
  } catch (error) {
    if (!(error instanceof Invalid)) throw error;
    throw new Invalid(
      error.faults.map((fault) => ({ ...fault, pointer: inOriginal(input, fault) })),
    );
  }
}

const keyedLists = new Set(['associations', 'renditions']);

function evenOut(value: unknown, path: readonly string[]): unknown {
  if (Array.isArray(value)) {
    const items = value.map((item, index) => evenOut(item, [...path, String(index)]));
    return keyedLists.has(path.at(-1)?.toLowerCase() ?? '') ? { ...items } : items;
  }
  if (typeof value !== 'object' || value === null) return value;
  const even = new Map<string, unknown>();
  // The names of 1.x parts are the sender's own.
  const isNamed = keyedLists.has(path.at(-1)?.toLowerCase() ?? '');
  for (const [key, inner] of Object.entries(value)) {
    const name = isNamed ? key : key.toLowerCase();
    if (even.has(name)) {
      throw new Invalid([{ pointer: pointerTo([...path, key]), detail: 'written in two ways' }]);
    }
    even.set(name, evenOut(inner, [...path, key]));
  }
  return Object.fromEntries(even);
}

/** The same pointer with the keys in the case in which the sender wrote them. */
function inOriginal(input: unknown, { pointer }: { readonly pointer: string }): string {
  let value = input;
  const path = pointer
    .split('/')
    .slice(1)
    .map((step) => {
      const name = decodeURIComponent(step).replaceAll('~1', '/').replaceAll('~0', '~');
      if (typeof value !== 'object' || value === null) return name;
      const isOwn = Object.hasOwn(value, name);
      const key = isOwn ? name : Object.keys(value).find((one) => one.toLowerCase() === name);
      value = key === undefined ? undefined : Reflect.get(value, key);
      return key ?? name;
    });
  return pointerTo(path);
}
