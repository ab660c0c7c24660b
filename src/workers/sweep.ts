import { keys } from '../shared/archive/keys.ts';
import type { ListEntry } from '../shared/object-store/object-store.ts';
import { resumePass } from './resume-pass.ts';
import type { Desks } from './story-work.ts';

/** Markers looked after at once. */
const AT_ONCE = 16;

/** What a sweep sent again. */
export interface Swept {
  readonly submissions: number;
  readonly passes: number;
  readonly fronts: number;
}

/**
 * Sends on whatever is open and was forgotten: submissions in the inbox, open passes, dirty fronts.
 * What waits in a queue or is being worked is left alone.
 * @param olderThanMs markers younger than this are still in good hands
 */
export async function sweep(desks: Desks, olderThanMs: number): Promise<Swept> {
  const { store } = desks.services.archive;
  const before = Date.now() - olderThanMs;
  const submissions = await countSent(store.list(keys.inboxPrefix), before, ({ key }) =>
    desks.queues.resend('ingest', {
      kind: 'submission',
      submissionId: key.slice(keys.inboxPrefix.length),
    }),
  );
  const passes = await countSent(store.list(keys.openPrefix), before, async ({ key }) => {
    const place = /^open\/([a-z2-7]+)\.(\d+)$/.exec(key);
    if (place === null) return false;
    return resumePass({ storyId: place[1] ?? '', pass: Number(place[2]) }, desks);
  });
  return { submissions, passes, fronts: await sendDirtyFronts(desks) };
}

/** Fronts that were soiled by a process that died before it could ask for them. */
export async function sendDirtyFronts({ services, queues }: Desks): Promise<number> {
  const dirty = await services.catalogue.dirtyFronts();
  await Promise.all(dirty.map((front) => queues.sendFront({ kind: 'front', front })));
  return dirty.length;
}

async function countSent(
  markers: AsyncIterable<ListEntry>,
  before: number,
  resend: (marker: ListEntry) => Promise<boolean>,
): Promise<number> {
  let sent = 0;
  let batch: Promise<boolean>[] = [];
  const settle = async () => {
    sent += (await Promise.all(batch)).filter(Boolean).length;
    batch = [];
  };
  for await (const marker of markers) {
    if ((marker.modified?.getTime() ?? 0) > before) continue;
    batch.push(resend(marker));
    if (batch.length >= AT_ONCE) await settle();
  }
  await settle();
  return sent;
}
