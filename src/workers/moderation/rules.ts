import { createHash } from 'node:crypto';
import type { BlockedList } from '../../shared/blocked-list.ts';
import { type Layer, nothingLearnt } from './classifier/learn.ts';
import { loadModel } from './classifier/load-model.ts';
import type { Model } from './classifier/model.ts';
import { linkRules } from './link-rules.ts';
import { linkNames } from './links/link-names.ts';
import type { Rule } from './rule.ts';
import { blockedTerms } from './rules/blocked-terms.ts';
import { contactLures } from './rules/contact-lures.ts';
import { disguisedWords } from './rules/disguised-words.ts';
import { emptyBody } from './rules/empty-body.ts';
import { gibberish } from './rules/gibberish.ts';
import { profanity } from './rules/profanity.ts';
import { readsLikeSpam } from './rules/reads-like-spam.ts';
import { rejectedBefore } from './rules/rejected-before.ts';
import { shouting } from './rules/shouting.ts';
import { spamPhrases } from './rules/spam-phrases.ts';
import { phrases } from './vocabulary/phrases.ts';
import { swearWords } from './vocabulary/swear-words.ts';

/** The rules of a newsroom, ready to use. Building them is slow; using them is not. */
export interface Rulebook {
  /** The newsroom's own lists, and what its reviewers taught: of these it was made. */
  readonly lists: readonly BlockedList[];
  readonly layer: Layer;
  readonly rules: readonly Rule[];
  /** Changes when a rule or a list does: the same version finds the same in the same story. */
  readonly rulesVersion: string;
  /** Of the classifier, and of what reviewers have taught it. */
  readonly modelVersion: string;
}

/** Another classifier than the one that comes with the project, and what reviewers taught it. */
interface Learnt {
  readonly model?: Model;
  readonly layer?: Layer;
}

export function openRulebook(
  blockedLists: readonly BlockedList[],
  { model = loadModel(), layer = nothingLearnt }: Learnt = {},
): Rulebook {
  const rules = [
    blockedTerms(blockedLists),
    spamPhrases,
    readsLikeSpam(model, layer),
    rejectedBefore(layer),
    ...linkRules,
    disguisedWords,
    contactLures,
    shouting,
    profanity,
    gibberish,
    emptyBody,
  ];
  const versions = rules.map(({ name, version }) => `${name}@${version}`);
  const rulesVersion = createHash('sha256')
    .update(JSON.stringify([versions, blockedLists, phrases, linkNames, swearWords]))
    .digest('hex')
    .slice(0, 16);
  const modelVersion = `${model.version}+${layer.version}`;
  return { lists: blockedLists, layer, rules, rulesVersion, modelVersion };
}
