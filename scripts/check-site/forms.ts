import { z } from 'zod';
import { urlOf } from '../../src/shared/web/url-of.ts';

/** Absolute, of the web. */
export const Address = z
  .string()
  .refine(
    (text) => /^https?:\/\/[^\s<>"]+$/.test(text) && urlOf(text) !== undefined,
    'not an absolute web address',
  );

/** RFC 3339 with its zone. */
export const Moment = z
  .string()
  .refine(
    (text) =>
      /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/.test(text) &&
      !Number.isNaN(Date.parse(text)),
    'not a time with its zone (RFC 3339)',
  );
