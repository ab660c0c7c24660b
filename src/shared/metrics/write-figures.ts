import { SEPARATOR } from './meter.ts';
import type { Figures } from './redis-figures.ts';
import { type MetricRow, systemMetrics } from './table.ts';

/** The figures of the whole system in Prometheus' text form; fields of no metric are left out. */
export function writeFigures({ added, latest }: Figures): string {
  const rows: [string, MetricRow][] = Object.entries(systemMetrics);
  const all = [...Object.entries(added), ...Object.entries(latest)].map(([field, value]) =>
    seriesOf(field, Number(value)),
  );
  const byMetric = grouped(all, ({ metric }) => metric);
  return rows.map(([metric, row]) => write(row, byMetric.get(metric) ?? [])).join('');
}

interface Series {
  readonly metric: string;
  readonly values: readonly string[];
  /** What of a histogram it is: the place of a bucket, or `sum`. */
  readonly part: string;
  readonly value: number;
}

function seriesOf(field: string, value: number): Series {
  const [metric = '', ...rest] = field.split(SEPARATOR);
  return { metric, values: rest.slice(0, -1), part: rest.at(-1) ?? '', value };
}

function grouped(all: readonly Series[], by: (one: Series) => string): Map<string, Series[]> {
  const groups = new Map<string, Series[]>();
  for (const one of all) {
    const name = by(one);
    const group = groups.get(name);
    if (group === undefined) groups.set(name, [one]);
    else group.push(one);
  }
  return groups;
}

function write(row: MetricRow, all: readonly Series[]): string {
  const series = all.filter(({ values }) => values.length === row.labels.length);
  const type = row.type === 'latest' ? 'gauge' : row.type;
  const about = `# HELP ${row.name} ${row.help}\n# TYPE ${row.name} ${type}\n`;
  const lines =
    row.type === 'histogram'
      ? [...grouped(series, ({ values }) => values.join(SEPARATOR)).values()].flatMap((parts) =>
          histogramLines(row, parts),
        )
      : series.map(({ values, value }) => line(row.name, pairs(row, values), value));
  return about + lines.join('');
}

function histogramLines(row: MetricRow, parts: readonly Series[]): string[] {
  const values = pairs(row, parts[0]?.values ?? []);
  const of = (part: string): number => parts.find((one) => one.part === part)?.value ?? 0;
  let count = 0;
  const buckets = [...(row.buckets ?? []), '+Inf'].map((bound, at) => {
    count += of(String(at));
    return line(`${row.name}_bucket`, [...values, `le="${bound}"`], count);
  });
  return [
    ...buckets,
    line(`${row.name}_sum`, values, of('sum')),
    line(`${row.name}_count`, values, count),
  ];
}

const pairs = ({ labels }: MetricRow, values: readonly string[]): string[] =>
  labels.map((name, at) => `${name}="${escaped(values[at] ?? '')}"`);

const escaped = (value: string): string =>
  value.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n');

const line = (name: string, labels: readonly string[], value: number): string =>
  `${name}${labels.length === 0 ? '' : `{${labels.join(',')}}`} ${value}\n`;
