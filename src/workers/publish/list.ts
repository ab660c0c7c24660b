import { isDeepStrictEqual } from 'node:util';
import type { Head } from '../../shared/archive/documents.ts';
import { type Release, renditionKeys } from '../../shared/archive/publication.ts';
import { isCanary } from '../../shared/canary.ts';
import { dirtOf } from './dirt-of.ts';
import type { PublishTools } from './publish-tools.ts';

/**
 * Tells the catalogue what is live now, and again where that has changed meanwhile: a newer pass may
 * have told it its own by then, and a story that was withdrawn would be back on the fronts.
 */
export async function list(release: Release, head: Head, tools: PublishTools): Promise<void> {
  for (let known = head; ; ) {
    await listAs(known, release, tools);
    const now = (await tools.archive.head(head.storyId))?.head;
    if (now === undefined || now.live?.pass === known.live?.pass) return;
    known = now;
  }
}

async function listAs(
  { storyId, source, card, live, numbers }: Head,
  release: Release,
  { catalogue, pageSize }: PublishTools,
): Promise<void> {
  const { affected, pass } = release;
  const dirt = dirtOf(release, pageSize);
  if (card === null || live === null) return catalogue.remove(storyId, affected, dirt);
  // Redis may have been emptied, and rebuilt from the heads, since they were put.
  if (live.pass === pass) await catalogue.addMediaUses(storyId, renditionKeys(release.objects));
  if (isCanary({ source })) return;
  const { fronts, related = {} } = live;
  // A page that was made anew, and reads on its fronts as it did before, soils none of them.
  const isShownSo = isDeepStrictEqual(await catalogue.card(storyId), card);
  await catalogue.list(
    card,
    { fronts, numbers: { ...release.numbers, ...numbers }, former: affected, related },
    isShownSo ? [] : dirt,
  );
}
