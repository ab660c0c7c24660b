import type { Head } from '../shared/archive/documents.ts';
import { isCanary } from '../shared/canary.ts';
import type { Meter } from '../shared/metrics/meter.ts';
import type { Story } from '../shared/story.ts';

/**
 * How long readers waited for a revision. Passes that change what they have already are left out,
 * and embargoes, which are no delay of ours; so is the canary, which has a metric of its own.
 */
export function countLive(meter: Meter, { trigger }: Pick<Head, 'trigger'>, story: Story): void {
  const isHeld = waitedForPerson(trigger, story);
  if (isHeld === undefined || story.embargoed !== undefined || isCanary(story)) return;
  const waited = (Date.now() - Date.parse(story.received)) / 1000;
  const labels = { pictures: story.images.length > 0 ? 'yes' : 'no', held: isHeld ? 'yes' : 'no' };
  meter.observe('timeToLive', labels, Math.max(0, waited));
}

/** `undefined`: the pass brings no new revision to readers. */
function waitedForPerson(
  trigger: Head['trigger'],
  { derived }: Pick<Story, 'derived'>,
): boolean | undefined {
  switch (trigger) {
    case 'revision':
      return false;
    case 'release':
      return true;
    case 'repair':
      return derived?.isPolicy !== true;
    default:
      return undefined;
  }
}
