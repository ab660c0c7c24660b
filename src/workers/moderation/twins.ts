import type { Archive } from '../../shared/archive/archive.ts';
import type { State } from '../../shared/archive/documents.ts';
import type { LikenessIndex } from '../../shared/likeness/likeness-index.ts';
import type { Story } from '../../shared/story.ts';

/** Another story that reads like the one that is judged, and came before it. */
export interface Twin {
  readonly headline: string;
  readonly source: string;
  readonly isOfSameSource: boolean;
  /** How much they have in common, 0 to 1. */
  readonly share: number;
  /** `received` while it is under way. */
  readonly state: State;
}

export interface TwinTools {
  readonly likeness: LikenessIndex;
  readonly archive: Pick<Archive, 'head'>;
}

/** Twins that are told of; the others are no news. */
const most = 3;

/** Notes a story among those in flight and live, and finds its twins. */
export async function twinsOf(story: Story, { likeness, archive }: TwinTools): Promise<Twin[]> {
  if (story.likeness === undefined) return [];
  const alike = await likeness.note(story.storyId, story.likeness);
  const found = await Promise.all(
    alike.slice(0, most).map(async ({ storyId, share }): Promise<Twin[]> => {
      const head = (await archive.head(storyId))?.head;
      if (head === undefined) return [];
      const { headline, source, ended, live } = head;
      const state = live === null ? (ended?.state ?? 'received') : 'live';
      return [{ headline, source, isOfSameSource: source === story.source, share, state }];
    }),
  );
  return found.flat();
}
