/**
 * An address taken apart; `undefined` where it is none. `URL.canParse` is not asked: once it is hot,
 * that of Node 20 takes Latin-1 strings for UTF-8, and admits what `new URL` then refuses.
 */
export function urlOf(address: string, base?: string | URL): URL | undefined {
  try {
    return new URL(address, base);
  } catch (error) {
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}
