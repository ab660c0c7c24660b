import { z } from 'zod';
import { sendOn } from '../queues/send-on.ts';
import type { Head } from '../shared/archive/documents.ts';
import { keys } from '../shared/archive/keys.ts';
import { type Opening, openPass } from '../shared/archive/passes.ts';
import { PictureVisit, visitPictures } from './late-pictures.ts';
import type { Desks } from './story-work.ts';

/** Timers are set this far ahead; what is due later is found by a later look. */
const AHEAD_MS = 60_000;

/** What waits for its time, under `schedule/<minute>/<storyId>.<pass>`. */
const Appointment = z.object({
  schema: z.literal(1),
  at: z.iso.datetime(),
  action: z.enum(['release', 'expire']),
  revision: z.int().positive(),
});
type Appointment = Readonly<z.infer<typeof Appointment>>;

const Scheduled = z.union([Appointment, PictureVisit]);

export interface Schedule {
  /** Sets timers for what is due soon, and carries out what is overdue. */
  look(): Promise<void>;
  stop(): void;
}

/** The archive's schedule is the truth of embargoes and expiries; timers only carry it out in time. */
export function watchSchedule(desks: Desks): Schedule {
  const { services } = desks;
  const timers = new Map<string, NodeJS.Timeout>();

  async function set(key: string): Promise<void> {
    const object = await services.archive.store.get(key);
    if (object === undefined || timers.has(key)) return;
    const appointment = Scheduled.parse(JSON.parse(object.body.toString('utf8')));
    const delay = Math.max(0, Date.parse(appointment.at) - Date.now());
    timers.set(
      key,
      setTimeout(() => {
        const kept =
          appointment.action === 'pictures'
            ? visitPictures(key, appointment, desks)
            : keep(key, appointment, desks);
        kept
          .catch((error: unknown) =>
            services.log.error({ err: error, key }, 'an appointment failed'),
          )
          .finally(() => timers.delete(key));
      }, delay),
    );
  }

  return {
    async look() {
      const soon = new Date(Date.now() + AHEAD_MS).toISOString().slice(0, 16);
      for await (const { key } of services.archive.store.list(keys.schedulePrefix)) {
        const minute = key.slice(keys.schedulePrefix.length).split('/')[0] ?? '';
        if (minute > soon) return;
        if (!timers.has(key)) await set(key);
      }
    },
    stop() {
      for (const timer of timers.values()) clearTimeout(timer);
    },
  };
}

/** Opens the pass that the appointment was for, then strikes it from the schedule. */
async function keep(key: string, appointment: Appointment, desks: Desks): Promise<void> {
  const { services, queues } = desks;
  const [storyId = '', pass = ''] = (key.split('/').at(-1) ?? '').split('.');
  const opened = await openPass<object>(services.archive, storyId, (head) =>
    openingFor(head, Number(pass), appointment),
  );
  if (!('stop' in opened)) {
    const { document, head } = opened;
    await sendOn({ desk: services.desk, queues }, { document, hasPictures: true, about: head });
  }
  await services.archive.store.delete(key);
}

function openingFor(
  head: Head | undefined,
  pass: number,
  { action, revision }: Appointment,
): Opening | { readonly stop: object } {
  const isRelease = action === 'release';
  const isDue = isRelease
    ? head?.pass === pass && head.ended?.state === 'scheduled'
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
