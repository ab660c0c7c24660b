import { z } from 'zod';

/** What a finding asks for, from the mildest. `strip`: the place can be cut out and the rest run. */
export const FindingAction = z.enum(['note', 'strip', 'hold', 'reject']);
export type FindingAction = z.infer<typeof FindingAction>;

/** How strictly stories are judged. */
export const ModerationPolicy = z.strictObject({
  /** A story is held from this score on: the sum of its findings' weights. */
  holdAt: z.number().positive(),
  /** Rejected from this score on, where rules of two kinds agree; `null`: never by score alone. */
  rejectAt: z.number().positive().nullable(),
  /** Repairs are proposed to the reviewer, or made at once where nothing else holds the story. */
  repairs: z.enum(['propose', 'apply']),
  /** What the findings of a rule ask for instead of what they would, by the rule's name. */
  rules: z.record(z.string(), z.enum(['off', ...FindingAction.options])),
  /** Links to other sites that a body may have before their number counts against it. */
  linkAllowance: z.int().min(0).max(10_000),
});
export type ModerationPolicy = Readonly<z.infer<typeof ModerationPolicy>>;

/** A part of a policy, as `site.yaml` and a source state it: what is absent is as it was. */
export const PolicyPart = ModerationPolicy.partial();
export type PolicyPart = Readonly<z.infer<typeof PolicyPart>>;

/** `moderation` in `site.yaml`. */
export const SitePolicy = z.strictObject({
  default: PolicyPart.default({}),
  /** By the slug of the section. */
  sections: z.record(z.string(), PolicyPart).default({}),
});
export type SitePolicy = Readonly<z.infer<typeof SitePolicy>>;

const usual: ModerationPolicy = {
  holdAt: 1,
  rejectAt: 4,
  repairs: 'propose',
  rules: {},
  linkAllowance: 20,
};

/** The policy that a story is judged by: the source's word before the section's before the site's. */
export function policyFor(
  site: SitePolicy,
  { section, source }: { readonly section: string; readonly source: PolicyPart | undefined },
): ModerationPolicy {
  const { default: general, sections } = site;
  const parts = [general, sections[section] ?? {}, source ?? {}];
  const policy: ModerationPolicy = Object.assign({}, usual, ...parts);
  return { ...policy, rules: Object.assign({}, ...parts.map(({ rules }) => rules)) };
}
