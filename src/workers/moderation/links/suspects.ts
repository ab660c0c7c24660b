import type { Removed } from '../../../shared/story.ts';
import type { Manuscript } from '../manuscript.ts';
import type { Passage, Range } from '../passage.ts';
import { foundIn, subjectsOf } from '../subjects.ts';
import { phraseIndex } from '../vocabulary/phrase-index.ts';
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
const knownSurroundings = new WeakMap<Manuscript, Surroundings>();
const knownSuspects = new WeakMap<Manuscript, readonly Suspect[]>();

/** What the story around a link is, as far as it bears on the link. */
export function surroundingsOf(manuscript: Manuscript): Surroundings {
  const known = knownSurroundings.get(manuscript);
  if (known) return known;
  const surroundings = lookAround(manuscript);
  knownSurroundings.set(manuscript, surroundings);
  return surroundings;
}

function lookAround({ page, passages }: Manuscript): Surroundings {
  const found = passages.map((passage) => {
    const matches = phraseIndex.find(passage).filter((match) => !isInLink(passage, match));
    return foundIn(passage, matches, shareOfLine);
  });
  return { page, subjects: subjectsOf(found) };
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
  const around = surroundingsOf(manuscript);
  const own = new Set(
    [...page.addresses, story.externalId].flatMap((address) => addressOf(address)?.domain ?? []),
  );
  const hiddenAt = hiddenPartsOf(story.removed);
  const suspects: Suspect[] = [];
  for (const link of page.links) {
    const address = addressOf(link.href);
    if (address === null || own.has(address.domain)) continue;
    suspects.push(suspectOf({ link, address, hidden: hiddenAt(link.element.start) }, around));
    if (suspects.length >= maximumLinks) break;
  }
  for (const { link, weight } of suspects) if (weight >= injectedFrom) mark(link.element);
  return suspects;
}

/** The hidden part, or that from outside the article, at a place; asked in the order of the text. */
function hiddenPartsOf(removed: readonly Removed[]): (offset: number) => Removed | null {
  const parts = removed
    .filter(({ kind }) => kind === 'hidden' || kind === 'outside')
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
