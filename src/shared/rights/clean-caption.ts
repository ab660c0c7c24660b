/** A stretch of a text, in UTF-16 units. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

const before = /[\s/|;*=+–—([（-]+$/u;
const after = /^[\s.,;:/|*=+–—)\]）-]+/u;

/** What is left of a caption for readers when credits and markers are taken out of it. */
export function withoutSpans(text: string, spans: readonly Span[]): string {
  let kept = '';
  let at = 0;
  for (const { start, end } of [...spans].sort((a, b) => a.start - b.start)) {
    if (start < at) {
      at = Math.max(at, end);
      continue;
    }
    kept = joined(kept, text.slice(at, start), at > 0);
    at = end;
  }
  if (spans.length === 0) return tidied(text);
  return tidied(joined(kept, text.slice(at), at > 0));
}

/** Puts two pieces together where something between them was taken out. */
function joined(left: string, piece: string, cut: boolean): string {
  if (!cut) return piece;
  const head = left.replace(before, '');
  const tail = piece.replace(after, '');
  const ended = /[.!?:,;]["”’)]?$/.test(head);
  if (tail === '') return /\./.test(piece) && !ended ? `${head}.` : head;
  if (head === '') return tail;
  const gap = (left.slice(head.length) + piece.slice(0, piece.length - tail.length)).trim();
  if (/^\s*[-–—]/.test(piece) && /[-–—]\s*$/.test(left)) return `${head} - ${tail}`;
  const stop = /\./.test(gap) && !ended ? '.' : '';
  const line = /\n\s*$/.test(left) || /^[\s.)\]]*\n/.test(piece) ? '\n' : ' ';
  return `${head}${stop}${line}${tail}`;
}

function tidied(text: string): string {
  return text
    .replace(/[^\S\n]+/gu, ' ')
    .replace(/ ?\n\s*/g, '\n')
    .replace(/\(\s*\)|\[\s*\]/g, '')
    .replace(/ ([.,;:!?])(?=\s|$)/g, '$1')
    .replace(/([.!?])\.$/, '$1')
    .replace(/[\s,;:/|*=+–—([-]+$/u, '')
    .replace(/^[\s.,;:/|*=+–—)\]-]+/u, '')
    .trim();
}
