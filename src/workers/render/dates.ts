import { languageOf } from './language.ts';

/** A moment for `<time>`: machine form and what readers see. */
export interface TimeView {
  /** RFC 3339 with the offset of the site's zone; always Gregorian. */
  readonly datetime: string;
  readonly text: string;
}

/** Where and for whom a moment is told. */
export interface Place {
  readonly zone: string;
  /** BCP 47; decides words, digits and calendar. */
  readonly language: string;
}

const styles = {
  /** With the zone, as readers of a dated report need it. */
  full: {
    year: 'numeric',
    month: 'long',
    day: 'numeric',
    hour: 'numeric',
    minute: '2-digit',
    timeZoneName: 'short',
  },
  /** Short, for lists. */
  day: { year: 'numeric', month: 'short', day: 'numeric' },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>;

export type TimeStyle = keyof typeof styles;

/** `null` for what is no moment at all. */
export function timeView(
  instant: string,
  { zone, language }: Place,
  style: TimeStyle = 'full',
): TimeView | null {
  const at = new Date(instant);
  if (Number.isNaN(at.getTime())) return null;
  const format = formatter(`${style} ${language} ${zone}`, () => [
    language,
    { ...styles[style], timeZone: zone },
  ]);
  const text = /^ps\b/.test(language) ? pashto(format.formatToParts(at)) : format.format(at);
  const isMirrored = style === 'full' && languageOf(language).direction === 'rtl';
  return { datetime: inZone(instant, zone), text: isMirrored ? withSigns(text) : text };
}

/** The sign of an offset stays before its digits: the mark that ICU puts there does not hold it. */
const withSigns = (text: string): string =>
  text.replace(/\u200E?([+\u2212-][\p{Nd}:]+)/u, '\u2066$1\u2069');

/** ICU has the words of Pashto dates but not their order; it would say `AP ۱۴۰۵ وری ۱۳`. */
function pashto(parts: readonly Intl.DateTimeFormatPart[]): string {
  const word = (type: string) => parts.find((part) => part.type === type)?.value ?? '';
  const day = `${word('day')} ${word('month')} ${word('year')}`;
  if (word('hour') === '') return day;
  return `${day}، ${word('hour')}:${word('minute')} \u2068${word('timeZoneName')}\u2069`;
}

/** RFC 3339 to the second, with the zone's offset at that moment: `2026-11-22T10:15:00+04:30`. */
export function inZone(instant: string, zone: string): string {
  const parts: Record<string, string> = {};
  for (const { type, value } of machineFormat(zone).formatToParts(new Date(instant))) {
    parts[type] = value;
  }
  const { year = '', month, day, hour, minute, second, timeZoneName = '' } = parts;
  const offset = /[+-]\d\d:\d\d/.exec(timeZoneName)?.[0] ?? '+00:00';
  return `${year.padStart(4, '0')}-${month}-${day}T${hour}:${minute}:${second}${offset}`;
}

/** The day it is in the zone at that moment, `yyyy-mm-dd`. */
export function dayIn(zone: string, instant: string): string {
  return inZone(instant, zone).slice(0, 10);
}

/** RFC 822 in GMT, as RSS wants it. */
export function rfc822(instant: string): string {
  return new Date(instant).toUTCString();
}

/** The earlier of two moments. */
export function earlier(one: string, other: string): string {
  return later(one, other) === one ? other : one;
}

/** The later of two moments. */
export function later(one: string, other: string): string {
  return Date.parse(other) > Date.parse(one) ? other : one;
}

// Making a formatter costs a hundred times what using it does.
const formatters = new Map<string, Intl.DateTimeFormat>();

function formatter(
  name: string,
  settings: () => [string, Intl.DateTimeFormatOptions],
): Intl.DateTimeFormat {
  let format = formatters.get(name);
  if (format === undefined) {
    if (formatters.size > 500) formatters.clear();
    format = new Intl.DateTimeFormat(...settings());
    formatters.set(name, format);
  }
  return format;
}

function machineFormat(zone: string): Intl.DateTimeFormat {
  return formatter(`machine ${zone}`, () => [
    'en-US',
    {
      calendar: 'gregory',
      numberingSystem: 'latn',
      hourCycle: 'h23',
      timeZone: zone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
      timeZoneName: 'longOffset',
    },
  ]);
}
