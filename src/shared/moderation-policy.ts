import { z } from 'zod';
import { HookName, hookOf, PolicyRuleName } from './rule-names.ts';

/** What a finding asks for, from the mildest. `strip`: the place can be cut out and the rest run. */
export const FindingAction = z.enum(['note', 'strip', 'hold', 'reject']);
export type FindingAction = z.infer<typeof FindingAction>;

const AskedFor = z.enum(['off', ...FindingAction.options]);

/** How strictly stories are judged. */
export const ModerationPolicy = z.strictObject({
  /** A story is held from this score on: the sum of its findings' weights. */
  holdAt: z.number().positive(),
  /** Rejected from this score on, where rules of two kinds agree; `null`: never by score alone. */
  rejectAt: z.number().positive().nullable(),
  /** Repairs are proposed to the reviewer, or made at once where nothing else holds the story. */
  repairs: z.enum(['propose', 'apply']),
  /** What the findings of a rule ask for instead of what they would, by the rule's name. */
  rules: z.partialRecord(PolicyRuleName, AskedFor),
  /** Links to other sites that a body may have before their number counts against it. */
  linkAllowance: z.int().min(0).max(10_000),
});
export type ModerationPolicy = Readonly<z.infer<typeof ModerationPolicy>>;

/** A part of a policy, as `site.yaml` and a source state it: what is absent is as it was. */
export const PolicyPart = ModerationPolicy.partial();
export type PolicyPart = Readonly<z.infer<typeof PolicyPart>>;

/**
 * A part that was kept: what it says of rules that there are no longer does nothing, and must not
 * make unreadable what it stands in.
 */
export const KeptPolicyPart = PolicyPart.extend({
  rules: z
    .record(z.string(), AskedFor)
    .transform((rules): PolicyPart['rules'] =>
      Object.fromEntries(Object.entries(rules).filter(([name]) => isPolicyRule(name))),
    )
    .optional(),
});

const isPolicyRule = (name: string): boolean => PolicyRuleName.safeParse(name).success;

const hook = {
  /** How editors read of it. */
  name: HookName,
  url: z.url({ protocol: /^https?$/ }),
  /** Without an answer the story waits for a person, or that is noted and it goes on. */
  whenSilent: z.enum(['hold', 'note']).default('hold'),
};

/** A service of the newsroom's own, asked by a signed POST of the story. */
const HttpHook = z.strictObject({
  ...hook,
  kind: z.literal('http').default('http'),
  /** `whsec_…`, as in Standard Webhooks. */
  secret: z.string().min(24),
});
export type HttpHook = Readonly<z.infer<typeof HttpHook>>;

/** A service that speaks Akismet's comment-check. */
const AkismetHook = z.strictObject({ ...hook, kind: z.literal('akismet'), key: z.string().min(1) });
export type AkismetHook = Readonly<z.infer<typeof AkismetHook>>;

/** Somebody outside who is asked about every story. Its text leaves the process to them alone. */
const ModerationHook = z.union([HttpHook, AkismetHook]);
export type ModerationHook = Readonly<z.infer<typeof ModerationHook>>;

/** `moderation` in `site.yaml`. */
export const SitePolicy = z.strictObject({
  default: PolicyPart.default({}),
  /** By the slug of the section. */
  sections: z.record(z.string(), PolicyPart).default({}),
  hooks: z.array(ModerationHook).max(5).default([]),
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
  site: Pick<SitePolicy, 'default' | 'sections'>,
  { section, source }: { readonly section: string; readonly source: PolicyPart | undefined },
): ModerationPolicy {
  const { default: general, sections } = site;
  const parts = [general, sections[section] ?? {}, source ?? {}];
  const policy: ModerationPolicy = Object.assign({}, usual, ...parts);
  return { ...policy, rules: Object.assign({}, ...parts.map(({ rules }) => rules)) };
}

/** What a policy says of opinions that nobody is asked for. */
export function hookFaults(
  { rules = {} }: PolicyPart,
  hooks: readonly Pick<ModerationHook, 'name'>[],
): { readonly rule: string; readonly detail: string }[] {
  const known = new Set(hooks.map(({ name }) => name));
  return Object.keys(rules).flatMap((rule) => {
    const name = hookOf(rule);
    if (name === undefined || known.has(name)) return [];
    return [{ rule, detail: `site.yaml has no hook "${name}"` }];
  });
}
