import { type Instant, readInstant } from './instant.ts';

const basic = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)?(Z|[+-]\d\d:?\d\d)?$/i;
const extended = /^(\d{4}-\d\d-\d\d)[Tt ](\d\d:\d\d)(:\d\d(?:\.\d{1,9})?)?\s?(Z|[+-]\d\d:?\d\d)?$/i;
const mail =
  /^(?:\p{L}{2,12}\.?,\s*)?(\d{1,2})\s+(\p{L}{3})\p{L}*\.?\s+(\d{4}|\d\d)\s+(\d{1,2}):(\d\d)(?::(\d\d))?\s*([A-Z]{1,4}|[+-]\d\d:?\d\d)?$/iu;

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
/** As feeds in Spanish, Portuguese, German, Dutch, Italian, Indonesian begin them, where they differ. */
const otherMonths: Readonly<Record<string, number>> = {
  ...{ ene: 1, gen: 1, fev: 2, mär: 3, mrt: 3, abr: 4, mai: 5, mei: 5, mag: 5, giu: 6, lug: 7 },
  ...{ ago: 8, agu: 8, set: 9, out: 10, okt: 10, ott: 10, dez: 12, dic: 12, des: 12 },
};

/** Zones that RFC 822 names; a name that it does not is no zone. */
const zones: Readonly<Record<string, string>> = {
  UT: 'Z',
  UTC: 'Z',
  GMT: 'Z',
  Z: 'Z',
  EST: '-05:00',
  EDT: '-04:00',
  CST: '-06:00',
  CDT: '-05:00',
  MST: '-07:00',
  MDT: '-06:00',
  PST: '-08:00',
  PDT: '-07:00',
};

/**
 * Reads a date and time as wires and feeds write it: RFC 3339, ISO 8601 in basic form or without
 * seconds, or RFC 822.
 */
export function readWireDate(written: string): Instant {
  const trimmed = written.trim();
  return readInstant(fromBasic(trimmed) ?? fromExtended(trimmed) ?? fromMail(trimmed) ?? trimmed);
}

/** The moment, or `undefined` where the date is absent, wrong or without zone: it orders less well. */
export function moment(written: string | undefined): string | undefined {
  if (written === undefined) return undefined;
  const instant = readWireDate(written);
  return 'at' in instant ? instant.at : undefined;
}

function fromBasic(text: string): string | null {
  const [, year, month, day, hour, minute, second = '00', zone] = basic.exec(text) ?? [];
  if (year === undefined) return null;
  return `${year}-${month}-${day}T${hour}:${minute}:${second}${offset(zone)}`;
}

function fromExtended(text: string): string | null {
  const [, day, time, seconds = ':00', zone] = extended.exec(text) ?? [];
  return day === undefined ? null : `${day}T${time}${seconds}${offset(zone)}`;
}

function fromMail(text: string): string | null {
  const [, day = '', name = '', year = '', hour = '', minute, second = '00', zone] =
    mail.exec(text) ?? [];
  const written = name.toLowerCase();
  const month = months.indexOf(written) + 1 || (otherMonths[written] ?? 0);
  if (month === 0) return null;
  const date = `${fullYear(year)}-${pad(String(month))}-${pad(day)}`;
  return `${date}T${pad(hour)}:${minute}:${second}${offset(zone)}`;
}

/** RFC 2822: two digits below 50 are of this century. */
const fullYear = (year: string): string =>
  year.length === 4 ? year : `${Number(year) < 50 ? '20' : '19'}${year}`;

const pad = (digits: string): string => digits.padStart(2, '0');

function offset(zone: string | undefined): string {
  if (zone === undefined) return '';
  if (!/^[+-]/.test(zone)) return zones[zone.toUpperCase()] ?? '';
  return `${zone.slice(0, 3)}:${zone.slice(-2)}`;
}
