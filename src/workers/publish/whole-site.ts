import type { WholeSite } from '../../queues/stage.ts';
import type { Archive } from '../../shared/archive/archive.ts';
import type { Head } from '../../shared/archive/documents.ts';
import { type Release, renditionKeys } from '../../shared/archive/publication.ts';
import { letGo } from './let-go.ts';
import type { PublishTools } from './publish-tools.ts';
import { Overtaken } from './put-object.ts';
import { putRelease } from './put-release.ts';

/** Lies in the site itself: whoever empties the site takes it along. */
const MARK = '_assets/complete.txt';

export function wholeSite(tools: PublishTools): WholeSite {
  const { site } = tools;
  return {
    isMarked: async () => (await site.head(MARK)) !== undefined,
    async mark() {
      const header = { contentType: 'text/plain; charset=utf-8', cacheControl: 'no-store' };
      await site.put(MARK, 'Every page that is live has been put here.\n', header);
    },
    refill: (storyId) => refill(storyId, tools),
  };
}

/**
 * Puts what the archive says stands at the addresses of a story. A pass that publishes it meanwhile
 * wins: pages know which pass is newer, and pictures that it takes away are taken away again.
 */
async function refill(storyId: string, tools: PublishTools): Promise<void> {
  const { archive } = tools;
  const head = (await archive.head(storyId))?.head;
  const release = head && (await standingRelease(archive, head));
  if (release === undefined) return;
  try {
    await putRelease(release, tools, () => false);
  } catch (error) {
    if (!(error instanceof Overtaken)) throw error;
  }
  const now = (await archive.head(storyId))?.head;
  if (now !== undefined && now.pass !== head?.pass) await takeBack(release, now, tools);
}

/** The release of what is live; else that of the withdrawal, which says that it is gone. */
async function standingRelease(archive: Archive, head: Head): Promise<Release | undefined> {
  const { storyId, live, pass } = head;
  if (live !== null) return archive.release(storyId, live.pass);
  for (let one = pass; one >= 1; one -= 1) {
    const end = await archive.stage(storyId, one, 'publish');
    if (end?.verdict === 'withdrawn') return archive.release(storyId, one);
  }
  return undefined;
}

/** Pictures of a release that the story has meanwhile let go of. */
async function takeBack(
  release: Release,
  { storyId, live }: Head,
  tools: PublishTools,
): Promise<void> {
  const standing = live === null ? undefined : await tools.archive.release(storyId, live.pass);
  const kept = new Set(renditionKeys(standing?.objects ?? []));
  const pictures = release.objects.filter(({ kind, key }) => kind === 'media' && !kept.has(key));
  await letGo(release, pictures, tools);
}
