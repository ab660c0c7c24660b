import { z } from 'zod';
import { Finding } from '../finding.ts';
import { Repair } from '../repair.ts';

/** `stories/<id>/decisions/<pass>.json`: what a person decided, why, and what they had before them. */
export const DecisionDocument = z.object({
  schema: z.literal(1),
  /** The pass that it opened. */
  pass: z.int().positive(),
  at: z.string(),
  action: z.string(),
  storyId: z.string(),
  revision: z.int().nonnegative(),
  /** Of a rollback: the revision that is to be live again. */
  to: z.int().positive().optional(),
  reason: z.string(),
  by: z.string(),
  source: z.string().default(''),
  /** What moderation had found. */
  found: z.array(Finding).default([]),
  /** Those findings that the person called wrong. */
  falseAlarm: z.array(Finding).default([]),
  repairs: z.array(Repair).default([]),
});
export type DecisionDocument = Readonly<z.infer<typeof DecisionDocument>>;
