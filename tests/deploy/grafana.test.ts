import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { z } from 'zod';
import { queueNames } from '../../src/queues/route.ts';
import { openMetrics } from '../../src/server/metrics.ts';
import { State } from '../../src/shared/archive/documents.ts';
import { systemMetrics } from '../../src/shared/metrics/table.ts';
import { hasPromtool, runPromtool } from '../support/promtool.ts';

const Target = z.object({ refId: z.string(), expr: z.string(), legendFormat: z.string() });
const { panels } = z
  .object({
    panels: z.array(
      z.object({
        ...{ id: z.int(), title: z.string().min(1), description: z.string().min(1) },
        gridPos: z.object({ x: z.int(), y: z.int(), w: z.int(), h: z.int() }),
        targets: z.array(Target).min(1),
      }),
    ),
  })
  .parse(
    JSON.parse(
      readFileSync(new URL('../../deploy/grafana/dateline.json', import.meta.url), 'utf8'),
    ),
  );
const targets = panels.flatMap((panel) => panel.targets);

const metrics = openMetrics();
afterAll(() => metrics.close());

/** The labels of every series that a server can tell of, by its name. */
function labelsOfSeries(): Map<string, readonly string[]> {
  const Measured = z.object({ name: z.string(), labelNames: z.array(z.string()) });
  const own = metrics.registry.getMetricsAsArray().map((metric) => Measured.parse(metric));
  const all = [
    ...own.map(({ name, labelNames }) => ({ name, labels: labelNames, type: 'gauge' })),
    ...Object.values(systemMetrics),
  ];
  return new Map(
    all.flatMap(({ name, labels, type }): [string, readonly string[]][] =>
      type === 'histogram'
        ? [
            [`${name}_bucket`, [...labels, 'le']],
            [`${name}_count`, labels],
          ]
        : [[name, labels]],
    ),
  );
}

/** `dateline_x{label="value", …}`. */
const selector = /\b(dateline_\w+)(?:\{([^}]*)\})?/g;
const matcher = /(\w+)\s*(?:=~|!~|!=|=)\s*"([^"]*)"/g;
const values: Readonly<Record<string, readonly string[]>> = {
  ...{ queue: queueNames, state: State.options, pictures: ['yes', 'no'], held: ['yes', 'no'] },
};

test.each(targets.map(({ expr }) => expr))(
  'there is all that the dashboard asks for: %s',
  (expr) => {
    const known = labelsOfSeries();
    const asked = [...expr.matchAll(selector)];
    expect(asked).not.toEqual([]);
    for (const [, name = '', matchers = ''] of asked) {
      expect([...known.keys()]).toContain(name);
      for (const [, label = '', value = ''] of matchers.matchAll(matcher)) {
        expect(known.get(name), `${name} has no ${label}`).toContain(label);
        for (const one of value.split('|')) expect(values[label] ?? [one]).toContain(one);
      }
      for (const [, labels = ''] of expr.matchAll(/\bby \(([^)]*)\)/g)) {
        for (const label of labels.split(', ')) expect(known.get(name)).toContain(label);
      }
    }
  },
);

test('a legend names only what its query keeps apart', () => {
  for (const { expr, legendFormat } of targets) {
    const kept = /\bby \(([^)]*)\)/.exec(expr)?.[1]?.split(', ') ?? [];
    for (const [, label] of legendFormat.matchAll(/\{\{(\w+)\}\}/g)) expect(kept).toContain(label);
  }
});

test('no panel lies on another', () => {
  const taken = new Set<string>();
  for (const { title, gridPos } of panels) {
    for (let x = gridPos.x; x < gridPos.x + gridPos.w; x += 1) {
      expect(x, title).toBeLessThan(24);
      for (let y = gridPos.y; y < gridPos.y + gridPos.h; y += 1) {
        expect(taken.has(`${x} ${y}`), title).toBe(false);
        taken.add(`${x} ${y}`);
      }
    }
  }
  expect(new Set(panels.map(({ id }) => id)).size).toBe(panels.length);
});

test.skipIf(!hasPromtool())('Prometheus can read every query', () => {
  const scratch = mkdtempSync(join(tmpdir(), 'dateline-grafana-'));
  const rules = targets.map(({ expr }, at) => ({
    record: `query:${at}`,
    expr: expr.replaceAll('$__rate_interval', '5m'),
  }));
  // JSON is YAML.
  const file = join(scratch, 'rules.yml');
  writeFileSync(file, JSON.stringify({ groups: [{ name: 'dashboard', rules }] }));
  expect(runPromtool(['check', 'rules', file])).toContain(`${rules.length} rules found`);
  rmSync(scratch, { recursive: true });
});
