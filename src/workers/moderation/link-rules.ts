import type { Rule } from './rule.ts';
import { bareAddresses } from './rules/bare-addresses.ts';
import { hiddenLinks } from './rules/hidden-links.ts';
import { injectedLinks } from './rules/injected-links.ts';
import { linkCount } from './rules/link-count.ts';
import { linkFarms } from './rules/link-farms.ts';
import { pageHead } from './rules/page-head.ts';
import { mandatoryCredit, pictureRestrictions } from './rules/picture-demands.ts';
import { pictureRights } from './rules/picture-rights.ts';

/** The rules on markup, links and pictures. */
export const linkRules: readonly Rule[] = [
  hiddenLinks,
  injectedLinks,
  linkFarms,
  linkCount,
  bareAddresses,
  pageHead,
  pictureRights,
  mandatoryCredit,
  pictureRestrictions,
];
