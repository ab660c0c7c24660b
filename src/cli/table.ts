const WIDTH = 80;
const GAP = '  ';

/**
 * Without marks and what a terminal would obey: texts of stories are strangers' words. The joiners
 * stay, which Persian words and many emoji hold.
 */
export const printable = (text: string): string =>
  text.replace(/(?![\u200C\u200D])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, ' ');

/** Rows under a heading, in columns; the last column is cut where the line would be too long. */
export function tableLines(heading: readonly string[], rows: readonly string[][]): string[] {
  const all = [[...heading], ...rows.map((row) => row.map(printable))];
  const widths = heading.map((_, at) => Math.max(...all.map((row) => lengthOf(row[at] ?? ''))));
  const last = heading.length - 1;
  const before = widths.slice(0, last).reduce((sum, width) => sum + width + GAP.length, 0);
  return all.map((row) =>
    row
      .map((cell, at) =>
        at === last
          ? cut(cell, WIDTH - before)
          : cell + ' '.repeat((widths[at] ?? 0) - lengthOf(cell)),
      )
      .join(GAP)
      .trimEnd(),
  );
}

/** In characters as they are counted by eye, or nearly. */
const lengthOf = (text: string): number => [...text].length;

export const cut = (text: string, length: number): string =>
  lengthOf(text) <= length ? text : `${[...text].slice(0, Math.max(0, length - 1)).join('')}…`;

/** `4 s`, `12 min`, `3 h`, `2 d`: since then. */
export function ageOf(at: string, now = Date.now()): string {
  const seconds = Math.max(0, Math.round((now - Date.parse(at)) / 1000));
  if (seconds < 60) return `${seconds} s`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min`;
  if (seconds < 48 * 3600) return `${Math.floor(seconds / 3600)} h`;
  return `${Math.floor(seconds / 86_400)} d`;
}
