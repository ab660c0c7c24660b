import type { Finding } from '../../../shared/finding.ts';
import { isOutOfSight, type Suspect } from '../links/cues.ts';
import { isKeyword } from '../links/keyword.ts';
import { lettersIn } from '../links/letters.ts';
import type { Page } from '../links/page.ts';
import { suspectsIn } from '../links/suspects.ts';
import type { Rule } from '../rule.ts';

/** So many links in a row, to so many sites, are a farm. */
const linksInRow = 5;
const sitesInRow = 4;
/** Letters between two links of one row: a comma, an “and”. */
const lettersBetween = 4;
const maximumFindings = 20;

/**
 * Rows of links with keywords for names, that lead to the front pages of many sites. Lists of
 * articles are named by headlines, those of people and partners by their names, in capitals.
 */
export const linkFarms: Rule = {
  name: 'link-farms',
  kind: 'links',
  version: 2,
  find(manuscript) {
    const { page } = manuscript;
    const keywords = suspectsIn(manuscript).filter(
      (suspect) => !isOutOfSight(suspect.hidden) && isKeyword(suspect),
    );
    return rowsOf(keywords, page)
      .filter(isFarm)
      .slice(0, maximumFindings)
      .map((row) => findingOf(row, page));
  },
};

function rowsOf(links: readonly Suspect[], { body }: Page): Suspect[][] {
  const rows: Suspect[][] = [];
  let end = Number.NEGATIVE_INFINITY;
  for (const suspect of links) {
    const { start } = suspect.link.element;
    const between = end < start ? body.slice(Math.max(end, start - 400), start) : '';
    const row = rows.at(-1);
    const isNear =
      end >= start - 400 && lettersIn(between.replace(/<[^<>]*>/g, '')) <= lettersBetween;
    if (row && isNear) row.push(suspect);
    else rows.push([suspect]);
    end = suspect.link.element.end;
  }
  return rows;
}

const isFarm = (row: readonly Suspect[]): boolean =>
  row.length >= linksInRow && new Set(row.map(({ address }) => address.domain)).size >= sitesInRow;

function findingOf(row: readonly Suspect[], { body }: Page): Finding {
  const start = row[0]?.link.element.start ?? 0;
  const end = row.at(-1)?.link.element.end ?? start;
  const sites = [...new Set(row.map(({ address }) => address.domain))];
  return {
    rule: 'link-farms',
    action: 'strip',
    weight: 1,
    field: '/body',
    offset: start,
    length: end - start,
    excerpt: body.slice(start, Math.min(end, start + 200)),
    reason: `${row.length} links in a row, with keywords for names, lead to ${sites.length} sites: ${sites.slice(0, 3).join(', ')} and others`,
  };
}
