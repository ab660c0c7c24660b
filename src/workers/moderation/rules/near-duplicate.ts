import type { Finding } from '../../../shared/finding.ts';
import type { RuleName } from '../../../shared/rule-names.ts';
import type { Twin } from '../twins.ts';

/** From this share on two texts are one story with other dates or names in it. */
const nearlyTheSame = 0.9;

/**
 * A story that is another one over again: held where the same source sent it twice under two ids
 * and one headline, or where a person has turned the other away; else noted, for one wire's copy
 * comes by many ways, and a table of results is the same text under each day's headline. What it
 * finds depends on what else there is.
 */
export function nearDuplicate(twins: readonly Twin[], headline: string): Finding[] {
  return twins.flatMap((twin) => {
    const fate = fates[twin.state];
    if (fate === undefined) return [];
    const isSame = twin.share >= nearlyTheSame;
    const isResent =
      fate.mayRun && twin.isOfSameSource && wordsOf(twin.headline) === wordsOf(headline);
    const isHeld = isSame && (fate.isTurnedAway || isResent);
    const percent = Math.floor(twin.share * 100);
    const from = twin.isOfSameSource ? 'the same source' : `the source ${twin.source}`;
    return [
      {
        rule: 'near-duplicate' satisfies RuleName,
        action: isHeld ? 'hold' : 'note',
        weight: isHeld ? 2 : 0,
        field: '/headline',
        offset: 0,
        length: headline.length,
        excerpt: headline.slice(0, 120),
        reason: `${percent} % of it reads like “${twin.headline.slice(0, 120)}” of ${from}, which ${fate.is}`,
      },
    ];
  });
}

const wordsOf = (headline: string): string =>
  (
    headline
      .normalize('NFKC')
      .toLowerCase()
      .match(/[\p{L}\p{M}\p{N}]+/gu) ?? []
  ).join(' ');

interface Fate {
  readonly is: string;
  readonly isTurnedAway?: boolean;
  readonly mayRun?: boolean;
}

/**
 * What became of the other one. One that failed is in nobody's way; one that is held may be what this
 * one puts right.
 */
const fates: Readonly<Partial<Record<Twin['state'], Fate>>> = {
  received: { is: 'is on its way', mayRun: true },
  live: { is: 'is live', mayRun: true },
  scheduled: { is: 'waits for its embargo', mayRun: true },
  held: { is: 'is held' },
  rejected: { is: 'was rejected', isTurnedAway: true },
  withdrawn: { is: 'was withdrawn', isTurnedAway: true },
};
