import type { Finding } from '../../../shared/finding.ts';
import { creditFault } from '../../../shared/rights/mandatory-credit.ts';
import type { PictureRights } from '../../../shared/rights/picture-rights.ts';
import { rightsOfImage } from '../../../shared/rights/rights-of-image.ts';
import type { RuleName } from '../../../shared/rule-names.ts';
import type { Story } from '../../../shared/story.ts';
import type { Rule } from '../rule.ts';

type Demand = Pick<Finding, 'action' | 'reason' | 'excerpt'>;

/** Pictures whose agency demands a credit that would not stand there. */
export const mandatoryCredit: Rule = demandRule('mandatory-credit', (rights) => {
  const fault = creditFault(rights);
  return fault === undefined ? [] : [demand(rights, fault, 'mandatoryCredit')];
});

/** Pictures that their agency has recalled, or says more of than a machine may decide. */
export const pictureRestrictions: Rule = demandRule('picture-restrictions', (rights) => {
  const { kill, needsPerson, thirdParty } = rights.restrictions;
  return [
    ...(kill ? [demand(rights, 'its agency has recalled it', 'kill')] : []),
    ...needsPerson.map((words) => ({
      ...demand(rights, `a person must decide what “${words}” means for us`, 'needsPerson'),
      excerpt: words,
    })),
    ...(thirdParty
      ? [
          {
            ...demand(rights, 'its agency has not verified it', 'thirdParty'),
            action: 'note' as const,
          },
        ]
      : []),
  ];
});

function demand({ sources }: PictureRights, reason: string, means: string): Demand {
  const excerpt = sources.find((source) => source.means.includes(means))?.text ?? '';
  return { action: 'hold', reason, excerpt };
}

function demandRule(name: RuleName, demandsOf: (rights: PictureRights) => readonly Demand[]): Rule {
  return {
    name,
    kind: 'form',
    version: 1,
    find: ({ story }) =>
      story.images.flatMap((_, at) =>
        demandsOf(rightsAt(story, at)).map(({ action, reason, excerpt }) => ({
          ...{ rule: name, action, weight: 0, field: `/images/${at}`, offset: 0, length: 0 },
          excerpt: excerpt.slice(0, 200),
          reason: `Picture ${at + 1}: ${reason}`,
        })),
      ),
  };
}

function rightsAt(story: Omit<Story, 'revision'>, at: number): PictureRights {
  const image = story.images[at];
  if (image === undefined) throw new RangeError(`the story has no picture ${at}`);
  return rightsOfImage({ story, image, arrived: story.received });
}
