import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { setTimeout as delay } from 'node:timers/promises';
import type { Browser, BrowserContext, Page as Tab } from 'playwright-core';
import { z } from 'zod';
import { complaintsOf } from '../../../tests/support/chromium.ts';
import type { Page } from '../checked-site.ts';
import { overflow, readToTheEnd, runAxe, shifts, wasRun } from './in-page.ts';

/** How long the network takes for a font. */
const FONT_DELAY_MS = 150;
/** Pages open at once. */
const AT_ONCE = 2;

export interface View {
  readonly scheme: 'light' | 'dark';
  readonly width: number;
}

/** A telephone and a desk, by day and by night. */
export const views: readonly View[] = [
  { scheme: 'light', width: 390 },
  { scheme: 'dark', width: 1280 },
  { scheme: 'dark', width: 390 },
  { scheme: 'light', width: 1280 },
];

const Barrier = z.object({
  rule: z.string(),
  help: z.string(),
  place: z.string(),
  html: z.string(),
});
const Overflow = z.object({ pixels: z.number(), elements: z.array(z.string()) }).nullable();
const Shift = z.object({ value: z.number(), moved: z.array(z.string()) });

/** One page in one view, as a browser showed it. */
export interface Visit {
  readonly page: Page;
  /** `dark 390 px`. */
  readonly view: string;
  readonly barriers: readonly z.infer<typeof Barrier>[];
  readonly overflow: z.infer<typeof Overflow>;
  readonly shifts: readonly z.infer<typeof Shift>[];
  /** Errors and warnings of the console. */
  readonly complaints: readonly string[];
  /** Addresses of other hosts that the page wanted to load. */
  readonly foreign: readonly string[];
  /** Whether a hostile story's script ran. */
  readonly wasRun: boolean;
}

/** Visits are made when the first gate asks for them, and once for all gates. */
export interface PageVisits {
  all(): Promise<readonly Visit[]>;
}

export interface VisitOrder {
  readonly url: string;
  readonly pages: readonly Page[];
  /** Each page in one view, the next page in the next one; otherwise each in all. */
  readonly isShort: boolean;
  browser(): Promise<Browser>;
  tell(line: string): void;
}

export function pageVisits(order: VisitOrder): PageVisits {
  let visits: Promise<readonly Visit[]> | undefined;
  return {
    all() {
      visits ??= visitAll(order);
      return visits;
    },
  };
}

async function visitAll(order: VisitOrder): Promise<Visit[]> {
  const { pages, isShort, tell } = order;
  const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
  const browser = await order.browser();
  const wanted = isShort
    ? pages.map((page, at) => ({ page, view: views[at % views.length]! }))
    : pages.flatMap((page) => views.map((view) => ({ page, view })));
  const visits: Visit[] = [];
  const work = async (): Promise<void> => {
    for (let next = wanted.shift(); next !== undefined; next = wanted.shift()) {
      visits.push(await visit(order, { ...next, axe, browser }));
      if (visits.length % 20 === 0)
        tell(`${visits.length} pages looked at, ${wanted.length} to go`);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return visits;
}

interface OneVisit {
  readonly page: Page;
  readonly view: View;
  readonly axe: string;
  readonly browser: Browser;
}

async function visit({ url }: VisitOrder, { page, view, axe, browser }: OneVisit): Promise<Visit> {
  const context = await openContext(browser, view);
  try {
    const tab = await context.newPage();
    const complaints = complaintsOf(tab);
    const foreign = await keepAtHome(tab, url);
    await tab.goto(url + page.path, { waitUntil: 'load' });
    await tab.evaluate(readToTheEnd);
    const moved = z.array(Shift).parse(await tab.evaluate(shifts));
    const wide = Overflow.parse(await tab.evaluate(overflow));
    await tab.evaluate(axe);
    return {
      page,
      view: `${view.scheme} ${view.width} px`,
      barriers: z.array(Barrier).parse(await tab.evaluate(runAxe)),
      overflow: wide,
      shifts: moved,
      // That a page of a wrong address was answered 404 is as it should be.
      complaints: complaints.filter(
        (text) => page.status === 200 || !/ status of 4\d\d /.test(text),
      ),
      foreign,
      wasRun: (await tab.evaluate(wasRun)) === true,
    };
  } finally {
    await context.close();
  }
}

export const openContext = (browser: Browser, { scheme, width }: View): Promise<BrowserContext> =>
  browser.newContext({ colorScheme: scheme, viewport: { width, height: 844 } });

/** Lets a page load nothing from elsewhere, and gives what it wanted; fonts come late. */
async function keepAtHome(tab: Tab, url: string): Promise<readonly string[]> {
  const { origin } = new URL(url);
  const foreign: string[] = [];
  await tab.route(
    (address) => /^https?:/.test(address.protocol) && address.origin !== origin,
    (route) => {
      foreign.push(route.request().url());
      return route.abort();
    },
  );
  await tab.route('**/*.woff2', async (route) => {
    await delay(FONT_DELAY_MS);
    await route.continue();
  });
  return foreign;
}
