import { appointPageVisit } from '../../shared/archive/appointments.ts';
import type { Head } from '../../shared/archive/documents.ts';
import type { Release } from '../../shared/archive/publication.ts';
import { isOutOfDate, pagesOutOfDate } from '../../shared/catalogue/out-of-date.ts';
import { Throttled } from '../../shared/errors.ts';
import type { PublishTools } from './publish-tools.ts';

const RETRY_MS = 150;
/** How long a picture that is to go waits for pages that show it under "Check also". */
const PATIENCE_MS = 4000;
const ASK_AGAIN_MS = 500;

/**
 * Has pages made anew that show the story as it was, and its own where that shows others so: one of
 * them may have changed after it was rendered. To be called once the catalogue knows of the pass;
 * safe to repeat.
 */
export async function askForPages(
  { storyId, pass }: Release,
  head: Head,
  { archive, catalogue }: PublishTools,
): Promise<void> {
  if (!(await catalogue.isComplete())) {
    throw new Throttled('the catalogue is being rebuilt', RETRY_MS);
  }
  const by = { storyId, pass };
  const pages = (await pagesOutOfDate(storyId, catalogue)).map((page) => ({
    ...{ page, by, isUrgent: head.live === null },
  }));
  const isOwn = await isOutOfDate(head, catalogue);
  const own = isOwn ? [{ page: storyId, by, isUrgent: false }] : [];
  for (const visit of [...pages, ...own]) await appointPageVisit(archive.store, visit);
}

/**
 * Throws Throttled while other pages show what is about to be deleted. Not for long: a page that
 * cannot be made anew keeps nothing in the site that must go.
 */
export async function waitForPages(
  { storyId }: Release,
  { ended }: Head,
  { catalogue, now }: PublishTools,
): Promise<void> {
  const waited = Math.abs(now() - Date.parse(ended?.at ?? ''));
  if (!(waited < PATIENCE_MS)) return;
  if ((await pagesOutOfDate(storyId, catalogue)).length === 0) return;
  throw new Throttled('waits for pages that show the story', ASK_AGAIN_MS);
}
