import { z } from 'zod';
import type { CheckedSite, Page } from '../checked-site.ts';
import type { Fault, Gate } from '../gate.ts';
import { CHROMIUM, LIGHTHOUSE, outputOf } from '../programs.ts';

const RUNS = 3;
const FAST = 0.98;

const chrome =
  '--headless=new --no-sandbox --disable-gpu --disable-quic --no-first-run ' +
  '--disable-background-networking --disable-component-update --disable-sync';

const Report = z.object({
  categories: z.record(
    z.string(),
    z.object({
      score: z.number(),
      auditRefs: z.array(z.object({ id: z.string(), weight: z.number() })),
    }),
  ),
  audits: z.record(
    z.string(),
    z.object({
      title: z.string(),
      score: z.number().nullable(),
      displayValue: z.string().optional(),
    }),
  ),
});
type Report = z.infer<typeof Report>;

/**
 * Lighthouse on an article and the home page, as a slow telephone sees them. In short one run on the
 * article, without what depends on how busy the machine is.
 */
export const lighthouse: Gate = {
  name: 'Lighthouse',
  needs: ['chromium', 'lighthouse'],
  async check(site) {
    const faults: Fault[] = [];
    const told: string[] = [];
    for (const page of pagesOf(site)) {
      const reports = [];
      for (let run = 0; run < (site.isShort ? 1 : RUNS); run += 1) {
        reports.push(await report(site, page));
      }
      faults.push(...faultsOf(page, reports));
      told.push(`${page.kind} ${scoresOf(reports)}`);
    }
    return { looked: told.join('; '), faults };
  },
};

/** The article that leads the home page, and the home page itself. */
function pagesOf({ pages, isShort }: CheckedSite): Page[] {
  const home = pages.find(({ kind }) => kind === 'home');
  const led = home?.references.map(({ address }) => pages.find(({ path }) => path === address));
  const article = led?.find((page) => page?.kind === 'article');
  return [article, isShort ? undefined : home].filter((page) => page !== undefined);
}

async function report({ url, isShort }: CheckedSite, { path }: Page): Promise<Report> {
  const categories = [
    'accessibility',
    'best-practices',
    'seo',
    ...(isShort ? [] : ['performance']),
  ];
  const output = await outputOf(
    process.execPath,
    [
      ...[LIGHTHOUSE, url + path, '--quiet', '--output=json', '--output-path=stdout'],
      // It tells nobody of its errors.
      '--no-enable-error-reporting',
      ...[`--only-categories=${categories.join(',')}`, `--chrome-flags=${chrome}`],
      ...(isShort ? ['--throttling-method=provided', '--disable-full-page-screenshot'] : []),
    ],
    { CHROME_PATH: CHROMIUM },
  );
  return Report.parse(JSON.parse(output));
}

const categoriesOf = (reports: readonly Report[]): string[] =>
  Object.keys(reports[0]?.categories ?? {});

function medianOf(reports: readonly Report[], category: string): number {
  const scores = reports
    .map(({ categories }) => categories[category]?.score ?? 0)
    .sort((a, b) => a - b);
  return scores[Math.floor(scores.length / 2)] ?? 0;
}

const scoresOf = (reports: readonly Report[]): string =>
  categoriesOf(reports)
    .map((category) => `${category} ${medianOf(reports, category)}`)
    .join(', ');

function faultsOf({ path }: Page, reports: readonly Report[]): Fault[] {
  return categoriesOf(reports).flatMap((category): Fault[] => {
    const score = medianOf(reports, category);
    const least = category === 'performance' ? FAST : 1;
    if (score >= least) return [];
    const detail = `${score}, not ${least}: ${lostBy(reports, category)}`;
    return [{ file: path, place: '', rule: category, detail }];
  });
}

/** The audits that cost points in the median run. */
function lostBy(reports: readonly Report[], category: string): string {
  const score = medianOf(reports, category);
  const median = reports.find(({ categories }) => categories[category]?.score === score);
  return (median?.categories[category]?.auditRefs ?? [])
    .flatMap(({ id, weight }) => {
      const audit = median?.audits[id];
      const isLost = weight > 0 && audit !== undefined && audit.score !== null && audit.score < 1;
      return isLost ? [`${audit.title} ${audit.displayValue ?? ''}`.trim()] : [];
    })
    .join('; ');
}
