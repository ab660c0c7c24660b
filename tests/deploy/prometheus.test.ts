import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { openMetrics } from '../../src/server/metrics.ts';
import { systemMetrics } from '../../src/shared/metrics/table.ts';
import { hasPromtool, runPromtool } from '../support/promtool.ts';

const folder = fileURLToPath(new URL('../../deploy/prometheus', import.meta.url));

const Rule = z.object({
  expr: z.string(),
  record: z.string().optional(),
  alert: z.string().optional(),
  labels: z.record(z.string(), z.string()).optional(),
  annotations: z.record(z.string(), z.string()).optional(),
});
const rulesText = readFileSync(join(folder, 'dateline.rules.yml'), 'utf8');
const rules = z
  .object({ groups: z.array(z.object({ rules: z.array(Rule) })) })
  .parse(parse(rulesText))
  .groups.flatMap((group) => group.rules);
const alerts = rules.filter(({ alert }) => alert !== undefined);

const metrics = openMetrics();
afterAll(() => metrics.close());

/** Series that a server can tell of, by name. */
const series = async (): Promise<Set<string>> =>
  new Set([
    ...(await metrics.registry.getMetricsAsJSON()).map(({ name }) => name),
    ...Object.values(systemMetrics).flatMap(({ name, type }) =>
      type === 'histogram' ? [`${name}_bucket`, `${name}_sum`, `${name}_count`] : [name],
    ),
  ]);

test('every metric that a rule asks for is one that there is', async () => {
  const known = await series();
  const asked = new Set(rules.flatMap(({ expr }) => expr.match(/\bdateline_[a-z_]+/g) ?? []));
  expect(asked.size).toBeGreaterThan(10);
  expect([...asked].filter((name) => !known.has(name))).toEqual([]);
});

describe('every alert', () => {
  const runbook = readFileSync(new URL('../../docs/operations.md', import.meta.url), 'utf8');

  test('says what is wrong, what to do, how urgent it is, and where more is written', () => {
    for (const { alert = '', labels, annotations } of alerts) {
      expect(labels?.severity, alert).toMatch(/^(page|ticket)$/);
      expect(annotations?.summary, alert).toMatch(/\.$/);
      expect(annotations?.action, alert).toMatch(/\w{3}/);
      expect(annotations?.runbook, alert).toBe(`docs/operations.md#${alert.toLowerCase()}`);
      expect(runbook).toContain(`\n### ${alert}\n`);
    }
    const written = [...runbook.matchAll(/^### (Dateline\w+)$/gm)].map(([, name]) => name);
    expect(written.sort()).toEqual(alerts.map(({ alert }) => alert).sort());
  });

  test('has a test that sees it fire', () => {
    const tests = readdirSync(folder).filter((name) => name.endsWith('.test.yml'));
    const fired = tests.flatMap((name) =>
      z
        .object({
          tests: z.array(
            z.object({
              alert_rule_test: z.array(
                z.object({ alertname: z.string(), exp_alerts: z.array(z.unknown()) }),
              ),
            }),
          ),
        })
        .parse(parse(readFileSync(join(folder, name), 'utf8')))
        .tests.flatMap((one) => one.alert_rule_test)
        .filter((one) => one.exp_alerts.length > 0)
        .map((one) => one.alertname),
    );
    for (const { alert } of alerts) expect(fired).toContain(alert);
  });
});

describe.skipIf(!hasPromtool())('promtool', () => {
  let scratch: string;
  beforeAll(() => {
    scratch = mkdtempSync(join(tmpdir(), 'dateline-prometheus-'));
    cpSync(folder, scratch, { recursive: true });
    writeFileSync(join(scratch, 'metrics-token'), 'dl_token');
  });
  afterAll(() => rmSync(scratch, { recursive: true }));
  const run = (...words: string[]) => runPromtool(words, { cwd: scratch });

  test('takes the configuration and the rules', () => {
    expect(run('check', 'config', 'prometheus.yml')).toContain('SUCCESS');
    expect(run('check', 'rules', 'dateline.rules.yml')).toContain(`${rules.length} rules found`);
  });

  test('finds that the alerts fire when they must, and only then', () => {
    const files = readdirSync(scratch).filter((name) => name.endsWith('.test.yml'));
    expect(files).toHaveLength(2);
    expect(run('test', 'rules', ...files)).not.toContain('FAILED');
  });
});
