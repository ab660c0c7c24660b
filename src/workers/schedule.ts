import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import { sendOn } from '../queues/send-on.ts';
import { Appointment, appointSoonAfter, PageVisit } from '../shared/archive/appointments.ts';
import type { Head } from '../shared/archive/documents.ts';
import { keys } from '../shared/archive/keys.ts';
import { type Opening, openPass } from '../shared/archive/open-pass.ts';
import type { ObjectStore } from '../shared/object-store/object-store.ts';
import { storeOffset } from '../shared/object-store/store-offset.ts';
import { storeTime } from '../shared/object-store/store-time.ts';
import { PictureVisit, visitPictures } from './late-pictures.ts';
import { openingForPictures } from './picture-turns.ts';
import type { Desks } from './story-work.ts';
import { visitPage } from './visit-page.ts';

/** Timers are set this far ahead; what is due later is found by a later look. */
const AHEAD_MS = 60_000;
/** How long the archive's clock is believed to differ from ours by as much as it did. */
const OFFSET_MS = 30_000;
/** How much too soon a timer may go off and still wait where it is, asking the time now and then. */
const MOST_EARLY_MS = 2000;
const ASK_AGAIN_MS = 50;
/** When to see whether the pictures of a page did change; a pass may have failed. */
const PICTURES_AGAIN_MS = 60_000;

const Scheduled = z.union([Appointment, PictureVisit, PageVisit]);
type Scheduled = z.infer<typeof Scheduled>;

export interface Schedule {
  /** Sets timers for what is due soon, and carries out what is overdue. */
  look(): Promise<void>;
  stop(): void;
}

/**
 * The archive's schedule is the truth of embargoes, expiries and limits of pictures; timers only
 * carry it out in time, and that is the archive's: this machine's clock may be wrong.
 */
export function watchSchedule(desks: Desks): Schedule {
  const { services } = desks;
  const timers = new Map<string, NodeJS.Timeout>();
  /** Told of once; they keep no other from its time. */
  const unreadable = new Set<string>();
  const offset = rememberedOffset(services.archive.store);
  const time = sharedTime(services.archive.store);
  let isStopped = false;

  async function set(key: string): Promise<void> {
    const object = await services.archive.store.get(key);
    if (object === undefined || timers.has(key)) return;
    const appointment = scheduledIn(object.body);
    if (appointment instanceof Error) {
      services.log.error({ err: appointment, key }, 'an appointment cannot be read');
      unreadable.add(key);
      return;
    }
    const delay = Math.max(0, Date.parse(appointment.at) - Date.now() - (await offset()));
    if (isStopped) return;
    timers.set(
      key,
      setTimeout(() => {
        keepInTime(key, appointment)
          .catch((error: unknown) =>
            services.log.error({ err: error, key }, 'an appointment failed'),
          )
          .finally(() => timers.delete(key));
      }, delay),
    );
  }

  /** A timer that went off too soon by the archive's clock waits for the rest. */
  async function keepInTime(key: string, appointment: Scheduled): Promise<void> {
    if (appointment.action === 'fetch') return visitPictures(key, appointment, desks);
    if (appointment.action === 'related') return visitPage(key, appointment, desks);
    for (;;) {
      const early = Date.parse(appointment.at) - (await time()).getTime();
      // A clock that was set meanwhile: the next look sets another timer.
      if (isStopped || early > MOST_EARLY_MS) return;
      if (early <= 0) return keep(key, appointment, desks);
      await wait(Math.min(early, ASK_AGAIN_MS), undefined, { ref: false });
    }
  }

  return {
    async look() {
      const now = Date.now() + (await offset());
      const soon = new Date(now + AHEAD_MS).toISOString().slice(0, 16);
      for await (const { key } of services.archive.store.list(keys.schedulePrefix)) {
        const minute = key.slice(keys.schedulePrefix.length).split('/')[0] ?? '';
        if (minute > soon) return;
        if (!timers.has(key) && !unreadable.has(key)) await set(key);
      }
    },
    stop() {
      isStopped = true;
      for (const timer of timers.values()) clearTimeout(timer);
    },
  };
}

function scheduledIn(bytes: Buffer): Scheduled | Error {
  try {
    return Scheduled.parse(JSON.parse(bytes.toString('utf8')));
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

/** Of many that ask at once one asks the store: its answer is too early for the others, if anything. */
function sharedTime(store: ObjectStore): () => Promise<Date> {
  let asked: Promise<Date> | undefined;
  return () => {
    asked ??= storeTime(store).finally(() => {
      asked = undefined;
    });
    return asked;
  };
}

function rememberedOffset(store: ObjectStore): () => Promise<number> {
  let offset = 0;
  let until = 0;
  return async () => {
    if (performance.now() < until) return offset;
    offset = await storeOffset(store);
    until = performance.now() + OFFSET_MS;
    return offset;
  };
}

/** Carries the appointment out, then strikes it from the schedule unless it must wait. */
export async function keep(key: string, appointment: Appointment, desks: Desks): Promise<void> {
  const { store } = desks.services.archive;
  const [storyId = '', pass = ''] = (key.split('/').at(-1) ?? '').split('.');
  const place = { storyId, pass: Number(pass) };
  const isKept =
    appointment.action === 'pictures'
      ? await changePictures(place, appointment, desks)
      : await changeStory(place.storyId, appointment, desks);
  if (isKept) await store.delete(key);
}

/** Opens the pass that an embargo's end or an expiry asks for. */
async function changeStory(
  storyId: string,
  appointment: Appointment,
  { services, queues }: Desks,
): Promise<true> {
  const opened = await openPass<object>(services.archive, storyId, (head) =>
    openingFor(head, appointment),
  );
  if (!('stop' in opened)) {
    const { document, head } = opened;
    await sendOn({ desk: services.desk, queues }, { document, hasPictures: true, about: head });
  }
  return true;
}

/**
 * Opens a pass that makes the live page anew. False: another pass is under way, and may not be
 * overtaken by one that has nothing new to say; it is asked again with the next look.
 */
async function changePictures(
  { storyId, pass }: { readonly storyId: string; readonly pass: number },
  { revision }: Appointment,
  { services, queues }: Desks,
): Promise<boolean> {
  const { archive, desk } = services;
  const now = Date.now();
  const opened = await openPass<{ readonly isKept: boolean }>(archive, storyId, (head) =>
    openingForPictures(head, { archive, now }),
  );
  if ('stop' in opened) return opened.stop.isKept;
  const later = new Date(now + PICTURES_AGAIN_MS).toISOString();
  const again = { storyId, pass, at: later, action: 'pictures', revision } as const;
  await appointSoonAfter(archive.store, again);
  const { document } = opened;
  await sendOn({ desk, queues }, { document, hasPictures: true, quiet: true });
  return true;
}

function openingFor(
  head: Head | undefined,
  { action, revision }: Appointment,
): Opening | { readonly stop: object } {
  const isRelease = action === 'release';
  const isDue = isRelease
    ? head?.revision === revision && head.ended?.state === 'scheduled'
    : head?.live?.revision === revision && head.wanted === 'live';
  if (head === undefined || !isDue) return { stop: {} };
  return {
    head: {
      ...head,
      trigger: isRelease ? 'schedule' : 'withdraw',
      wanted: isRelease ? head.wanted : 'withdrawn',
    },
    revision,
    document: {
      stage: isRelease ? 'review' : 'ingest',
      verdict: isRelease ? 'released' : 'withdrawn',
      because: [isRelease ? 'Its embargo has ended.' : 'It has expired.'],
      findings: [],
      result: { trigger: 'schedule' },
      ms: 0,
      waitMs: 0,
      attempt: 1,
    },
  };
}
