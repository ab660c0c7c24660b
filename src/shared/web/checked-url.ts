import { FailedRequest } from './failed-request.ts';

/** Throws `FailedRequest` for what is no plain web address. */
export function checkedUrl(address: string, base?: URL): URL {
  if (!URL.canParse(address, base?.href)) throw new FailedRequest('has no valid address');
  const url = new URL(address, base?.href);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') {
    throw new FailedRequest(
      `has an address of kind ${url.protocol} (only http and https are read)`,
    );
  }
  if (url.username !== '' || url.password !== '') {
    throw new FailedRequest('has a user name or password in its address');
  }
  return url;
}

/** Without the query, which may hold a key; short enough for a sentence. */
export function printable(address: string): string {
  if (!URL.canParse(address)) return address.slice(0, 200);
  const { protocol, host, pathname } = new URL(address);
  const text = `${protocol}//${host}${pathname}`;
  return text.length <= 200 ? text : `${text.slice(0, 199)}…`;
}
