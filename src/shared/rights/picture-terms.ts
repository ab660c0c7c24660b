import { z } from 'zod';
import type { Site } from '../newsroom.ts';
import type { PictureRights } from './picture-rights.ts';

/** What the demands of its agency leave this newsroom to do with a picture. */
export const PictureTerms = z.object({
  /** Why no page may show it, in words; absent where pages may. */
  refused: z.string().optional(),
  /** Shown from then on (RFC 3339, UTC, a whole minute). */
  from: z.string().optional(),
  /** Off the site by then (RFC 3339, UTC, a whole minute). */
  until: z.string().optional(),
  /** Whether it may be handed on: feeds are read by partners. */
  inFeeds: z.boolean(),
  onSocialCards: z.boolean(),
});
export type PictureTerms = Readonly<z.infer<typeof PictureTerms>>;

/** The terms of a picture that nobody has restricted. */
export const freeTerms: PictureTerms = { inFeeds: true, onSocialCards: true };

/** What of a newsroom the terms depend on. */
export type Publisher = Pick<Site, 'name' | 'publisher' | 'territories' | 'pictures'>;

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

/**
 * The terms, by what was read of its rights. News is editorial use: `editorialOnly` and
 * `noCommercial` never stand in its way.
 * @param arrived when the picture first came (RFC 3339): periods without a date run from then
 */
export function termsOf(
  { restrictions }: PictureRights,
  site: Publisher,
  arrived: string,
): PictureTerms {
  const { noSales, mediaOut, embargoed, useUntil, noArchive } = restrictions;
  const refused = refusal(restrictions, site);
  const ends = [
    ...(useUntil === undefined ? [] : [Date.parse(useUntil)]),
    ...(noArchive ? [Date.parse(arrived) + site.pictures.noArchiveDays * DAY_MS] : []),
  ];
  return {
    ...(refused !== undefined && { refused }),
    ...(embargoed !== undefined && { from: wholeMinute(Math.ceil, Date.parse(embargoed)) }),
    ...(ends.length > 0 && { until: wholeMinute(Math.floor, Math.min(...ends)) }),
    inFeeds: !noSales,
    onSocialCards: !mediaOut.includes('social'),
  };
}

/** Timers are kept by the minute: a picture comes late rather than early, and goes early. */
const wholeMinute = (round: (minutes: number) => number, at: number): string =>
  new Date(round(at / MINUTE_MS) * MINUTE_MS).toISOString();

function refusal(
  { mediaOut, organisationsOut, territoriesOut }: PictureRights['restrictions'],
  { name, publisher, territories }: Publisher,
): string | undefined {
  if (mediaOut.includes('internet')) return 'it may not be used on the internet';
  const ours = [name, publisher?.name ?? ''].map(wordsOf);
  const us = organisationsOut.find((out) => ours.some((our) => contains(our, wordsOf(out))));
  if (us !== undefined) return `“${us} OUT”: it may not be used by us`;
  if (territories?.every((ours) => territoriesOut.includes(ours)) === true) {
    return `it may not be used in ${territories.join(', ')}`;
  }
  return undefined;
}

/** With a space before and behind each word, so that only whole words are found. */
const wordsOf = (name: string): string =>
  ` ${(name.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).join(' ')} `;

const contains = (name: string, part: string): boolean => part.trim() !== '' && name.includes(part);

/**
 * The class of its address: `x-cz-sk` where it may not be seen in the Czech Republic and Slovakia,
 * empty where it may be seen everywhere. Territories that the newsroom does not serve do not count.
 */
export function rightsClassOf({ restrictions }: PictureRights, { territories }: Publisher): string {
  const out = restrictions.territoriesOut.filter((one) => territories?.includes(one) ?? true);
  if (out.length === 0) return '';
  return `x-${[...new Set(out)]
    .map((one) => one.toLowerCase())
    .sort()
    .join('-')}`;
}

/** Why a picture is not shown at a moment, in words; `undefined` where it is. */
export function notShown(terms: PictureTerms, now: number): string | undefined {
  const { refused, from, until } = terms;
  if (refused !== undefined) return refused;
  if (until !== undefined && Date.parse(until) <= now) return `its use ended at ${until}`;
  if (from !== undefined && Date.parse(from) > now) return `it may not be shown before ${from}`;
  return undefined;
}

/** When what is shown of a picture changes, after `now`. */
export const turningPoints = ({ refused, from, until }: PictureTerms, now: number): string[] =>
  refused !== undefined
    ? []
    : [from, until].filter((at) => at !== undefined && Date.parse(at) > now).map(String);
