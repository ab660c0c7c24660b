import type { Rule } from '../rule.ts';

/** Pictures whose credit and terms nobody names: noted, for a newsroom to raise to a hold. */
export const pictureRights: Rule = {
  name: 'picture-rights',
  kind: 'form',
  version: 1,
  find: ({ story: { images } }) =>
    images.flatMap(({ id, url, caption, creditLine, usageTerms }, index) => {
      if (creditLine !== undefined || usageTerms !== undefined) return [];
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
