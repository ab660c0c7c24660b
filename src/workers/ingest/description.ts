const maximumLength = 200;
/** Characters that are enough to read of it. */
const enough = 1_500;
/** A first sentence shorter than this says too little, or ended at an abbreviation. */
const minimumLength = 60;

const sentenceEnd = /[.!?…。！？؟।۔։።]["'”’»)\]]*(?=\s|$)|[。！？]/gu;

/**
 * A standfirst from the first sentences of a sanitised body: at most 200 characters, cut at a
 * sentence, else at a word with an ellipsis. '' when the body has no text.
 */
export function describe(body: string): string {
  const text = readableText(body);
  if (text.length <= maximumLength) return text;
  let end = 0;
  for (const match of text.matchAll(sentenceEnd)) {
    const after = match.index + match[0].length;
    if (after > maximumLength) break;
    if (!isAbbreviation(text, match.index)) end = after;
  }
  if (end >= minimumLength) return text.slice(0, end);
  const edge = text.lastIndexOf(' ', maximumLength - 1);
  const cut = text.slice(0, edge > minimumLength ? edge : maximumLength - 1);
  return `${cut.replace(/[\s,;:–—-]+$|[\uD800-\uDBFF]$/u, '')}…`;
}

/** `U.S. ` and `Gen. ` end no sentence. */
function isAbbreviation(text: string, dot: number): boolean {
  if (text[dot] !== '.') return false;
  return /(?:^|[\s(])(?:\p{L}|\p{L}\.\p{L}|Mr|Mrs|Ms|Dr|Gen|Sen|Rep|Lt|Col|Gov|St|No|vs|Inc|Ltd|Jr|Sr)$/u.test(
    text.slice(Math.max(0, dot - 8), dot),
  );
}

/** The first text of a sanitised body's paragraphs, without captions, headings and tables. */
export function readableText(body: string): string {
  let text = '';
  for (const [, paragraph = ''] of body.matchAll(/<p(?: [^<>]*)?>(.*?)<\/p>/gs)) {
    text += ` ${paragraph.replace(/<[^<>]*>/g, '')}`;
    if (text.length > enough) break;
  }
  return text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, enough);
}
