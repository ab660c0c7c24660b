import { performance } from 'node:perf_hooks';
import type { Browser } from 'playwright-core';
import { openChromium } from '../../tests/support/chromium.ts';
import { pageVisits } from './browser/visits.ts';
import { type CheckedSite, firstOf, pagesAmong, samplesOf } from './checked-site.ts';
import { crawl } from './crawl.ts';
import type { Fault, Gate } from './gate.ts';
import type { OpenSite } from './open-site.ts';
import { missingOf } from './programs.ts';
import { takeScreenshots } from './screenshots.ts';

/** Looked at with a browser, of each kind of page and direction. */
const SAMPLES = 4;
/** In pictures, of the same. */
const PICTURED = 2;
/** An address that no site has: its 404 page is a page too. */
const NOWHERE = '/no-such-page-for-check-site/';

export interface CheckOptions {
  readonly gates: readonly Gate[];
  readonly isShort: boolean;
  /** Whether a missing program is a fault; otherwise its gates are passed over. */
  readonly isStrict: boolean;
  /** Addresses asked for at most. */
  readonly most: number;
  /** Folder for pictures of the pages. */
  readonly screenshots?: string | undefined;
  tell(line: string): void;
}

/** What one gate said of a site. */
export interface GateResult {
  readonly gate: string;
  readonly looked: string;
  readonly faults: readonly Fault[];
  /** Programs that were not there: it was passed over. */
  readonly missing: readonly string[];
  readonly seconds: number;
}

/** Crawls a site once and runs the gates over it, in their order. */
export async function checkSite(site: OpenSite, options: CheckOptions): Promise<GateResult[]> {
  let browser: Promise<Browser> | undefined;
  const open = (): Promise<Browser> => {
    browser ??= openChromium();
    return browser;
  };
  try {
    const checked = await look(site, { ...options, open });
    const { screenshots: folder } = options;
    if (folder !== undefined) {
      const count = await takeScreenshots({
        url: site.url,
        pages: firstOf(checked.pages, PICTURED),
        folder,
      });
      options.tell(`${count} screenshots in ${folder}`);
    }
    const results: GateResult[] = [];
    for (const gate of options.gates) results.push(await run(gate, checked, options));
    return results;
  } finally {
    await (await browser)?.close();
  }
}

interface Looking extends CheckOptions {
  open(): Promise<Browser>;
}

async function look(site: OpenSite, { isShort, most, tell, open }: Looking): Promise<CheckedSite> {
  const { url, publicUrl, secrets } = site;
  const base = new URL(publicUrl).pathname.replace(/\/$/, '');
  const seeds = ['/', '/robots.txt', '/404.html', NOWHERE].map((path) => base + path);
  const crawled = await crawl({ url, publicUrl, seeds: [...seeds, ...site.seeds], most });
  const { answers } = crawled;
  if (crawled.isCut) tell(`the site has more than ${most} addresses: the rest is not looked at`);
  const pages = pagesAmong(answers.values(), base);
  const samples = samplesOf(pages, isShort ? 1 : SAMPLES);
  tell(`${answers.size} addresses, ${pages.length} pages; ${samples.length} of them to be seen`);
  const visits = pageVisits({ url, pages: samples, isShort, browser: open, tell });
  return { url, publicUrl, answers, pages, samples, visits, secrets, isShort };
}

async function run(gate: Gate, site: CheckedSite, options: CheckOptions): Promise<GateResult> {
  const { isStrict, tell } = options;
  tell(gate.name);
  const began = performance.now();
  const missing = await missingOf(gate.needs);
  if (missing.length > 0) {
    const detail = `needs ${missing.join(' and ')}: see scripts/install-check-tools.sh`;
    const faults = isStrict ? [{ file: '', place: '', rule: 'needs', detail }] : [];
    return { gate: gate.name, looked: `passed over: ${detail}`, faults, missing, seconds: 0 };
  }
  const { looked, faults } = await gate.check(site);
  const seconds = Math.round((performance.now() - began) / 100) / 10;
  return { gate: gate.name, looked, faults, missing, seconds };
}
