/** What an address asks for. */
export type Wanted =
  | { readonly kind: 'object'; readonly key: string }
  /** A page's address without its slash: the key it would have with it. */
  | { readonly kind: 'slashless'; readonly key: string }
  | { readonly kind: 'nothing' }
  | { readonly kind: 'nonsense' };

const INDEX = 'index.html';
/** A key's limit in the stores. */
const MOST_BYTES = 900;

/**
 * The site key of a request's address. Only an address in its plain form has one: whatever a proxy
 * and we could read in two ways (dot segments, encoded or doubled slashes, backslashes) has none.
 */
export function wantedBy(url: string): Wanted {
  const path = url.split(/[?#]/, 1)[0] ?? '';
  const decoded = decode(path);
  if (decoded === undefined || !path.startsWith('/')) return { kind: 'nonsense' };
  if (/%2f|%5c|\\/i.test(path) || /\p{Cc}/u.test(decoded)) return { kind: 'nonsense' };
  const segments = decoded.slice(1).split('/');
  const name = segments.pop() ?? '';
  if (segments.some(isOdd) || (name !== '' && isOdd(name))) return { kind: 'nothing' };
  const key = [...segments, name === '' ? INDEX : name].join('/');
  if (Buffer.byteLength(key) > MOST_BYTES - INDEX.length - 1) return { kind: 'nothing' };
  if (name === '' || name.includes('.')) return { kind: 'object', key };
  return { kind: 'slashless', key: `${key}/${INDEX}` };
}

const isOdd = (segment: string): boolean => segment === '' || segment === '.' || segment === '..';

function decode(path: string): string | undefined {
  try {
    return decodeURIComponent(path);
  } catch (error) {
    if (error instanceof URIError) return undefined;
    throw error;
  }
}
