import { existsSync } from 'node:fs';
import { type Browser, chromium, type Page } from 'playwright-core';

const EXECUTABLE = process.env.DATELINE_TEST_CHROMIUM ?? '/usr/bin/chromium';

/** Whether there is a browser to test with; says so where there is none. */
export function hasChromium(): boolean {
  const isThere = existsSync(EXECUTABLE);
  if (!isThere) {
    console.warn(
      `No Chromium at ${EXECUTABLE}: install it, or name one in DATELINE_TEST_CHROMIUM.`,
    );
    // In CI its absence is a fault, not a reason to pass tests over.
    if (process.env.CI) throw new Error('CI needs Chromium');
  }
  return isThere;
}

/** Debian's Chromium, without the calls it would make home. */
export const openChromium = (): Promise<Browser> =>
  chromium.launch({
    executablePath: EXECUTABLE,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });

/** What the browser complains of on a page, from now on: errors and warnings of its console. */
export function complaintsOf(page: Page): string[] {
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
  });
  return complaints;
}
