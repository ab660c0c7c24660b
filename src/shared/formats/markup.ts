import { Parser } from 'htmlparser2';
import { Malformed } from './format.ts';

const maximumDepth = 256;
const maximumElements = 50_000;

export type Attributes = Readonly<Record<string, string>>;

/** What a walk over markup meets, in the order of the text. */
export interface Visitor {
  open(tag: string, attributes: Attributes, place: { start: number; end: number }): void;
  text?(text: string): void;
  /** `start` is where its closing tag, or what closes it, begins. */
  close(tag: string, place: { start: number; end: number }): void;
}

const voids = new Set(
  ['area base br col embed hr img input link meta param source track wbr'.split(' ')].flat(),
);
export const isVoid = (tag: string): boolean => voids.has(tag);

/**
 * Walks over markup in time linear to its length.
 * Throws Malformed beyond 256 levels or 50,000 elements.
 */
export function walk(html: string, visitor: Visitor): void {
  let depth = 0;
  let elements = 0;
  const place = () => ({ start: parser.startIndex, end: parser.endIndex + 1 });
  const parser: Parser = new Parser({
    onopentag(tag, attributes) {
      depth += 1;
      elements += 1;
      if (depth > maximumDepth) throw new Malformed(`Nested deeper than ${maximumDepth} elements`);
      if (elements > maximumElements) throw new Malformed(`More than ${maximumElements} elements`);
      visitor.open(tag, attributes, place());
    },
    ontext: (text) => visitor.text?.(text),
    onclosetag(tag) {
      depth -= 1;
      visitor.close(tag, place());
    },
  });
  parser.end(html);
}

const unread = new Set(['script', 'style', 'template', 'noscript']);

/** What a reader would see of some markup, in one line; entities decoded. */
export function plainTextOf(html: string): string {
  if (!/[<&]/.test(html)) return oneLine(html);
  const parts: string[] = [];
  let hidden = 0;
  walk(html, {
    open(tag) {
      if (unread.has(tag)) hidden += 1;
      if (/^(?:p|br|div|li|h\d|tr|td|figcaption)$/.test(tag)) parts.push(' ');
    },
    text(text) {
      if (hidden === 0) parts.push(text);
    },
    close(tag) {
      if (unread.has(tag)) hidden -= 1;
    },
  });
  return oneLine(parts.join(''));
}

export const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();

export const escapeMarkup = (text: string): string =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');

/** Paragraphs of plain text, which blank lines part. */
export const paragraphsOf = (text: string): string[] =>
  text
    .replace(/\r\n?/g, '\n')
    .split(/\n[^\S\n]*\n/)
    .map((paragraph) => paragraph.trim())
    .filter((paragraph) => paragraph !== '');

export const markupOf = (paragraphs: readonly string[]): string =>
  paragraphs.map((paragraph) => `<p>${escapeMarkup(paragraph)}</p>`).join('\n');

/** A link, where the address is one of the web; else its words alone. */
export const linkTo = (url: string | undefined, words: string): string =>
  url === undefined
    ? escapeMarkup(words)
    : `<a href="${escapeMarkup(url)}">${escapeMarkup(words)}</a>`;

/** The inside of `<body>`, where a field holds a whole document. */
export function insideBody(html: string): string {
  const start = html.search(/<body[\s>]/i);
  const inside = start === -1 ? -1 : html.indexOf('>', start);
  if (inside === -1) return html;
  const end = html.toLowerCase().lastIndexOf('</body');
  return html.slice(inside + 1, end > inside ? end : html.length);
}

const firstHeading =
  /^((?:\s*<(?:article|section|div|header|main)\b[^<>]{0,500}>){0,8}\s*)<h1\b[^<>]{0,500}>([^<]{1,1000})<\/h1>/i;

/** Markup without the headline at its top: it stands over every story anyway. */
export function withoutHeadline(html: string, headline: string | undefined): string {
  const [whole, before = '', heading = ''] = firstHeading.exec(html) ?? [];
  if (whole === undefined || plainTextOf(heading) !== headline) return html;
  return before + html.slice(whole.length);
}
