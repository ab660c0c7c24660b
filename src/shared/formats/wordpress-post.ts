import { plainTextOf } from './markup.ts';
import type { Draft, Places } from './submit.ts';
import { withFigures } from './wordpress-figures.ts';
import type { HookPost } from './wordpress-schema.ts';

interface Fate {
  readonly status: string | undefined;
  readonly date: string | undefined;
  readonly isLocked: boolean;
  /** WordPress names a post when it is first published. */
  readonly isNamed: boolean;
}

/**
 * A post that leaves the public is taken down; a draft that never was public only waits. What asks
 * readers for a password is not for everybody.
 */
export function fateOf({ status = 'publish', date, isLocked, isNamed }: Fate) {
  switch (status) {
    case 'publish':
      return { status: isLocked ? 'withheld' : 'usable', firstPublished: date } as const;
    case 'future':
      return {
        status: isLocked || date === undefined ? 'withheld' : 'usable',
        embargoed: date,
      } as const;
    case 'trash':
    case 'private':
      return { status: 'canceled' } as const;
    case 'draft':
      return { status: isNamed && date !== undefined ? 'canceled' : 'withheld' } as const;
    default:
      return { status: 'withheld' } as const;
  }
}

/** Without the mark of where WordPress itself has cut it. */
export const excerptOf = (markup = ''): string =>
  plainTextOf(markup).replace(/\s*\[(?:…|\.\.\.)\]$/, ' …');

/** WordPress keeps slugs outside Latin percent-encoded. */
export function slugOf(slug: string | undefined): string | undefined {
  if (!slug?.includes('%')) return slug;
  try {
    return decodeURIComponent(slug);
  } catch (error) {
    if (!(error instanceof URIError)) throw error;
    // Cut in the middle of a letter: one is made of the headline instead.
    return undefined;
  }
}

export const hookPlaces: Places = {
  externalId: '#/ID',
  headline: '#/post_title',
  body: '#/post_content',
  description: '#/post_excerpt',
};

/** The fields of a post as WordPress keeps it. */
export const draftOfHook = (post: HookPost): Draft => ({
  ...fateOf({
    status: post.post_status,
    date: post.post_date_gmt,
    isLocked: Boolean(post.post_password),
    isNamed: Boolean(post.post_name),
  }),
  externalId: String(post.ID ?? post.post_url ?? post.guid ?? ''),
  modified: post.post_modified_gmt,
  headline: plainTextOf(post.post_title ?? ''),
  description: excerptOf(post.post_excerpt),
  slug: slugOf(post.post_name),
  body: withFigures(post.post_content ?? ''),
});
