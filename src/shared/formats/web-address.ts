/** An http or https address in its normal form, read against that of its page; else none. */
export function webAddress(written: string | undefined, page?: string): string | undefined {
  const trimmed = written?.trim() ?? '';
  if (trimmed === '' || trimmed.length > 2048) return undefined;
  const base = page ?? (trimmed.startsWith('//') ? 'https://page.invalid' : undefined);
  if (!URL.canParse(trimmed, base)) return undefined;
  const url = new URL(trimmed, base);
  const isWeb = /^https?:$/.test(url.protocol) && url.username === '' && url.password === '';
  return isWeb && url.href.length <= 2048 ? url.href : undefined;
}
