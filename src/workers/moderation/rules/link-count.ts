import type { Finding } from '../../../shared/finding.ts';
import { addressOf, isCommonplace } from '../links/address.ts';
import { lettersIn } from '../links/letters.ts';
import type { Element, Link, Page } from '../links/page.ts';
import type { Rule } from '../rule.ts';

/** Share of a body's letters that stand in links from which on it is made of little else. */
const denseFrom = 0.5;
const maximumWeight = 2;

/**
 * More links to other sites than the policy allows. Their number weighs with its logarithm: twice
 * the allowance speaks softly, six times holds a story, three times does so where it has little text.
 */
export const linkCount: Rule = {
  name: 'link-count',
  kind: 'links',
  version: 2,
  find({ page, story }, { linkAllowance }) {
    const links = page.links.filter(({ element, href }) => {
      const address = addressOf(href);
      return address !== null && !isCommonplace(address) && !isTakenOut(element);
    });
    const over = links.slice(linkAllowance);
    return over.length === 0 ? [] : [findingOf(page, links, linkAllowance)];

    function isTakenOut({ tag, start }: Element): boolean {
      if (tag === '!--') return true;
      return story.removed.some(({ offset, length }) => start >= offset && start < offset + length);
    }
  },
};

function findingOf(page: Page, links: readonly Link[], allowance: number): Finding {
  const first = links[allowance];
  const last = links.at(-1);
  const offset = first?.element.start ?? 0;
  const share = shareOf(page, links);
  const excess = Math.log2(links.length / Math.max(allowance, 1)) * 0.4;
  const weight = Math.max(allowance === 0 ? 1 : 0.1, excess) + (share >= denseFrom ? 0.4 : 0);
  return {
    rule: 'link-count',
    action: 'note',
    weight: Math.round(Math.min(maximumWeight, weight) * 100) / 100,
    field: '/body',
    offset,
    length: (last?.element.end ?? offset) - offset,
    excerpt: page.body.slice(offset, offset + 200),
    reason: `The body links to other sites ${links.length} times; ${allowance} are allowed${share >= denseFrom ? ', and it has little other text' : ''}`,
  };
}

function shareOf({ letters }: Page, links: readonly Link[]): number {
  const linked = links.reduce((sum, { text }) => sum + lettersIn(text), 0);
  return letters === 0 ? 1 : linked / letters;
}
