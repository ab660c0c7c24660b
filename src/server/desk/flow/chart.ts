import { type Html, html } from '../html.ts';

const HEIGHT = 56;
const WIDTH = 6;
const GAP = 1.5;

export interface Bar {
  readonly value: number;
  /** What the bar stands for, e.g. `14:05: 3`. */
  readonly title: string;
  /** Beyond what was promised. */
  readonly isBad?: boolean;
}

/** A small chart of bars. Its words say what it shows to those who do not see it. */
export function bars(all: readonly Bar[], words: string): Html {
  const most = Math.max(...all.map(({ value }) => value), 1);
  const width = all.length * WIDTH;
  return html`<svg class="chart" viewBox="0 0 ${width} ${HEIGHT}" preserveAspectRatio="none" role="img" aria-label="${words}">
<line class="base" x1="0" y1="${HEIGHT}" x2="${width}" y2="${HEIGHT}"/>${all.map((bar, at) => rect(bar, at, most))}</svg>`;
}

function rect({ value, title, isBad }: Bar, at: number, most: number): Html | false {
  if (value <= 0) return false;
  const height = Math.max(2, Math.round((value / most) * HEIGHT));
  return html`<rect x="${at * WIDTH}" y="${HEIGHT - height}" width="${WIDTH - GAP}" height="${height}"${isBad && html` class="bad"`}><title>${title}</title></rect>`;
}
