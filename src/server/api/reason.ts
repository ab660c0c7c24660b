import { z } from 'zod';

/** Why somebody did something; kept for good. */
export const Reason = z
  .string()
  .max(2000)
  .refine((text) => text.trim() !== '', { error: 'say why; it is kept' });
