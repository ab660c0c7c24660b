import type { OpenWork, Waiting } from '../../shared/desk/open-work.ts';
import type { CanaryStanding } from '../canary/canary.ts';
import type { Readiness } from '../readiness.ts';
import { inWords } from '../standing/spans.ts';
import { type Html, html } from './html.ts';
import { table } from './table.ts';
import { since } from './times.ts';

export interface QueueRow {
  readonly name: string;
  readonly workers: number;
  readonly schedulers: number;
  readonly counts: Readonly<Record<string, number>>;
}

export interface SystemPage {
  readonly ready: Readiness;
  readonly open: OpenWork;
  readonly queues: readonly QueueRow[];
  /** By the names of INFO; empty while Redis is away. */
  readonly redis: Readonly<Record<string, string>>;
  readonly stores: Readonly<Record<string, string>>;
  readonly canary: CanaryStanding | undefined;
  /** Of what runs here, by name. */
  readonly versions: Readonly<Record<string, string>>;
  readonly now: number;
}

/** Stores, Redis, queues and their workers. */
export function systemPage(page: SystemPage): Html {
  const { ready, open, queues, now } = page;
  return html`<h1>System</h1>
<div id="alarm" data-part>${ready.because.map((reason) => html`<p class="fault" role="alert">${reason}</p>`)}</div>
<div class="halves" id="state" data-part>
<section class="box"><h2>Stands on</h2><dl class="pairs">
${reach('Archive', ready.archive, page.stores.archive)}${reach('Site', ready.site, page.stores.site)}${reach('Redis', ready.redis, page.redis.redis_version)}
<div><dt>Inbox</dt><dd>${waiting(open.submissions, now)}</dd></div>
<div><dt>Open passes</dt><dd>${waiting(open.passes, now)}</dd></div>
<div><dt>Schedulers</dt><dd>${schedulersOf(queues)}</dd></div>
<div><dt>This server</dt><dd>up ${inWords(process.uptime() * 1000)}, ${mebibytes(process.memoryUsage.rss())}</dd></div>
</dl></section>
${redisBox(page.redis, now)}
${canaryBox(page.canary, now)}
<section class="box"><h2>Versions</h2><dl class="pairs">
${Object.entries(page.versions).map(([name, version]) => html`<div><dt>${name}</dt><dd>${version}</dd></div>`)}
</dl></section>
</div>
<section aria-labelledby="queues-title"><h2 id="queues-title">Queues</h2>
${table({
  ...{ label: 'Jobs and workers of each queue', part: 'queues', look: 'numbers' },
  columns: ['Queue', 'Workers', 'Waiting', 'Working', 'Later', 'Failed'],
  rows: queues.map(queueRow),
})}</section>`;
}

const reach = (name: string, state: string, more: string | undefined): Html =>
  html`<div><dt>${name}</dt><dd><b class="${state === 'ok' ? 'good-text' : 'grave-text'}">${state}</b>${more && html` <span class="meta">${more}</span>`}</dd></div>`;

const waiting = ({ count, oldest }: Waiting, now: number): Html =>
  html`${count}${oldest !== null && html` <span class="meta">the oldest came ${since(oldest, now)}</span>`}`;

/** Feeds are polled by them; sweeping and embargoes need none. */
function schedulersOf(queues: readonly QueueRow[]): string {
  const kept = queues.filter(({ schedulers }) => schedulers > 0);
  return kept.map(({ name, schedulers }) => `${schedulers} of ${name}`).join(', ') || 'none';
}

/** What is worth a look, in the words of Redis and in ours. */
function redisBox(info: SystemPage['redis'], now: number): Html {
  if (info.redis_version === undefined) {
    return html`<section class="box"><h2>Redis</h2><p class="grave-text">It does not answer. What comes waits in the inbox.</p></section>`;
  }
  const most = Number(info.maxmemory ?? 0);
  const used = Number(info.used_memory ?? 0);
  const isDurable = info.aof_enabled === '1';
  const lastWrite = info.aof_last_write_status ?? 'ok';
  const saved = Number(info.rdb_last_save_time ?? 0) * 1000;
  return html`<section class="box"><h2>Redis</h2><dl class="pairs">
<div><dt>Memory</dt><dd>${mebibytes(used)}${most > 0 ? html` of ${mebibytes(most)}` : ' (no limit set)'}, ${info.maxmemory_policy}</dd></div>
<div><dt>Append-only file</dt><dd class="${isDurable && lastWrite === 'ok' ? '' : 'grave-text'}">${isDurable ? `on, last write ${lastWrite}` : 'off'}</dd></div>
<div><dt>Last snapshot</dt><dd>${saved > 0 ? since(new Date(saved).toISOString(), now) : 'none'}, ${info.rdb_last_bgsave_status}</dd></div>
<div><dt>Clients</dt><dd>${info.connected_clients}, ${info.blocked_clients} waiting</dd></div>
<div><dt>Commands a second</dt><dd>${info.instantaneous_ops_per_sec}</dd></div>
<div><dt>Up</dt><dd>${inWords(Number(info.uptime_in_seconds ?? 0) * 1000)}</dd></div>
</dl></section>`;
}

/** The proof that the route moves: when our own story last came through it, and how fast. */
function canaryBox(canary: CanaryStanding | undefined, now: number): Html {
  const { arrivals = {}, where = null, runs = 0 } = canary ?? {};
  const arrival = (name: string, came: { at: string; ms: number } | undefined): Html =>
    html`<div><dt>${name}</dt><dd>${came === undefined ? 'not yet' : html`read at the edge ${since(came.at, now)}, after <b>${came.ms} ms</b>`}</dd></div>`;
  return html`<section class="box"><h2>Canary</h2>
${
  canary === undefined
    ? html`<p class="quiet">None flies here.</p>`
    : html`<dl class="pairs">
<div><dt>Last run</dt><dd>${where === null ? (runs === 0 ? 'not yet' : html`<b class="good-text">came through</b>`) : html`<b class="grave-text">late: ${where}</b>`}</dd></div>
${arrival('A text', arrivals.text)}${arrival('With a picture', arrivals.picture)}
<div><dt>Runs</dt><dd>${runs}</dd></div></dl>`
}</section>`;
}

const queueRow = ({ name, workers, counts }: QueueRow): (Html | number)[] => [
  html`${name}`,
  workers === 0 ? html`<b class="grave-text">0</b>` : workers,
  (counts.wait ?? 0) + (counts.prioritized ?? 0),
  counts.active ?? 0,
  counts.delayed ?? 0,
  counts.failed ?? 0,
];

const mebibytes = (bytes: number): string => `${(bytes / 1024 / 1024).toFixed(0)} MiB`;
