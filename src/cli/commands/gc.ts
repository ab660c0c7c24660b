import { Command, InvalidArgumentError } from 'commander';
import { asJson } from '../print-story.ts';
import { configOf } from '../settings.ts';
import type { Terminal } from '../terminal.ts';

/** As `LEAST_GRACE_DAYS`, which is loaded only when the command runs. */
const LEAST_DAYS = 2;

interface Options {
  readonly apply?: boolean;
  readonly olderThan: number;
  readonly json?: boolean;
}

/** Finds what nothing needs any more; reads the archive alone, and deletes only when told to. */
export const gc = (terminal: Terminal): Command =>
  new Command('gc')
    .description('find what the archive needs no more: old editions, page bytes, stray pictures')
    .option('--apply', 'delete it; without this it is only counted')
    .option('--older-than <days>', `at least ${LEAST_DAYS}; what is newer stays`, days, 7)
    .option('--json', 'print JSON')
    .action(async ({ apply = false, olderThan, json }: Options) => {
      const config = configOf(terminal);
      const [{ openStore }, { openArchive }, { collect }] = await Promise.all([
        import('../../shared/object-store/open-store.ts'),
        import('../../shared/archive/archive.ts'),
        import('../../shared/archive-care/collect.ts'),
      ]);
      const store = openStore(config.archiveUrl);
      try {
        const collecting = { isApplied: apply, graceDays: olderThan, now: new Date() };
        const found = await collect(openArchive(store), collecting);
        const { editions, blobs, pictures } = found;
        const counted = `${editions} editions of fronts, ${blobs} pages and ${pictures} picture files`;
        const told = apply ? `Deleted ${counted}.` : `${counted} would go; --apply deletes them.`;
        terminal.print(json ? asJson({ applied: apply, ...found }) : told);
      } finally {
        await store.close();
      }
    });

function days(text: string): number {
  const count = Number(text);
  if (!/^\d+$/.test(text) || count < LEAST_DAYS) {
    throw new InvalidArgumentError(`Give a number of days, ${LEAST_DAYS} or more.`);
  }
  return count;
}
