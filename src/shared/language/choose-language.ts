import type { Detected } from './language-detector.ts';

/** Languages so near to each other that a declaration knows better than a detector. */
const near = ['id ms', 'nb nn no da', 'hr bs sr', 'fa prs', 'zh yue cmn'].map((group) =>
  group.split(' '),
);

/**
 * What a text's language is, given what its source or site says and what was told from the text.
 * Only a sure detection overrules what is declared, and then not its region, its script or a
 * language nearly the same: a source in `fa-AF` stays that where the text is `fa`.
 */
export function chooseLanguage(declared: string, detected: Detected | undefined): string {
  if (detected === undefined || !detected.isSure) return declared;
  const base = baseOf(declared);
  const isNear = near.some((group) => group.includes(base) && group.includes(detected.language));
  return base === detected.language || isNear ? declared : detected.language;
}

const baseOf = (tag: string): string => tag.split('-')[0]?.toLowerCase() ?? '';
