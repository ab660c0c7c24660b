import { urlOf } from '../web/url-of.ts';

/** An http or https address in its normal form, read against that of its page; else none. */
export function webAddress(written: string | undefined, page?: string): string | undefined {
  const trimmed = written?.trim() ?? '';
  if (trimmed === '' || trimmed.length > 2048) return undefined;
  const base = page ?? (trimmed.startsWith('//') ? 'https://page.invalid' : undefined);
  const url = urlOf(trimmed, base);
  if (url === undefined) return undefined;
  const isWeb = /^https?:$/.test(url.protocol) && url.username === '' && url.password === '';
  return isWeb && url.href.length <= 2048 ? url.href : undefined;
}
