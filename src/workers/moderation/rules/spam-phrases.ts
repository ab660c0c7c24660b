import type { Finding } from '../../../shared/finding.ts';
import { lettersIn, withoutAddresses } from '../fragments.ts';
import type { Passage, Range } from '../passage.ts';
import { type Place, placeOf, places } from '../places.ts';
import type { Rule } from '../rule.ts';
import { type Found, foundIn, subjectsOf } from '../subjects.ts';
import type { Match } from '../term-index.ts';
import { phrasesIn } from '../vocabulary/said.ts';
import type { Family, Phrase } from '../vocabulary/vocabulary.ts';

const promoted: Readonly<Record<Family, string>> = {
  gambling: 'gambling',
  pharma: 'medicines',
  adult: 'sex',
  loans: 'loans or easy money',
  seo: 'links or other services',
  crypto: 'dubious investments',
  goods: 'dubious goods',
};

/** Share of a line's letters that must be promotion for the line to be nothing else. */
const shareOfLine = 0.6;
const maximumFindings = 100;

/**
 * Promotion in a story that does not speak of its subject otherwise. A story about gambling may
 * use its words, in crossheads too; nothing excuses them in a link or out of readers' sight.
 */
export const spamPhrases: Rule = {
  name: 'spam-phrases',
  kind: 'vocabulary',
  version: 1,
  find({ passages }) {
    const found = findAll(passages);
    if (!found.some(({ promotion }) => promotion.length > 0)) return [];
    const subjects = subjectsOf(found);
    return found.flatMap((one) => findingsIn(one, subjects)).slice(0, maximumFindings);
  },
};

/** A story with more is judged by its beginning: it will not pass anyway. */
const maximumPhrases = 1_000;

function findAll(passages: readonly Passage[]): Found[] {
  const found: Found[] = [];
  let count = 0;
  for (const passage of passages) {
    found.push(foundIn(passage, phrasesIn(passage), shareOfLine));
    count += found.at(-1)!.promotion.length;
    if (count >= maximumPhrases) break;
  }
  return found;
}

interface Line {
  readonly range: Range;
  readonly matches: Match<Phrase>[];
}

function findingsIn({ passage, promotion }: Found, subjects: ReadonlySet<Family>): Finding[] {
  const lines: Line[] = [];
  for (const match of promotion) {
    const last = lines.at(-1);
    if (last && match.start < last.range.end) last.matches.push(match);
    else lines.push({ range: passage.lineAround(match), matches: [match] });
  }
  return lines.flatMap((line) => findingsInLine(passage, line, subjects));
}

function findingsInLine(
  passage: Passage,
  { range, matches }: Line,
  subjects: ReadonlySet<Family>,
): Finding[] {
  const line = passage.text.slice(range.start, range.end);
  const said = matches.reduce((sum, { start, end }) => {
    return sum + lettersIn(passage.text.slice(start, end));
  }, 0);
  const isLine = said >= shareOfLine * lettersIn(withoutAddresses(line));
  const placed = matches.flatMap((match) => {
    const place = placeOf(passage, match, isLine);
    return place && isIncongruous(match, place, subjects) ? [{ match, place }] : [];
  });
  if (placed.length === 0) return [];
  if (!isLine || passage.isHidden) {
    return placed.map(({ match, place }) => findingOf(passage, match, { matches: [match], place }));
  }
  const place = placed.some((one) => one.place === 'link') ? 'link' : 'line';
  const whole = {
    start: range.start + line.length - line.trimStart().length,
    end: range.end - line.length + line.trimEnd().length,
  };
  return [findingOf(passage, whole, { matches: placed.map(({ match }) => match), place })];
}

/** Nothing excuses a hidden phrase, nor a strong one that links. */
function isIncongruous({ entry }: Match<Phrase>, place: Place, subjects: ReadonlySet<Family>) {
  if (place === 'hidden' || (place === 'link' && entry.tier === 'strong')) return true;
  return !subjects.has(entry.family);
}

function findingOf(
  passage: Passage,
  range: Range,
  { matches, place }: { readonly matches: readonly Match<Phrase>[]; readonly place: Place },
): Finding {
  const { weight, where } = places[place];
  const [first] = matches;
  const words = passage.text.slice(first?.start, first?.end).replace(/\s+/g, ' ').slice(0, 100);
  const more = matches.length > 1 ? ` and ${matches.length - 1} more` : '';
  const family = promoted[first?.entry.family ?? 'gambling'];
  return {
    rule: 'spam-phrases',
    action: place === 'inside' ? 'note' : 'strip',
    weight,
    field: passage.field,
    ...passage.locate(range),
    excerpt: passage.excerpt(range),
    reason: `“${words}”${more} promotes ${family}, ${where}`,
  };
}
