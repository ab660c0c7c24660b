import { createHash } from 'node:crypto';
import type { Submitted } from '../../shared/formats/format.ts';
import type { Story } from '../../shared/story.ts';

type Unnumbered = Omit<Story, 'revision'>;

/**
 * Tells revisions apart by what readers and moderation see of them and by the state the source
 * wants; not by when or in which submission they came. The body counts as submitted: a source that
 * only took a hidden link out has sent a new revision.
 */
export function contentHash(story: Unnumbered, wanted: Submitted['status']): string {
  const { schema, storyId, submissionId, received, notes, removed, body, ...more } = story;
  const { likeness, derived, trace, ...content } = more;
  const fields = Object.entries(content).sort(([a], [b]) => (a < b ? -1 : 1));
  return createHash('sha256')
    .update(JSON.stringify([wanted, fields]))
    .digest('hex');
}
