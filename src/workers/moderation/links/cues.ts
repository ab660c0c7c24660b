import type { Removed } from '../../../shared/story.ts';
import type { Family } from '../vocabulary/vocabulary.ts';
import { type Address, isCommonplace } from './address.ts';
import { isArticle, isBackRoom, isPublicBody, promotionInAddress } from './address-words.ts';
import { disguiseOf } from './disguise.ts';
import { isLookAlike } from './look-alike-host.ts';
import type { Link, Page } from './page.ts';
import { type Promotion, promotionIn } from './promotion-in.ts';
import { ScriptShares } from './script-shares.ts';

/** One reason to doubt a link, and how much it weighs; 1 holds a story. */
export interface Cue {
  readonly weight: number;
  /** Completes “A link to HOST …”. */
  readonly says: string;
  /** About what the link says or where it leads, not about where it stands. */
  readonly isOfContent: boolean;
}

/** A link that leaves the site, where it stands, and what speaks against it. */
export interface Suspect {
  readonly link: Link;
  readonly address: Address;
  /** The part of the body it is hidden in, or was found in outside the article. */
  readonly hidden: Removed | null;
  readonly cues: readonly Cue[];
  readonly weight: number;
}

export interface Surroundings {
  readonly page: Page;
  /** Whether the story itself is about something. */
  readonly isAbout: (family: Family) => boolean;
}

export interface Placed {
  readonly link: Link;
  readonly address: Address;
  readonly hidden: Removed | null;
}

export function suspectOf(placed: Placed, around: Surroundings): Suspect {
  const cues = [...contentCues(placed, around), ...placeCues(placed, around)];
  const content = cues.filter(({ isOfContent }) => isOfContent);
  const isGrave = content.reduce((sum, { weight }) => sum + weight, 0) >= 1;
  const counted = isGrave || !isCommonplace(placed.address) ? cues : [];
  return { ...placed, cues: counted, weight: counted.reduce((sum, { weight }) => sum + weight, 0) };
}

/** Of links that no reader of the page is shown. */
export const isOutOfSight = (part: Removed | null): boolean =>
  part?.kind === 'hidden' || part?.kind === 'comment';

function contentCues({ link, address, hidden }: Placed, around: Surroundings): Cue[] {
  const { page, isAbout } = around;
  const cues: Cue[] = [];
  const add = (weight: number, says: string) => cues.push({ weight, says, isOfContent: true });
  const name = oneLine(`${link.text} ${link.label}`);
  const isInSight = !isOutOfSight(hidden) && link.text.trim() !== '';
  /** A report on a trade may bear its words in links that can be seen. */
  const isExcused = (family: Family) => isInSight && isAbout(family);
  const promotion = promotionIn(name);
  if (promotion) {
    const weight = weightOf(promotion, isExcused(promotion.family));
    const isReference = isInSight && promotion.tier === 'offer' && isArticle(address);
    add(isReference ? Math.min(weight, 0.8) : weight, `reads “${promotion.words}”`);
  }
  const promoted = isCommonplace(address) ? null : promotionInAddress(address);
  if (promoted?.isSure) {
    const says = `has “${promoted.word}” in its address, which sells ${promoted.trade}`;
    add(isExcused(promoted.family) ? 0.7 : 1.2, says);
  } else if (promoted && !isExcused(promoted.family)) {
    add(0.4, `has “${promoted.word}” in its address`);
  }
  const disguise = disguiseOf(name, page.scripts);
  if (disguise !== null) {
    add(disguise.startsWith('digits') ? 0.5 : 1, `is written in ${disguise}`);
  } else if (promotion?.isDisguised) add(0.5, 'is written in disguised letters');
  if (!link.isTranslated) {
    const foreign = foreignScriptOf(name, page.scripts);
    if (foreign) add(foreign.weight, `is written in ${foreign.script} letters, unlike the story`);
  }
  if (/\bdofollow\b/.test(link.rel))
    add(0.8, 'is marked rel="dofollow", which only sellers of links write');
  if (isBackRoom(address)) add(0.8, 'leads into a folder of software where no page should be');
  if (isPublicBody(address) && promoted?.isSure) add(0.4, 'leads into a hacked public site');
  if (address.isIp) add(0.8, 'leads to a bare IP address');
  if (isLookAlike(address.host)) add(1, 'has a host name with letters that look like others');
  if (address.isShortened) add(0.3, 'hides where it leads behind a shortener');
  return cues.filter(({ weight }) => weight > 0);
}

/** In a report on the trade, a link in sight may bear its words. */
function weightOf({ tier, isSubject }: Promotion, isExcused: boolean): number {
  if (tier === 'strong') return 1.5;
  if (tier === 'offer') return isExcused ? 0.5 : 1.3;
  return isExcused ? 0 : isSubject ? 0.35 : 0.5;
}

/** Of places on a page outside its article; `beside the article` is where menus are. */
const weightOutside: Readonly<Record<string, number>> = {
  'before the page': 0.8,
  'after the page': 0.8,
  'above all else': 0.6,
};

function placeCues({ link, hidden }: Placed, { page }: Surroundings): Cue[] {
  const cues: Cue[] = [];
  const add = (weight: number, says: string) => cues.push({ weight, says, isOfContent: false });
  const { start, tag } = link.element;
  // Themes leave whole menus in comments: where they stand says nothing.
  if (tag === '!--') return [{ weight: 0.4, says: 'is kept in a comment', isOfContent: false }];
  const isEmpty = link.text.trim() === '' && !link.hasPicture;
  if (hidden?.kind === 'outside') {
    const weight = weightOutside[hidden.how] ?? 0;
    if (weight > 0) add(weight, `stands ${hidden.how}`);
  } else if (hidden) add(0.6, `is hidden from readers (${hidden.how})`);
  if (hidden && isInMarquee(link)) add(0.4, 'stands in a marquee that shows nothing');
  if (tag === 'script' && link.isRedirect) add(0.6, 'is where a script sends readers');
  else if (tag === 'script') add(0.4, 'is written by a script');
  if (tag === 'meta') add(1, 'sends readers there at once, without asking');
  if (isEmpty) add(isOutsideText(link) ? 1 : 0.5, 'shows nothing that could be read');
  if (start < page.start) add(0.8, 'stands before the page begins');
  else if (start >= page.end) add(isEmpty ? 0.5 : 0.8, 'stands after the page has ended');
  else if (start < page.textStart && isOutermost(link))
    add(0.6, 'stands before all else on the page');
  return cues;
}

/** Between the blocks of a page, where no sentence and no picture is. */
const isOutsideText = ({ element, isStyled }: Link): boolean =>
  !isStyled &&
  (element.parent === null ||
    /^(?:body|div|section|article|main|footer)$/.test(element.parent.tag));

/** No theme has used one in twenty years. */
function isInMarquee({ element }: Link): boolean {
  let around = element.parent;
  while (around !== null && around.tag !== 'marquee') around = around.parent;
  return around !== null;
}

/** Not in any block of a page that has blocks. */
const isOutermost = ({ element }: Link): boolean => element.parent?.tag === 'body';

/** Letters of another alphabet than the story's; Latin names stand in every story. */
function foreignScriptOf(text: string, page: ScriptShares) {
  const script = ScriptShares.of(text).main;
  if (script === null || page.total < 100) return null;
  if (script === 'Latin') {
    const isLower = text === text.toLowerCase() && /\s/.test(text);
    return isLower && page.shareOf('Latin') < 0.05 ? { script, weight: 0.3 } : null;
  }
  const isAkin = script === 'Han' ? page.shareOf('Japanese') > 0.05 : false;
  return page.shareOf(script) < 0.02 && !isAkin ? { script, weight: 0.7 } : null;
}

const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim().slice(0, 1_000);
