import { z } from 'zod';
import { faultsOf } from './faults.ts';
import { Invalid } from './format.ts';
import { readInstant } from './instant.ts';

/** A field that foreign systems leave out, or send as null, where they have nothing to say. */
export const maybe = <T extends z.ZodType>(schema: T) =>
  schema.nullish().transform((value) => value ?? undefined);

export const text = maybe(z.string());
export const number = maybe(z.number());
export const flag = maybe(z.boolean());
export const textOrNumber = maybe(
  z.union([z.string(), z.number()], { error: 'expected text or a number' }),
);

export const list = <T extends z.ZodType>(item: T) => maybe(z.array(item));

/** A moment with its zone, in UTC; an empty one is none. */
export const moment = momentWith('');
/** A moment whose zone the format leaves out because it is always UTC. */
export const momentInUtc = momentWith('Z');

function momentWith(zone: string) {
  return z
    .string()
    .nullish()
    .transform((written, context): string | undefined => {
      if (!written?.trim() || written.startsWith('0000-00-00')) return undefined;
      const instant = momentOf(written, zone);
      if ('at' in instant) return instant.at;
      context.addIssue({ code: 'custom', message: instant.fault });
      return z.NEVER;
    });
}

/** Reads a date and time as foreign systems write it: offsets such as `+0430`, seconds left out. */
export function momentOf(written: string, zone = '') {
  const tidy = written
    .trim()
    .replace(/([T ]\d\d:\d\d)(?=$|Z|[+-])/i, '$1:00')
    .replace(/([+-]\d\d)(\d\d)$/, (offset, hours, minutes) =>
      /T|:/.test(written) ? `${hours}:${minutes}` : offset,
    );
  return readInstant(/(?:Z|[+-]\d\d:\d\d)$/i.test(tidy) ? tidy : tidy + zone);
}

/** Parses by a schema. Throws Invalid with a pointer to each field of a wrong type. */
export function parseFields<T extends z.ZodType>(schema: T, input: unknown): z.output<T> {
  const parsed = schema.safeParse(input);
  if (!parsed.success) throw new Invalid(faultsOf(parsed.error, input));
  return parsed.data;
}
