import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { openChromium } from '../../tests/support/chromium.ts';
import { readToTheEnd } from './browser/in-page.ts';
import { openContext, views } from './browser/visits.ts';
import type { Page } from './checked-site.ts';

/** A whole front in one picture is taller than anybody looks at. */
const MOST_HEIGHT = 4000;

export interface ScreenshotOrder {
  readonly url: string;
  readonly pages: readonly Page[];
  readonly folder: string;
}

/** Pictures of pages in every view, to be looked at by people: `article-rtl-1-dark-390.png`. */
export async function takeScreenshots({ url, pages, folder }: ScreenshotOrder): Promise<number> {
  await mkdir(folder, { recursive: true });
  const browser = await openChromium();
  const counts = new Map<string, number>();
  try {
    for (const page of pages) {
      const kind = `${page.kind}-${page.direction}`;
      const count = (counts.get(kind) ?? 0) + 1;
      counts.set(kind, count);
      for (const view of views) {
        const context = await openContext(browser, view);
        const tab = await context.newPage();
        await tab.goto(url + page.path, { waitUntil: 'load' });
        // A first look may be without fonts: see font-display in the theme.
        await tab.reload({ waitUntil: 'load' });
        await tab.evaluate(readToTheEnd);
        await tab.evaluate('scrollTo(0, 0)');
        const height = Math.min(
          Number(await tab.evaluate('document.body.scrollHeight')),
          MOST_HEIGHT,
        );
        const clip = { x: 0, y: 0, width: view.width, height };
        const path = join(folder, `${kind}-${count}-${view.scheme}-${view.width}.png`);
        await tab.screenshot({ path, clip, fullPage: true, timeout: 120_000 });
        await context.close();
      }
    }
    return pages.length * views.length;
  } finally {
    await browser.close();
  }
}
