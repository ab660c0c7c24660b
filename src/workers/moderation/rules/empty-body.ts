import type { Rule } from '../rule.ts';

/** A body of which sanitising left nothing is not published as an empty page. */
export const emptyBody: Rule = {
  name: 'empty-body',
  kind: 'form',
  version: 1,
  find({ story }) {
    const isEmpty = !/[^\s\p{C}\p{Z}]/u.test(story.body.replace(/<[^<>]*>/g, ''));
    if (!isEmpty || story.images.length > 0) return [];
    return [
      {
        rule: 'empty-body',
        action: 'hold',
        weight: 3,
        field: '/body',
        offset: 0,
        length: story.submittedBody.length,
        excerpt: story.submittedBody.slice(0, 120),
        reason: 'Nothing of the body is left for readers',
      },
    ];
  },
};
