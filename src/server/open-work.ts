import type { Logger } from 'pino';
import type { Archive } from '../shared/archive/archive.ts';
import { keys } from '../shared/archive/keys.ts';
import type { Desk } from '../shared/desk/desk.ts';
import { type OpenWork, Tally, type Waiting } from '../shared/desk/open-work.ts';
import type { ObjectStore } from '../shared/object-store/object-store.ts';
import { askRedis } from './redis-reach.ts';
import type { RedisHealth } from './server-tools.ts';

/** A submission that lies in the inbox for longer than this is a matter for a person. */
const ALARM_S = 60;
/** How often somebody looks, whoever asks. */
const EVERY_MS = 10_000;
const KEPT_MS = 3000;
/** The sweeper's account is good for this long; then it is busy or gone, and we look ourselves. */
const ACCOUNT_MS = 30_000;
/** Objects listed at most; beyond that the counts are a lower bound. */
const MOST_LISTED = 10_000;

/** What waits, and for how long. */
export interface OpenWorkWatch {
  current(): Promise<OpenWork>;
  /** Why a person should look, as the last look showed it. */
  alarm(): string | undefined;
  close(): void;
}

interface WatchTools {
  readonly services: { readonly archive: Archive; readonly desk: Desk; readonly log: Logger };
  readonly redis: Pick<RedisHealth, 'status'>;
}

/**
 * Takes the sweeper's word for what is open; while Redis or the sweeper is away, looks at the archive
 * itself. Tells the log when a submission has waited too long, and when none does any more.
 */
export function watchOpenWork({ services, redis }: WatchTools): OpenWorkWatch {
  const { archive, desk, log } = services;
  let last: { at: number; answer: Promise<OpenWork> } | undefined;
  let alarm: string | undefined;

  async function look(): Promise<OpenWork> {
    const account = await askRedis({ redis, log }, () => desk.openWork(), undefined);
    const isFresh = account !== undefined && Date.now() - Date.parse(account.at) < ACCOUNT_MS;
    const open = isFresh ? account : await lookOver(archive.store);
    const before = alarm;
    alarm = alarmOf(open.submissions);
    if (alarm !== undefined && before === undefined) log.warn(open.submissions, alarm);
    if (alarm === undefined && before !== undefined) log.warn('no submission waits too long now');
    return open;
  }

  function current(): Promise<OpenWork> {
    const now = performance.now();
    if (last === undefined || now - last.at > KEPT_MS) last = { at: now, answer: look() };
    return last.answer;
  }

  const timer = setInterval(() => {
    current().catch((error: unknown) => {
      log.warn({ err: String(error) }, 'the inbox cannot be looked at');
    });
  }, EVERY_MS);
  timer.unref();
  return { current, alarm: () => alarm, close: () => clearInterval(timer) };
}

/** Seconds since the oldest came; 0 where there is none. */
export const secondsWaited = ({ oldest }: Waiting): number => secondsSince(oldest);

/** `null`: there is nothing to wait for. */
export const secondsSince = (at: string | null): number =>
  at === null ? 0 : Math.max(0, (Date.now() - Date.parse(at)) / 1000);

function alarmOf(submissions: Waiting): string | undefined {
  const waited = Math.floor(secondsWaited(submissions));
  if (waited <= ALARM_S) return undefined;
  return `The oldest submission has waited ${waited} s in the inbox: is ingest being worked?`;
}

async function lookOver(store: ObjectStore): Promise<OpenWork> {
  const at = new Date().toISOString();
  const [submissions, passes] = await Promise.all([
    listed(store, keys.inboxPrefix),
    listed(store, keys.openPrefix),
  ]);
  return { at, submissions, passes };
}

async function listed(store: ObjectStore, prefix: string): Promise<Waiting> {
  const tally = new Tally();
  for await (const marker of store.list(prefix)) {
    tally.add(marker);
    if (tally.count === MOST_LISTED) break;
  }
  return tally.waiting();
}
