import { escapeMarkup } from './markup.ts';
import { webAddress } from './web-address.ts';

/**
 * Body markup in which a picture's lesser renditions give way to the one that the story has: a
 * wire shows a thumbnail in its text and sends the whole picture beside it.
 */
export function withLargest(body: string, largest: ReadonlyMap<string, string>): string {
  if (largest.size === 0) return body;
  return body.replace(
    /(<img\b[^<>]{0,2000}?\ssrc=)(["'])([^"'<>]{1,2000})\2/gi,
    (tag, before, quote, src) => {
      const url = largest.get(webAddress(src.replaceAll('&amp;', '&')) ?? '');
      return url === undefined ? tag : `${before}${quote}${escapeMarkup(url)}${quote}`;
    },
  );
}
