import {
  type CounterName,
  type HistogramName,
  type LabelsOf,
  type LatestName,
  type MetricRow,
  type SystemMetric,
  systemMetrics,
} from './table.ts';

/** Takes down what happens, wherever it happens. Costs a look-up in a map. */
export interface Meter {
  count<Name extends CounterName>(metric: Name, labels: LabelsOf<Name>): void;
  observe<Name extends HistogramName>(metric: Name, labels: LabelsOf<Name>, seconds: number): void;
  /** The highest value told stands. */
  latest<Name extends LatestName>(metric: Name, labels: LabelsOf<Name>, value: number): void;
}

/** What happened since the last batch: by field, to be added; and values of which the highest stands. */
export interface Batch {
  readonly added: ReadonlyMap<string, number>;
  readonly latest: ReadonlyMap<string, number>;
}

/** A meter that keeps what it is told until it is taken away. */
export interface KeepingMeter extends Meter {
  /** `undefined` where nothing has happened. */
  take(): Batch | undefined;
}

/** Between the parts of a field: the metric, its label values, and what of a histogram it is. */
export const SEPARATOR = '\u001f';
/** Label sets of one metric in one process; beyond them all is counted as `other`. */
const MOST_SETS = 400;
const LONGEST_VALUE = 60;

export function openMeter(): KeepingMeter {
  let added = new Map<string, number>();
  let latest = new Map<string, number>();
  const known = new Map<SystemMetric, Set<string>>();

  /** Bounds what a metric may come to, whatever its labels are filled with. */
  function setOf(metric: SystemMetric, labels: Readonly<Record<string, string>>): string {
    const names: readonly string[] = systemMetrics[metric].labels;
    const set = [metric, ...names.map((name) => labels[name] ?? '')].join(SEPARATOR);
    const sets = known.get(metric) ?? new Set<string>();
    if (sets.has(set)) return set;
    known.set(metric, sets);
    const isFair = names.every((name) => isFairValue(labels[name] ?? ''));
    if (!isFair || sets.size >= MOST_SETS) {
      return [metric, ...names.map(() => 'other')].join(SEPARATOR);
    }
    sets.add(set);
    return set;
  }
  const add = (field: string, by: number) => added.set(field, (added.get(field) ?? 0) + by);

  return {
    count: (metric, labels) => void add(setOf(metric, labels) + SEPARATOR, 1),
    observe(metric, labels, seconds) {
      // One sum with it in would stay no number for good.
      if (!Number.isFinite(seconds)) return;
      const set = setOf(metric, labels);
      const { buckets }: MetricRow = systemMetrics[metric];
      const at = (buckets ?? []).findIndex((bound) => seconds <= bound);
      add(`${set}${SEPARATOR}${at === -1 ? (buckets?.length ?? 0) : at}`, 1);
      add(`${set}${SEPARATOR}sum`, seconds);
    },
    latest(metric, labels, value) {
      const field = setOf(metric, labels) + SEPARATOR;
      latest.set(field, Math.max(value, latest.get(field) ?? value));
    },
    take() {
      if (added.size === 0 && latest.size === 0) return undefined;
      const batch = { added, latest };
      added = new Map();
      latest = new Map();
      return batch;
    },
  };
}

const isFairValue = (value: string): boolean =>
  value.length <= LONGEST_VALUE && !/\p{Cc}/u.test(value);

/** For processes and tests whose figures nobody asks for. */
export const deafMeter: Meter = { count() {}, observe() {}, latest() {} };
