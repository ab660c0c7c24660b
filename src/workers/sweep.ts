import type { Logger } from 'pino';
import { keys } from '../shared/archive/keys.ts';
import { Tally } from '../shared/desk/open-work.ts';
import { Unavailable } from '../shared/errors.ts';
import { inParts } from '../shared/object-store/in-parts.ts';
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
 * What waits in a queue or is being worked is left alone, and what cannot be sent on, which the log is
 * told of, keeps nothing else from it. Tells the desk how much is open.
 * @param olderThanMs markers younger than this are still in good hands
 */
export async function sweep(desks: Desks, olderThanMs: number): Promise<Swept> {
  const { archive, desk, log } = desks.services;
  const { store } = archive;
  const at = new Date().toISOString();
  const before = Date.now() - olderThanMs;
  const [inbox, open] = [new Tally(), new Tally()];
  const submissions = await countSent(
    tallied(store.list(keys.inboxPrefix), inbox),
    { before, log },
    ({ key }) =>
      desks.queues.resend('ingest', {
        kind: 'submission',
        submissionId: key.slice(keys.inboxPrefix.length),
      }),
  );
  const passes = await countSent(
    tallied(store.list(keys.openPrefix), open),
    { before, log },
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
  { before, log }: { readonly before: number; readonly log: Logger },
  resend: (marker: ListEntry) => Promise<boolean>,
): Promise<number> {
  const resendOne = async (marker: ListEntry): Promise<boolean> => {
    try {
      return await resend(marker);
    } catch (error) {
      // While the archive is away the others would fare no better.
      if (error instanceof Unavailable) throw error;
      log.error({ err: error, marker: marker.key }, 'what this marker names cannot be sent on');
      return false;
    }
  };
  const isOld = ({ modified }: ListEntry): boolean => (modified?.getTime() ?? 0) <= before;
  let sent = 0;
  for await (const part of inParts(markers, AT_ONCE)) {
    sent += (await Promise.all(part.filter(isOld).map(resendOne))).filter(Boolean).length;
  }
  return sent;
}
