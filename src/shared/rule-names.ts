import { z } from 'zod';
import { nearestName } from './nearest-name.ts';

/** Every rule of moderation: a policy may name no other, and no rule has another name. */
export const ruleNames = [
  'bare-addresses',
  'blocked-terms',
  'contact-lures',
  'disguised-words',
  'empty-body',
  'gibberish',
  'hidden-links',
  'injected-links',
  'link-count',
  'link-farms',
  'mandatory-credit',
  'near-duplicate',
  'page-head',
  'picture-restrictions',
  'picture-rights',
  'profanity',
  'reads-like-spam',
  'rejected-before',
  'shouting',
  'spam-phrases',
  'too-costly',
] as const;
export type RuleName = (typeof ruleNames)[number];

/** Of somebody outside who is asked. */
export const HookName = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,39}$/, 'lower-case letters, digits and hyphens');

const unknown = ({ input }: { readonly input?: unknown }): string => {
  const nearest = nearestName(String(input), ruleNames);
  return nearest === undefined
    ? `there is no rule "${input}"; there are ${ruleNames.join(', ')}`
    : `there is no rule "${input}"; "${nearest}" is the nearest`;
};

/** A rule as a policy names it: its own name, or `hook:NAME` for what somebody outside says. */
export const PolicyRuleName = z.union([z.enum(ruleNames), z.templateLiteral(['hook:', HookName])], {
  error: unknown,
});

/** The name of the hook that a policy means by this rule. */
export const hookOf = (rule: string): string | undefined =>
  rule.startsWith('hook:') ? rule.slice('hook:'.length) : undefined;
