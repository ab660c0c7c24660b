import { z } from 'zod';

/** Why somebody did something; kept for good. */
export const Reason = z.string().trim().min(1, 'say why; it is kept').max(2000);
