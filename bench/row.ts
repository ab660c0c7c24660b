/** One figure of the report. */
export interface Row {
  readonly what: string;
  readonly value: number;
  /** `x`: a ratio, ours over theirs. */
  readonly unit: 'x' | 'MB' | 'MB per 100' | 's' | 'ms' | 'pages a CPU second' | 'of 1' | '';
  /** What it is to be at most or at least; absent: for information. */
  readonly goal?: { readonly atMost: number } | { readonly atLeast: number };
  readonly note?: string;
}

/** A measure that could not be taken here, and why. */
export interface Skipped {
  readonly what: string;
  readonly skipped: string;
}

export type Measured = readonly (Row | Skipped)[];

/** `undefined` where there is no goal. */
export function isMet({ value, goal }: Row): boolean | undefined {
  if (goal === undefined) return undefined;
  return 'atMost' in goal ? value <= goal.atMost : value >= goal.atLeast;
}

export function tableOf(measured: Measured): string {
  const lines = measured.map((row) =>
    'skipped' in row ? [row.what, 'skipped', '', '', row.skipped] : cellsOf(row),
  );
  const widths = [0, 1, 2, 3].map((at) => Math.max(...lines.map((line) => line[at]?.length ?? 0)));
  return lines
    .map((line) =>
      line
        .map((cell, at) => cell.padEnd(widths[at] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

function cellsOf(row: Row): string[] {
  const met = isMet(row);
  return [
    row.what,
    `${rounded(row.value)} ${row.unit}`,
    goalOf(row),
    met === undefined ? '' : met ? 'met' : 'MISSED',
    row.note ?? '',
  ];
}

function goalOf({ goal }: Row): string {
  if (goal === undefined) return '';
  return 'atMost' in goal ? `<= ${goal.atMost}` : `>= ${goal.atLeast}`;
}

const rounded = (value: number): string =>
  Math.abs(value) < 10 ? value.toFixed(3).replace(/\.?0+$/, '') : value.toFixed(0);
