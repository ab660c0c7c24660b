import type { OpenWork, Waiting } from '../../shared/desk/open-work.ts';
import type { Readiness } from '../readiness.ts';
import { type Html, html } from './html.ts';
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
<div><dt>Node</dt><dd>${process.version}, up ${Math.floor(process.uptime() / 60)} min</dd></div>
<div><dt>Memory of this process</dt><dd>${mebibytes(process.memoryUsage.rss())}</dd></div>
</dl></section>
${redisBox(page.redis, now)}
</div>
<section aria-labelledby="queues-title"><h2 id="queues-title">Queues</h2>
<div class="scroll" id="queues" data-part role="region" tabindex="0" aria-label="Jobs and workers of each queue"><table class="lists numbers">
<thead><tr><th scope="col">Queue</th><th scope="col">Workers</th><th scope="col">Waiting</th><th scope="col">Working</th><th scope="col">Later</th><th scope="col">Failed jobs</th><th scope="col">Schedulers</th></tr></thead>
<tbody>${queues.map(queueRow)}</tbody></table></div></section>`;
}

const reach = (name: string, state: string, more: string | undefined): Html =>
  html`<div><dt>${name}</dt><dd><b class="${state === 'ok' ? 'good-text' : 'grave-text'}">${state}</b>${more && html` <span class="meta">${more}</span>`}</dd></div>`;

const waiting = ({ count, oldest }: Waiting, now: number): Html =>
  html`${count}${oldest !== null && html` <span class="meta">the oldest came ${since(oldest, now)}</span>`}`;

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
<div><dt>Up</dt><dd>${Math.floor(Number(info.uptime_in_seconds ?? 0) / 60)} min</dd></div>
</dl></section>`;
}

const queueRow = ({
  name,
  workers,
  schedulers,
  counts,
}: QueueRow): Html => html`<tr><th scope="row">${name}</th>
<td${workers === 0 && html` class="grave-text"`}>${workers}</td><td>${(counts.wait ?? 0) + (counts.prioritized ?? 0)}</td>
<td>${counts.active}</td><td>${counts.delayed}</td><td>${counts.failed}</td><td>${schedulers}</td></tr>`;

const mebibytes = (bytes: number): string => `${(bytes / 1024 / 1024).toFixed(0)} MiB`;
