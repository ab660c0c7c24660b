import { priority } from '../queues/policy.ts';
import { sendOn } from '../queues/send-on.ts';
import type { PageVisit } from '../shared/archive/appointments.ts';
import type { Head } from '../shared/archive/documents.ts';
import { type Opening, openPass } from '../shared/archive/open-pass.ts';
import { livePictures, reopened } from '../shared/archive/reopening.ts';
import { isOutOfDate } from '../shared/catalogue/out-of-date.ts';
import type { Desks } from './story-work.ts';

/**
 * Makes a live page anew that shows other stories as they no longer are. While another pass of its
 * story is under way it stays on the schedule, which is looked at again soon.
 */
export async function visitPage(
  key: string,
  { isUrgent }: PageVisit,
  { services, queues }: Desks,
): Promise<void> {
  const { archive, catalogue, desk } = services;
  const [storyId = ''] = (key.split('/').at(-1) ?? '').split('.');
  if (!(await catalogue.isComplete())) return;
  const opened = await openPass<{ readonly isDone: boolean }>(archive, storyId, (head) =>
    openingFor(head, services),
  );
  if ('stop' in opened) {
    if (opened.stop.isDone) await archive.store.delete(key);
    return;
  }
  await sendOn(
    { desk, queues },
    {
      ...{ document: opened.document, hasPictures: true, quiet: true },
      priority: isUrgent ? priority.decision : priority.bulk,
    },
  );
  await archive.store.delete(key);
}

async function openingFor(
  head: Head | undefined,
  { archive, catalogue }: Pick<Desks['services'], 'archive' | 'catalogue'>,
): Promise<Opening | { readonly stop: { readonly isDone: boolean } }> {
  const stop = (isDone: boolean) => ({ stop: { isDone } });
  if (head === undefined || head.live === null || head.wanted === 'withdrawn') return stop(true);
  if (!(await isOutOfDate(head, catalogue))) return stop(true);
  if (head.ended === null) return stop(false);
  const result = await livePictures(archive, head.storyId, head.live.pass);
  const because = ['A story that it leads to has come, changed, or gone.'];
  return reopened(head, { trigger: 'republish', result, because });
}
