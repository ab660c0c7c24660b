import { Address, Moment } from '../forms.ts';

export const isAddress = (text: string): boolean => Address.safeParse(text).success;
export const isMoment = (text: string): boolean => Moment.safeParse(text).success;
export const isText = (text: string): boolean => /\S/.test(text);
export const isCount = (text: string): boolean => /^[1-9]\d*$/.test(text);

/** RFC 822 as RSS takes it: a year of four digits, and the zone. */
export const isRfc822 = (text: string): boolean =>
  /^(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d{1,2} (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \d{4} \d\d:\d\d:\d\d (GMT|[+-]\d{4})$/.test(
    text,
  ) && !Number.isNaN(Date.parse(text));

/** An id that will never be another's: a tag (RFC 4151), an address or a UUID. */
export const isLastingId = (text: string): boolean =>
  /^tag:[\w.-]+,\d{4}(-\d\d(-\d\d)?)?:\S+$/.test(text) ||
  /^urn:uuid:[\da-f-]{36}$/i.test(text) ||
  isAddress(text);

export function isLanguage(text: string): boolean {
  try {
    return Intl.getCanonicalLocales(text).length === 1;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}
