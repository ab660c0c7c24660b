import type { Rule } from '../rule.ts';

/** A body of which sanitising left nothing is not published as an empty page. */
export const emptyBody: Rule = {
  name: 'empty-body',
  kind: 'form',
  version: 1,
  find({ story }) {
    const isEmpty = !isRead(beginningOf(story.body)) && !isRead(story.body);
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

/** To where a tag begins, so that none is cut: most bodies need no more to be looked at. */
const beginningOf = (markup: string): string =>
  markup.slice(0, Math.max(0, markup.lastIndexOf('<', 1_000)));

const isRead = (markup: string): boolean =>
  /[^\s\p{C}\p{Z}]/u.test(markup.replace(/<[^<>]*>/g, ''));
