import type { Finding } from '../../../shared/finding.ts';
import { disguiseOf } from '../links/disguise.ts';
import type { HeadText } from '../links/page.ts';
import { promotionIn } from '../links/promotion-in.ts';
import { isAbout } from '../links/suspects.ts';
import type { Manuscript } from '../manuscript.ts';
import type { Rule } from '../rule.ts';

const maximumFindings = 20;

/** Titles and descriptions for search engines that promote what the story does not speak of. */
export const pageHead: Rule = {
  name: 'page-head',
  kind: 'hiding',
  version: 1,
  find(manuscript) {
    const byPlace = new Map<number, Finding>();
    for (const head of manuscript.page.headTexts) {
      const finding = findingOf(head, manuscript);
      if (finding && !byPlace.has(finding.offset)) byPlace.set(finding.offset, finding);
      if (byPlace.size >= maximumFindings) break;
    }
    return [...byPlace.values()];
  },
};

const names: Readonly<Record<string, string>> = {
  title: 'title',
  meta: 'description',
  script: 'data',
};

function findingOf({ element, text }: HeadText, manuscript: Manuscript): Finding | null {
  const doubt = promotionOf(text, manuscript) ?? disguisedIn(text, manuscript);
  if (doubt === null) return null;
  return {
    rule: 'page-head',
    action: 'strip',
    weight: doubt.weight,
    field: '/body',
    offset: element.start,
    length: element.end - element.start,
    excerpt: text.slice(0, 200),
    reason: `The ${names[element.tag] ?? 'text'} for search engines ${doubt.says}`,
  };
}

function promotionOf(text: string, manuscript: Manuscript) {
  const promotion = promotionIn(text);
  if (promotion === null || promotion.tier === 'topic') return null;
  if (isSpokenOf(promotion.words, manuscript)) return null;
  if (isAbout(manuscript, promotion.family)) return null;
  return { weight: 1.5, says: `says “${promotion.words}”, which the story does not speak of` };
}

/** Whether the words stand in a sentence of the story, as those of an honest summary do. */
function isSpokenOf(words: string, { passages }: Manuscript): boolean {
  const wanted = words.toLowerCase();
  return passages.some(
    ({ field, isHidden, text }) =>
      field === '/body' &&
      !isHidden &&
      text.length > 3 * wanted.length &&
      text.toLowerCase().includes(wanted),
  );
}

function disguisedIn(text: string, { page }: Manuscript) {
  const disguise = disguiseOf(text, page.scripts);
  if (disguise === null || disguise.startsWith('digits')) return null;
  return { weight: 1, says: `is written in ${disguise}` };
}
