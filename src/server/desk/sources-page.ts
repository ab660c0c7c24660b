import type { z } from 'zod';
import type { SourceHealth } from '../../shared/desk/flow.ts';
import type { Source } from '../../shared/sources.ts';
import type { FeedAnswer } from '../api/feed-answer.ts';
import { mayActAs, type Role } from '../people/roles.ts';
import { type Html, html } from './html.ts';
import { queryOf } from './query.ts';
import { since } from './times.ts';

export interface ShownSource {
  readonly source: Omit<Source, 'secrets'>;
  readonly health: SourceHealth;
  readonly feed: z.infer<typeof FeedAnswer> | undefined;
}

interface SourcesPage {
  readonly sources: readonly ShownSource[];
  /** A source that has just got a new secret, and the secret, this once. */
  readonly rotated?: string;
  readonly secret?: string;
  readonly role: Role;
  readonly now: number;
}

/** Why the door refuses, by the status of its answer. */
const refusals: Readonly<Record<string, string>> = {
  '400': 'not readable',
  '401': 'not proven',
  '409': 'sent at the same time',
  '413': 'too large',
  '415': 'of another kind',
  '422': 'not valid',
  '429': 'too fast',
  '503': 'not taken just now',
};

/** How each source does: what came when, what was refused and why, how much is held. */
export function sourcesPage({ sources, rotated, secret, role, now }: SourcesPage): Html {
  return html`<h1>Sources</h1>
${
  rotated &&
  html`<div class="notice" role="status"><p>The new secret of <b>${rotated}</b>, shown this once. The one before it stays good for a day.</p>
<p><code class="secret">${secret}</code></p></div>`
}
${sources.length === 0 && html`<p class="empty">There is no source yet: <code>dateline source add</code>.</p>`}
<ul class="rows sources">${sources.map((one) => row(one, role, now))}</ul>
<p class="meta">Counts are of the last seven days, UTC. A source that is paused may send: what it sends is held, and its feed is not asked.</p>`;
}

function row({ source, health, feed }: ShownSource, role: Role, now: number): Html {
  const { id, format, auth, origin, paused } = source;
  const sums = sumsOf(health);
  const { accepted = 0, replayed = 0, approved = 0, rejected = 0 } = sums;
  const before = sums.held ?? 0;
  // What its pictures hold had been approved before.
  const held = before + (sums['held:images'] ?? 0);
  const judged = before + approved + rejected;
  const lastSeen = Object.values(health.last).sort().at(-1);
  return html`<li id="source-${id}"><h2><a href="/desk/stories?${queryOf({ source: id })}">${id}</a>${paused && html` <span class="state held">paused</span>`}</h2>
<p class="meta"><span>${format}</span> <span>${auth}</span> <span>${origin === 'declared' ? 'declared in a file' : 'added'}</span>
<span>${lastSeen === undefined ? 'not seen this week' : html`last seen ${since(lastSeen, now)}`}</span></p>
${paused && html`<p class="claimed" dir="auto">${paused.reason} <span class="meta">(${paused.by}, ${since(paused.at, now)})</span></p>`}
<dl class="facts">
<div><dt>accepted</dt><dd><b>${accepted}</b>${health.last.accepted && html` <span class="meta">${since(health.last.accepted, now)}</span>`}</dd></div>
<div><dt>repeated</dt><dd>${replayed}</dd></div>
<div><dt>held</dt><dd>${held}${judged > 0 && html` (${Math.round((held / judged) * 100)} %)`}</dd></div>
<div><dt>rejected</dt><dd>${rejected}</dd></div>
${Object.entries(refusals).map(([status, why]) => {
  const count = sums[status] ?? 0;
  const last = health.last[status];
  return (
    count > 0 &&
    html`<div><dt>refused: ${why}</dt><dd class="grave-text">${count}${last && html` <span class="meta">${since(last, now)}</span>`}</dd></div>`
  );
})}
</dl>
${feed && feedLine(feed, now)}
${forms(source, role)}</li>`;
}

function sumsOf({ days }: SourceHealth): Record<string, number> {
  const sums: Record<string, number> = {};
  for (const { counts } of days) {
    for (const [name, count] of Object.entries(counts)) sums[name] = (sums[name] ?? 0) + count;
  }
  return sums;
}

function feedLine(feed: z.infer<typeof FeedAnswer>, now: number): Html {
  const { url, lastPolled, lastChanged, failures, because } = feed;
  return html`<p class="meta"><span>feed <span dir="auto">${url}</span></span>
<span>${lastPolled === null ? 'not asked yet' : html`asked ${since(lastPolled, now)}`}</span>
${lastChanged && html`<span>brought something ${since(lastChanged, now)}</span>`}</p>
${failures > 0 && html`<p class="fault" dir="auto">Failed ${failures} times: ${because}</p>`}`;
}

function forms({ id, paused }: ShownSource['source'], role: Role): Html {
  const isEditor = mayActAs(role, 'editor');
  const verb = paused ? 'resume' : 'pause';
  return html`${
    isEditor &&
    html`<details><summary>${paused ? 'Let it in again' : 'Pause it'}</summary>
<form method="post" action="/desk/sources/${id}/${verb}"><label class="wide">Why, in a sentence
<input type="text" name="reason" maxlength="2000" required autocomplete="off"></label>
<div class="buttons"><button${!paused && html` class="grave"`}>${paused ? `Let ${id} in again` : `Pause ${id}`}</button></div></form></details>`
  }${
    mayActAs(role, 'admin') &&
    html`<details><summary>New secret</summary>
<form method="post" action="/desk/sources/${id}/rotate"><p>The present one stays good for a day, so that the source can change over.</p>
<div class="buttons"><button>Make a new secret for ${id}</button></div></form></details>`
  }`;
}
