import type { Removed } from '../../../shared/story.ts';
import { urlOf } from '../../../shared/web/url-of.ts';
import type { Manuscript } from '../manuscript.ts';
import type { Passage, Range } from '../passage.ts';
import { foundIn, subjectsOf } from '../subjects.ts';
import { phrasesIn } from '../vocabulary/said.ts';
import type { Family } from '../vocabulary/vocabulary.ts';
import { addressOf } from './address.ts';
import { type Surroundings, type Suspect, suspectOf } from './cues.ts';
import type { Element } from './page.ts';

/** Links of one body that are judged one by one; their number alone holds a body that has more. */
const maximumLinks = 2_000;
/** A link of this weight is taken for injected. */
export const injectedFrom = 1;

/** Share of a line's letters that must be promotion for the line to be nothing else. */
const shareOfLine = 0.6;

/** What was found of a story is found once for all rules. */
const knownSubjects = new WeakMap<Manuscript, ReadonlySet<Family>>();
const knownSuspects = new WeakMap<Manuscript, readonly Suspect[]>();

/** Whether a story is about something, links in it aside. */
export function isAbout(manuscript: Manuscript, family: Family): boolean {
  const known = knownSubjects.get(manuscript);
  if (known) return known.has(family);
  const found = manuscript.passages.map((passage) => {
    const matches = phrasesIn(passage).filter((match) => !isInLink(passage, match));
    return foundIn(passage, matches, shareOfLine);
  });
  const subjects = subjectsOf(found);
  knownSubjects.set(manuscript, subjects);
  return subjects.has(family);
}

const isInLink = ({ links }: Passage, { start, end }: Range): boolean =>
  links.some((link) => start < link.end && end > link.start);

/** Every link that leaves the site, with what speaks against it. */
export function suspectsIn(manuscript: Manuscript): readonly Suspect[] {
  const known = knownSuspects.get(manuscript);
  if (known) return known;
  const suspects = judge(manuscript);
  knownSuspects.set(manuscript, suspects);
  return suspects;
}

function judge(manuscript: Manuscript): Suspect[] {
  const { story, page } = manuscript;
  const around = { page, isAbout: (family: Family) => isAbout(manuscript, family) };
  const hiddenAt = hiddenPartsOf(story.removed);
  const { own, base } = siteOf(manuscript, around);
  const suspects: Suspect[] = [];
  for (const link of page.links) {
    const address = addressOf(base === null ? link.href : resolved(link.href, base));
    if (address === null || own.has(address.domain)) continue;
    suspects.push(suspectOf({ link, address, hidden: hiddenAt(link.element.start) }, around));
    if (suspects.length >= maximumLinks) break;
  }
  for (const { link, weight } of suspects) if (weight >= injectedFrom) mark(link.element);
  return suspects;
}

/**
 * Domains that are the site's own, and where its relative links lead if that is elsewhere. What
 * `<base>` says is taken for the site's own where nothing else is known, unless it promotes.
 */
function siteOf(
  { story, page }: Manuscript,
  around: Surroundings,
): { readonly own: ReadonlySet<string>; readonly base: string | null } {
  const own = new Set(
    [...page.addresses, story.externalId].flatMap((address) => addressOf(address)?.domain ?? []),
  );
  const base = page.base === null ? null : addressOf(page.base);
  if (base === null || own.has(base.domain)) return { own, base: null };
  const link = page.links.find(({ element }) => element.tag === 'base');
  const cues = link ? suspectOf({ link, address: base, hidden: null }, around).cues : [];
  const promotes = cues.some(({ isOfContent }) => isOfContent);
  if (own.size === 0 && !promotes) return { own: own.add(base.domain), base: null };
  return { own, base: page.base };
}

const resolved = (href: string, base: string): string => urlOf(href, base)?.href ?? href;

/** The hidden part, or that from outside the article, at a place; asked in the order of the text. */
function hiddenPartsOf(removed: readonly Removed[]): (offset: number) => Removed | null {
  const parts = removed
    .filter(({ kind }) => kind === 'hidden' || kind === 'comment' || kind === 'outside')
    .toSorted((a, b) => a.offset - b.offset);
  let next = 0;
  return (offset) => {
    while (next < parts.length && parts[next]!.offset + parts[next]!.length <= offset) next += 1;
    const part = parts[next];
    return part && part.offset <= offset ? part : null;
  };
}

/** What a link holds counts as injected for all that stands around it. */
function mark(element: Element): void {
  const { letters, media } = element;
  for (let around: Element | null = element; around !== null; around = around.parent) {
    around.injected += letters;
    around.media -= media;
  }
}
