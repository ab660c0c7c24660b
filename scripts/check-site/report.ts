import type { GateResult } from './check-site.ts';

/** Faults shown of each gate; `--json` has all. */
const MOST_SHOWN = 20;

export interface SiteReport {
  readonly site: string;
  readonly gates: readonly GateResult[];
}

/** Whether no gate found anything. */
export const isGood = (reports: readonly SiteReport[]): boolean =>
  reports.every(({ gates }) => gates.every(({ faults }) => faults.length === 0));

/** Each fault with file, place and rule; then a line for each gate. */
export function reportLines(reports: readonly SiteReport[]): string[] {
  return reports.flatMap((report) => [...faultLines(report), '', ...tableOf(report), '']);
}

function faultLines({ gates }: SiteReport): string[] {
  return gates.flatMap(({ gate, faults }) => {
    const shown = faults.slice(0, MOST_SHOWN).map(({ file, place, rule, detail }) => {
      const where = [file, place].filter(Boolean).join(' ');
      return `${gate}: ${where}: ${rule}: ${oneLine(detail)}`;
    });
    const rest = faults.length - shown.length;
    return rest > 0 ? [...shown, `${gate}: … and ${rest} more`] : shown;
  });
}

function tableOf({ site, gates }: SiteReport): string[] {
  const rows = gates.map(({ gate, looked, faults, missing, seconds }) => [
    missing.length > 0 && faults.length === 0 ? '–' : faults.length === 0 ? '✓' : '✗',
    gate,
    faults.length === 0 ? '' : `${faults.length}`,
    `${seconds} s`,
    looked,
  ]);
  const widths = [0, 1, 2, 3].map((at) => Math.max(...rows.map((row) => row[at]?.length ?? 0)));
  return [
    site,
    ...rows.map((row) =>
      row
        .map((cell, at) => cell.padEnd(widths[at] ?? 0))
        .join('  ')
        .trimEnd(),
    ),
  ];
}

/** Texts of stories are strangers' words: no line of theirs, and nothing that a terminal obeys. */
const oneLine = (text: string): string => text.replace(/[\p{Cc}\p{Cf}]+/gu, ' ').slice(0, 300);
