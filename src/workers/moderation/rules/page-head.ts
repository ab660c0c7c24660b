import type { Finding } from '../../../shared/finding.ts';
import { disguiseOf } from '../links/disguise.ts';
import type { HeadText } from '../links/page.ts';
import { promotionIn } from '../links/promotion-in.ts';
import { surroundingsOf } from '../links/suspects.ts';
import type { Manuscript } from '../manuscript.ts';
import type { Rule } from '../rule.ts';

const maximumFindings = 20;

/** Titles and descriptions for search engines that promote what the story does not speak of. */
export const pageHead: Rule = {
  name: 'page-head',
  version: 1,
  find(manuscript) {
    const { headTexts } = manuscript.page;
    if (headTexts.length === 0) return [];
    const { isTopic, page } = surroundingsOf(manuscript);
    return headTexts
      .slice(0, maximumFindings)
      .flatMap((head) => findingOf(head, { isTopic, page }) ?? []);
  },
};

function findingOf(
  { element, text }: HeadText,
  { isTopic, page }: Pick<Manuscript, 'page'> & { isTopic: boolean },
): Finding | null {
  const promotion = promotionIn(text);
  const disguise = disguiseOf(text, page.scripts);
  const isPromoted = promotion !== null && promotion.sureness !== 'word' && !isTopic;
  const weight =
    (isPromoted ? 1.5 : 0) + (disguise === null || disguise.startsWith('digits') ? 0 : 1);
  if (weight === 0) return null;
  return {
    rule: 'page-head',
    action: 'strip',
    weight,
    field: '/body',
    offset: element.start,
    length: element.end - element.start,
    excerpt: text.slice(0, 200),
    reason: isPromoted
      ? `The ${element.tag} for search engines says “${promotion.words}”, which the story does not speak of`
      : `The ${element.tag} for search engines is written in ${disguise}`,
  };
}
