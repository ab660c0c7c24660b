/** Names of months, English and a few neighbours, by their first three letters. */
const months = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');

/** Hours from UTC of the zones that desks write; others need a person. */
// biome-ignore format: a table
const zones: Readonly<Record<string, number>> = {
  gmt: 0, utc: 0, z: 0, bst: 1, cet: 1, cest: 2, eet: 2, msk: 3, ist: 5.5, hkt: 8, sgt: 8, jst: 9,
  kst: 9, est: -5, edt: -4, et: -5, cst: -6, cdt: -5, mst: -7, mdt: -6, pst: -8, pdt: -7,
};

export interface WrittenInstant {
  /** RFC 3339, UTC. */
  readonly at: string;
  /** Whether a time of day was given with its zone; else it is the last second of the day in UTC. */
  readonly exact: boolean;
  /** How many words it took. */
  readonly length: number;
}

interface Word {
  readonly folded: string;
}

interface Parts {
  day?: number;
  month?: number;
  year?: number;
  minutes?: number;
  zone?: number;
}

/** Words that stand within a date and say nothing. */
const filler = new Set(['on', 'at', 'of', 'the', ',', '.', '-', 'hrs', 'hours', 'h']);
const weekdays =
  /^(?:mon|tues?|wednes|thurs?|fri|satur|sun)(?:day)?$|^(?:mon|tue|wed|thu|fri|sat|sun)$/;

/** Reads `18:00 GMT Nov 22, 2026`, `22 November 2026`, `2026-11-22 1800Z` at the start of the words. */
export function instantAt(words: readonly Word[]): WrittenInstant | undefined {
  const parts: Parts = {};
  let length = 0;
  for (let at = 0; at < Math.min(words.length, 16); ) {
    const taken = take(words.slice(at, at + 6), parts);
    if (taken === 0) break;
    at += taken;
    const last = words[at - 1]?.folded ?? '';
    if (!filler.has(last)) length = at;
  }
  const instant = instantOf(parts);
  return instant && { ...instant, length };
}

/** Takes what the next words say into the parts; how many words that was. */
function take(words: readonly Word[], parts: Parts): number {
  const [one = '', two = '', three = '', four = '', five = ''] = words.map(({ folded }) => folded);
  const dashed = two !== '' && '-./'.includes(two) && two === four;
  if (/^\d{4}$/.test(one) && dashed && /^\d\d?$/.test(three) && /^\d\d?$/.test(five)) {
    Object.assign(parts, { year: +one, month: +three, day: +five });
    return 5;
  }
  const clock = clockAt(one, two, three);
  if (clock !== undefined && parts.minutes === undefined) {
    parts.minutes = clock.minutes;
    if (one.endsWith('z')) parts.zone = 0;
    return clock.length;
  }
  const month = months.indexOf(one.slice(0, 3)) + 1;
  if (month > 0 && /^\p{L}{3,9}$/u.test(one) && parts.month === undefined) parts.month = month;
  else if (/^\d\d?(?:st|nd|rd|th)?$/.test(one) && parts.day === undefined)
    parts.day = parseInt(one, 10);
  else if (/^20\d\d$/.test(one) && parts.year === undefined) parts.year = +one;
  else if (Object.hasOwn(zones, one) && parts.zone === undefined) parts.zone = zones[one] ?? 0;
  else if (!filler.has(one) && !weekdays.test(one)) return 0;
  return 1;
}

/** 18:00, 1800, 18.00, 1800Z, 6 pm */
function clockAt(one: string, two: string, three: string) {
  const noon = (text: string) => (text === 'pm' || text === 'p.m' ? 720 : 0);
  if (/^\d\d?$/.test(one) && (two === ':' || two === '.') && /^\d\dz?$/.test(three)) {
    return { minutes: +one * 60 + parseInt(three, 10), length: 3 };
  }
  if (
    /^\d{4}z$/.test(one) ||
    (/^[01]\d\d\d$|^2[0-3]\d\d$/.test(one) && Object.hasOwn(zones, two))
  ) {
    return { minutes: +one.slice(0, 2) * 60 + +one.slice(2, 4), length: 1 };
  }
  if (/^\d\d?$/.test(one) && /^[ap]m$/.test(two)) {
    return { minutes: (+one % 12) * 60 + noon(two), length: 2 };
  }
  const glued = /^(\d\d?)([ap]m)$/.exec(one);
  if (glued === null) return undefined;
  return { minutes: (+(glued[1] ?? 0) % 12) * 60 + noon(glued[2] ?? ''), length: 1 };
}

function instantOf(parts: Parts): Omit<WrittenInstant, 'length'> | undefined {
  const { day, month, year, minutes, zone } = parts;
  if (day === undefined || month === undefined || year === undefined) return undefined;
  const exact = minutes !== undefined && zone !== undefined;
  const offset = exact ? minutes - zone * 60 : 24 * 60;
  const time = Date.UTC(year, month - 1, day) + offset * 60_000 - (exact ? 0 : 1000);
  const real = new Date(Date.UTC(year, month - 1, day));
  if (real.getUTCDate() !== day || real.getUTCMonth() !== month - 1) return undefined;
  return { at: new Date(time).toISOString().replace('.000Z', 'Z'), exact };
}

// biome-ignore format: a table
const numbers: Readonly<Record<string, number>> = {
  a: 1, an: 1, one: 1, two: 2, three: 3, four: 4, five: 5, six: 6, seven: 7, eight: 8, nine: 9, ten: 10, twelve: 12,
  fourteen: 14, twenty: 20, thirty: 30, sixty: 60, ninety: 90,
};

const units: readonly (readonly [RegExp, number])[] = [
  [/^(?:h|hrs?|hours?|stunden?|heures?|horas?)$/, 1],
  [/^(?:d|days?|tagen?|jours?|dias?)$/, 24],
  [/^(?:w|wks?|weeks?)$/, 168],
  [/^(?:months?)$/, 720],
  [/^(?:y|yrs?|years?)$/, 8760],
];

/** Longest limit that is believed, in hours: ten years. */
const longest = 87_600;

/** Reads `48 hours`, `24hrs`, `two weeks`, `twenty-four hours`; hours, and how many words it took. */
export function durationAt(
  words: readonly Word[],
): { readonly hours: number; readonly length: number } | undefined {
  const glued = /^(\d{1,4})(\p{L}+)$/u.exec(words[0]?.folded ?? '');
  if (glued !== null) return limitOf(Number(glued[1]), glued[2] ?? '', 1);
  let count = numberOf(words[0]?.folded);
  let at = 1;
  if (count === undefined) return undefined;
  if (words[at]?.folded === '-') at += 1;
  const more = numberOf(words[at]?.folded);
  if (more !== undefined && count >= 20 && more < 10) {
    count += more;
    at += 1;
    if (words[at]?.folded === '-') at += 1;
  }
  return limitOf(count, words[at]?.folded ?? '', at + 1);
}

function limitOf(count: number, unit: string, length: number) {
  const hours = units.find(([name]) => name.test(unit))?.[1];
  if (hours === undefined || count * hours > longest || count === 0) return undefined;
  return { hours: count * hours, length };
}

function numberOf(word: string | undefined): number | undefined {
  if (word === undefined) return undefined;
  if (/^\d{1,4}$/.test(word)) return Number(word);
  return Object.hasOwn(numbers, word) ? numbers[word] : undefined;
}
