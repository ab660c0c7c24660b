import type { Archive } from '../shared/archive/archive.ts';
import type { EndState } from '../shared/archive/documents.ts';
import { closeFailed, closePass } from '../shared/archive/passes.ts';
import { isCanaryId } from '../shared/canary.ts';
import type { StoryEvent } from '../shared/subscribers/subscriber-declaration.ts';
import type { Subscribers } from '../shared/subscribers/subscribers.ts';
import { priority } from './policy.ts';
import type { Queues } from './queues.ts';

export interface ConcludingTools {
  readonly archive: Archive;
  readonly subscribers: Subscribers;
  readonly queues: Queues;
}

/** What subscribers are told of an end; of the others they have no use. */
const eventOf: Readonly<Record<EndState, StoryEvent | undefined>> = {
  live: 'story.live',
  held: 'story.held',
  rejected: 'story.rejected',
  withdrawn: 'story.withdrawn',
  failed: 'story.failed',
  scheduled: undefined,
  superseded: undefined,
};

/**
 * Nothing of an ended pass is left to do but to tell of it. Where somebody listens, its marker stays
 * until notify has written down what to tell: whoever dies meanwhile, or loses Redis, is swept up.
 * @param state absent where only its documents know
 */
export async function concludePass(
  { archive, subscribers, queues }: ConcludingTools,
  { storyId, pass }: { readonly storyId: string; readonly pass: number },
  state?: EndState,
): Promise<void> {
  // Nobody is told of a story of our own, well or ill; the canary tells of itself.
  if (isCanaryId(storyId)) {
    await closePass(archive, { storyId, pass });
  } else if (await isAwaited(subscribers, state)) {
    await queues.send('notify', { kind: 'notice', storyId, pass }, { priority: priority.notice });
  } else if (state === 'failed') {
    await closeFailed(archive, { storyId, pass });
  } else {
    await closePass(archive, { storyId, pass });
  }
}

async function isAwaited(subscribers: Subscribers, state: EndState | undefined): Promise<boolean> {
  const events = state === undefined ? Object.values(eventOf) : [eventOf[state]];
  for (const event of events) {
    if (event !== undefined && (await subscribers.listeningFor(event)).length > 0) return true;
  }
  return false;
}
