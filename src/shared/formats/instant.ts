const pattern = /^(\d{4}-\d\d-\d\d)[Tt ](\d\d:\d\d:\d\d(?:\.\d{1,9})?)([Zz]|[+-]\d\d:\d\d)?$/;

/** A moment in UTC, or what is wrong with what was written and how to write it. */
export type Instant = { readonly at: string } | { readonly fault: string };

/** Reads an RFC 3339 date and time and turns its zone into UTC. */
export function readInstant(written: string): Instant {
  const [, day = '', time = '', zone] = pattern.exec(written.trim()) ?? [];
  if (day === '') {
    return { fault: 'not a date and time; write it as 2026-11-22T09:00:00Z' };
  }
  if (zone === undefined) {
    return { fault: 'the time zone is missing; end with Z for UTC or an offset such as +04:30' };
  }
  const moment = new Date(`${day}T${time}${zone.toUpperCase()}`);
  if (Number.isNaN(moment.getTime()) || !isDayOfCalendar(day)) {
    return {
      fault: 'there is no such date or time; write a real one, such as 2026-11-22T09:00:00Z',
    };
  }
  return { at: moment.toISOString() };
}

/** `Date` takes 30 February for 2 March. */
function isDayOfCalendar(day: string): boolean {
  const midnight = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(midnight.getTime()) && midnight.toISOString().startsWith(day);
}
