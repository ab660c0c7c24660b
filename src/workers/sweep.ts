import { keys } from '../shared/archive/keys.ts';
import { Tally } from '../shared/desk/open-work.ts';
import type { ListEntry } from '../shared/object-store/object-store.ts';
import { resumePass } from './resume-pass.ts';
import { sendFronts } from './send-fronts.ts';
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
 * What waits in a queue or is being worked is left alone. Tells the desk how much is open.
 * @param olderThanMs markers younger than this are still in good hands
 */
export async function sweep(desks: Desks, olderThanMs: number): Promise<Swept> {
  const { archive, desk } = desks.services;
  const { store } = archive;
  const at = new Date().toISOString();
  const before = Date.now() - olderThanMs;
  const [inbox, open] = [new Tally(), new Tally()];
  const submissions = await countSent(
    tallied(store.list(keys.inboxPrefix), inbox),
    before,
    ({ key }) =>
      desks.queues.resend('ingest', {
        kind: 'submission',
        submissionId: key.slice(keys.inboxPrefix.length),
      }),
  );
  const passes = await countSent(
    tallied(store.list(keys.openPrefix), open),
    before,
    async ({ key }) => {
      const place = /^open\/([a-z2-7]+)\.(\d+)$/.exec(key);
      if (place === null) return false;
      return resumePass({ storyId: place[1] ?? '', pass: Number(place[2]) }, desks);
    },
  );
  await desk.noteOpenWork({ at, submissions: inbox.waiting(), passes: open.waiting() });
  return { submissions, passes, fronts: await sendDirtyFronts(desks) };
}

async function* tallied(markers: AsyncIterable<ListEntry>, tally: Tally): AsyncIterable<ListEntry> {
  for await (const marker of markers) {
    tally.add(marker);
    yield marker;
  }
}

/** Fronts that were soiled by a process that died before it could ask for them. */
export async function sendDirtyFronts(desks: Desks): Promise<number> {
  const dirty = await desks.services.catalogue.dirtyFronts();
  await sendFronts(dirty, desks);
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
