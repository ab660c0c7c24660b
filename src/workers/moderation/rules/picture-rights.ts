import { shownCredit } from '../../../shared/rights/mandatory-credit.ts';
import { rightsOfImage } from '../../../shared/rights/rights-of-image.ts';
import type { Rule } from '../rule.ts';

/** Pictures whose credit and terms nobody names: noted, for a newsroom to raise to a hold. */
export const pictureRights: Rule = {
  name: 'picture-rights',
  kind: 'form',
  version: 2,
  find: ({ story }) =>
    story.images.flatMap((image, index) => {
      const { id, url, caption, creditLine, usageTerms } = image;
      if (creditLine !== undefined || usageTerms !== undefined) return [];
      const rights = rightsOfImage({ story, image, arrived: story.received });
      // Agencies write the credit behind the caption.
      if (shownCredit(rights) !== undefined) return [];
      const name = caption ?? url ?? id;
      return [
        {
          rule: 'picture-rights',
          action: 'note',
          weight: 0,
          field: `/images/${index}`,
          offset: 0,
          length: 0,
          excerpt: name.slice(0, 200),
          reason: `Picture ${index + 1} names neither a credit nor terms of use (${name.slice(0, 60)})`,
        },
      ];
    }),
};
