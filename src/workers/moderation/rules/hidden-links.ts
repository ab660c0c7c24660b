import type { Finding } from '../../../shared/finding.ts';
import type { Removed } from '../../../shared/story.ts';
import { isCommonplace, isNamedSo } from '../links/address.ts';
import type { Suspect } from '../links/cues.ts';
import { isKeyword } from '../links/keyword.ts';
import { promotionIn } from '../links/promotion-in.ts';
import { injectedFrom, suspectsIn } from '../links/suspects.ts';
import type { Rule } from '../rule.ts';

const maximumWeight = 3;
/** Sites that one hidden part leads to before their number alone speaks against it. */
const manySites = 4;
/** With keywords for names, so many are enough. */
const keywordSitesFrom = 3;

/**
 * What a body hides from its readers. Every theme hides something, links to other sites among it;
 * so hiding speaks against a part only together with what it says, where it leads or where it is.
 */
export const hiddenLinks: Rule = {
  name: 'hidden-links',
  kind: 'hiding',
  version: 3,
  find(manuscript) {
    const byPart = new Map<Removed, Suspect[]>();
    for (const suspect of suspectsIn(manuscript)) {
      const { hidden } = suspect;
      if (hidden) byPart.set(hidden, [...(byPart.get(hidden) ?? []), suspect]);
    }
    return manuscript.story.removed
      .filter(({ kind }) => kind === 'hidden' || kind === 'comment')
      .filter((part) => part.text !== '' || part.links.length > 0 || byPart.has(part))
      .map((part) => findingOf(part, byPart.get(part) ?? []))
      .filter((finding): finding is Finding => finding !== null);
  },
};

/** `null` for a comment of which nothing need be told. */
function findingOf(part: Removed, suspects: readonly Suspect[]): Finding | null {
  const against = doubtOf(part, suspects);
  const place = {
    rule: 'hidden-links',
    field: '/body',
    offset: part.offset,
    length: part.length,
    excerpt: (part.text || part.links.join(' ') || suspects[0]?.link.href || '').slice(0, 200),
  };
  if (against === null && part.kind === 'comment') return null;
  if (against === null) {
    const reason = `A hidden part was taken out of the body (${part.how})`;
    return { ...place, action: 'note', weight: 0, reason };
  }
  return { ...place, action: 'strip', ...against };
}

/** What speaks against a hidden part; `null` for one as themes hide them. */
function doubtOf(part: Removed, suspects: readonly Suspect[]) {
  const doubted = suspects.filter(({ weight }) => weight >= injectedFrom);
  const [worst] = doubted.toSorted((a, b) => b.weight - a.weight);
  const isComment = part.kind === 'comment';
  const foreign = suspects.filter(
    ({ link, address }) => !isCommonplace(address) && !isNamedSo(link.text, address),
  );
  const sites = [...new Set(foreign.map(({ address }) => address.domain))];
  if (worst) {
    const why = worst.cues.find(({ isOfContent }) => isOfContent)?.says ?? 'is empty';
    return {
      weight: Math.min(maximumWeight, worst.weight + (doubted.length - 1) * 0.2),
      reason: `The body hides ${linksTo(sites, worst)} from readers (${part.how}); the link to ${worst.address.host} ${why}`,
    };
  }
  // Menus and lists of partners are left in comments by the dozen.
  const isList = sites.length >= manySites && !isComment;
  if (isList || keywordSites(suspects) >= keywordSitesFrom) {
    return { weight: 1, reason: `The body hides ${linksTo(sites)} from readers (${part.how})` };
  }
  const promotion = isComment ? null : promotionIn(part.text);
  if (promotion === null || promotion.tier === 'topic') return null;
  return {
    weight: 1.5,
    reason: `A hidden part (${part.how}) says “${promotion.words}”`,
  };
}

/** Sites that links with keywords for names lead to. */
const keywordSites = (suspects: readonly Suspect[]): number =>
  new Set(suspects.filter(isKeyword).map(({ address }) => address.domain)).size;

function linksTo(sites: readonly string[], worst?: Suspect): string {
  const [first = worst?.address.host] = sites;
  if (sites.length <= 1) return `a link to ${first}`;
  const named = sites.slice(0, 3).join(', ');
  return `links to ${named}${sites.length > 3 ? ` and ${sites.length - 3} more sites` : ''}`;
}
