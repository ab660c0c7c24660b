import { z } from 'zod';
import type { ObjectStore } from '../object-store/object-store.ts';
import { keys } from './keys.ts';

/** What waits for its time, under `schedule/<minute>/<storyId>.<pass>`. */
export const Appointment = z.object({
  schema: z.literal(1),
  at: z.iso.datetime(),
  /** `pictures`: what the live page may show of its pictures changes. */
  action: z.enum(['release', 'expire', 'pictures']),
  revision: z.int().positive(),
});
export type Appointment = Readonly<z.infer<typeof Appointment>>;

export interface NewAppointment extends Omit<Appointment, 'schema'> {
  readonly storyId: string;
  readonly pass: number;
}

/** Asks that a live page be made anew where it shows other stories as they no longer are. */
export const PageVisit = z.object({
  schema: z.literal(1),
  at: z.iso.datetime(),
  action: z.literal('related'),
  /** What it shows has been taken down. */
  isUrgent: z.boolean(),
});
export type PageVisit = Readonly<z.infer<typeof PageVisit>>;

export interface NewPageVisit {
  /** Story whose page it is. */
  readonly page: string;
  /** The pass that found it out of date. */
  readonly by: { readonly storyId: string; readonly pass: number };
  readonly isUrgent: boolean;
}

/** Writes it down. Safe to repeat. */
export async function appointPageVisit(
  store: ObjectStore,
  { page, by, isUrgent }: NewPageVisit,
): Promise<void> {
  const visit: PageVisit = {
    schema: 1,
    at: new Date(0).toISOString(),
    action: 'related',
    isUrgent,
  };
  const header = { contentType: 'application/json; charset=utf-8' };
  await store.put(keys.pageVisit(page, by), JSON.stringify(visit), header, { durable: true });
}

const MINUTE_MS = 60_000;

/** Writes it down. Safe to repeat. */
export async function appoint(
  store: ObjectStore,
  { storyId, pass, ...appointment }: NewAppointment,
): Promise<void> {
  await store.put(
    keys.schedule(minuteOf(appointment), storyId, pass),
    JSON.stringify({ schema: 1, ...appointment }),
    { contentType: 'application/json; charset=utf-8' },
    { durable: true },
  );
}

/** Writes it down for its minute, or the first after it in which the pass has nothing else to do. */
export async function appointSoonAfter(
  store: ObjectStore,
  appointment: NewAppointment,
): Promise<void> {
  const { storyId, pass } = appointment;
  let at = Math.ceil(Date.parse(appointment.at) / MINUTE_MS) * MINUTE_MS;
  for (;;) {
    const next = { ...appointment, at: new Date(at).toISOString() };
    const taken = await store.head(keys.schedule(minuteOf(next), storyId, pass));
    if (taken === undefined) return appoint(store, next);
    at += MINUTE_MS;
  }
}

/**
 * Pictures change at whole minutes, and are filed under the minute that ends then: one pass may have
 * them and an expiry within the minute that begins.
 */
function minuteOf({ at, action }: Pick<Appointment, 'at' | 'action'>): string {
  const filed = action === 'pictures' ? new Date(Date.parse(at) - MINUTE_MS).toISOString() : at;
  return filed.slice(0, 16);
}
