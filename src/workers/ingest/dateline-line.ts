/** A body without the dateline that its first paragraph began with. */
export interface Split {
  readonly dateline: string;
  readonly body: string;
}

const place = String.raw`\p{Lu}[\p{Lu}\p{M}.'’-]*(?:[ /][\p{Lu}\p{M}.'’/-]+){0,4}`;
/** A country or state, or the day: `Ukraine`, `D.C.`, `Oct. 3`. */
const region = String.raw`(?:, ?\p{Lu}[\p{L}\p{M}.'’-]*(?: \p{Lu}[\p{L}\p{M}.'’-]*){0,2}(?: \d{1,2})?)?`;
const agency = String.raw`(?:,? \((?<agency>[\p{Lu}][\p{L}\p{N}.&/ -]{1,24})\))?`;

/**
 * `KABUL – `, `MOSCOW (Reuters) - `, `KYIV, Ukraine — ` at the start of the first paragraph, in
 * bold or italics or not. A hyphen counts only with space on both sides.
 */
const opening = new RegExp(
  String.raw`^(?<before>\s*<p(?: [^<>]*)?>)\s*(?:<(?<mark>strong|b|em|i)>\s*)?` +
    `(?<place>${place})(?<region>${region})(?<early></\\k<mark>>)?${agency}` +
    String.raw`(?<closed>\s*</\k<mark>>)?(?:\s*(?:–|—|―|--)|\s-)` +
    String.raw`(?:\s*(?<late></\k<mark>>)\s*|\s+)`,
  'u',
);

/** Words in capitals with a dash that introduce a story without saying where it was filed. */
const labels = new Set(
  (
    'BREAKING UPDATE UPDATED EXCLUSIVE ANALYSIS OPINION COMMENT EDITORIAL WATCH LIVE VIDEO PHOTOS ' +
    'CORRECTION CORRECTED FACTBOX TIMELINE EXPLAINER FEATURE INTERVIEW NEWS ALERT URGENT NEW ' +
    'NATO UNHCR UNICEF UNESCO OPEC NASA FIFA UEFA WHO ASEAN BRICS ISIS ISIL COVID AIDS EU UN US UK ' +
    'USA IMF FBI CIA BBC CNN AFP AP UPI IOC NGO CEO'
  ).split(' '),
);

/**
 * Splits the dateline off a sanitised body, so that it can be shown once, in its own place. Careful
 * rather than clever: a place in capitals of at most 40 characters, a dash, and a sentence after
 * it; anything else is left alone. `given` is the dateline as submitted: only that one is split.
 */
export function splitDateline(body: string, given?: string): Split | null {
  const match = opening.exec(body.slice(0, 400));
  const groups = match?.groups;
  if (!match || groups?.place === undefined) return null;
  const spot = `${groups.place}${groups.region ?? ''}`.trim();
  const dateline = groups.agency === undefined ? spot : `${spot} (${groups.agency})`;
  if (spot.length > 40 || spot.length < 3 || labels.has(firstWord(spot))) return null;
  if (given !== undefined && !isSame(given, spot) && !isSame(given, dateline)) return null;
  const isMarkOpen = groups.mark && !groups.early && !groups.closed && !groups.late;
  const rest = body.slice(match[0].length);
  if (!/^(?:<[a-z][^<>]*>)*["“”'‘’«„¿¡([]?[\p{Lu}\p{Lt}\p{Lo}\p{N}]/u.test(rest)) return null;
  const mark = isMarkOpen ? `<${groups.mark}>` : '';
  return { dateline, body: `${groups.before?.trim() ?? ''}${mark}${rest}` };
}

const firstWord = (text: string): string => text.split(/[ ,]/)[0] ?? '';

const isSame = (a: string, b: string): boolean => a.toUpperCase().trim() === b.toUpperCase();
