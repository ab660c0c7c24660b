import { FailedRequest } from './failed-request.ts';
import { urlOf } from './url-of.ts';

/** Throws `FailedRequest` for what is no plain web address. */
export function checkedUrl(address: string, base?: URL): URL {
  const url = urlOf(address, base);
  if (url === undefined) throw new FailedRequest('has no valid address');
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
  const url = urlOf(address);
  if (url === undefined) return address.slice(0, 200);
  const { protocol, host, pathname } = url;
  const text = `${protocol}//${host}${pathname}`;
  return text.length <= 200 ? text : `${text.slice(0, 199)}…`;
}
