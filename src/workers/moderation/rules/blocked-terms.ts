import type { BlockedList } from '../../../shared/blocked-list.ts';
import type { Finding } from '../../../shared/finding.ts';
import type { Story } from '../../../shared/story.ts';
import type { Passage } from '../passage.ts';
import type { Rule } from '../rule.ts';
import { type Match, TermIndex } from '../term-index.ts';

interface Entry {
  readonly term: string;
  readonly list: BlockedList;
}

const weights = { note: 0, hold: 5, reject: 10 } as const;
/** Findings of one story; more would tell nobody more. */
const maximumFindings = 100;

/** Words and phrases that the newsroom never runs unread, wherever they stand. */
export function blockedTerms(lists: readonly BlockedList[]): Rule {
  const index = new TermIndex<Entry>(
    lists.flatMap((list) => list.terms.map((term) => ({ term, list }))),
  );
  const exceptions = new TermIndex<Entry>(
    lists.flatMap((list) => (list.exceptions ?? []).map((term) => ({ term, list }))),
  );
  return {
    name: 'blocked-terms',
    kind: 'list',
    version: 3,
    find({ story, passages }) {
      const findings: Finding[] = [];
      for (const passage of passages) {
        const matches = index
          .findJoined(passage, story.language)
          .filter(({ entry }) => speaks(entry.list, story));
        if (matches.length === 0) continue;
        const excused = exceptions.findJoined(passage, story.language);
        for (const match of longestOf(withoutExcepted(matches, excused))) {
          findings.push(findingOf(passage, match));
          if (findings.length >= maximumFindings) return findings;
        }
      }
      return findings;
    },
  };
}

/** Whether a list is meant for stories in this one's language; `en` is for `en-GB` too. */
const speaks = ({ language }: BlockedList, story: Pick<Story, 'language'>): boolean =>
  language === undefined ||
  `${story.language.toLowerCase()}-`.startsWith(`${language.toLowerCase()}-`);

/** Without those that stand inside an exception of their list. */
function withoutExcepted(
  matches: readonly Match<Entry>[],
  exceptions: readonly Match<Entry>[],
): Match<Entry>[] {
  const ordered = exceptions.toSorted((a, b) => a.start - b.start);
  const reach = new Map<BlockedList, number>();
  let next = 0;
  return matches
    .toSorted((a, b) => a.start - b.start)
    .filter(({ start, end, entry: { list } }) => {
      for (; (ordered[next]?.start ?? Number.POSITIVE_INFINITY) <= start; next += 1) {
        const { entry, end: until } = ordered[next]!;
        reach.set(entry.list, Math.max(until, reach.get(entry.list) ?? 0));
      }
      return end > (reach.get(list) ?? 0);
    });
}

/** Without those that stand inside a longer one of the same list. */
function longestOf(matches: readonly Match<Entry>[]): Match<Entry>[] {
  const ends = new Map<BlockedList, number>();
  const ordered = matches.toSorted((a, b) => a.start - b.start || b.end - a.end);
  return ordered.filter(({ end, entry: { list } }) => {
    if (end <= (ends.get(list) ?? 0)) return false;
    ends.set(list, end);
    return true;
  });
}

function findingOf(passage: Passage, match: Match<Entry>): Finding {
  const { list } = match.entry;
  const found = passage.text.slice(match.start, match.end).replace(/\s+/g, ' ');
  return {
    rule: 'blocked-terms',
    action: list.action,
    weight: weights[list.action],
    field: passage.field,
    ...passage.locate(match),
    excerpt: passage.excerpt(match),
    reason: `“${found.slice(0, 100)}” is on this newsroom's list “${list.name}”`,
  };
}
