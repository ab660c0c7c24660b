import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { DeskEntry } from '../../shared/desk/desk.ts';
import { notDone } from '../bulk/bulk-document.ts';
import type { Bulk } from '../bulk/bulk-store.ts';
import type { Bulks } from '../bulk/bulks.ts';
import { askRedis } from '../redis-reach.ts';
import type { ServerTools } from '../server-tools.ts';
import { type Html, html } from './html.ts';
import { sendPage } from './layout.ts';
import { storyRow } from './story-row.ts';
import { since } from './times.ts';

/** Stories whose present state is looked up, and those shown that failed again. */
const MOST_LOOKED_UP = 1000;
const MOST_SHOWN = 50;

/** `/desk/bulk/:id`: how far it has come, and what became of its stories. */
export async function sendProgress(
  { tools, bulks }: { readonly tools: ServerTools; readonly bulks: Bulks },
  { request, reply }: { readonly request: FastifyRequest; readonly reply: FastifyReply },
): Promise<FastifyReply> {
  const { id } = z.object({ id: z.string() }).parse(request.params);
  const bulk = await bulks.find(id);
  const dealtWith = bulk.order.stories.slice(0, bulk.progress.dealt).slice(-MOST_LOOKED_UP);
  const { services, redis } = tools;
  const lookUp = () => Promise.all(dealtWith.map(({ storyId }) => services.desk.find(storyId)));
  const found = await askRedis({ redis, log: request.log }, lookUp, []);
  const now = found.flatMap((entry) => entry ?? []);
  return sendPage(reply, {
    ...{ title: `Bulk ${bulk.order.action}`, room: '/desk/bulk', person: request.person },
    ...{ newsroom: services.newsroom.site.name, follows: 'all' },
    body: progressPage(bulk, now),
  });
}

function progressPage({ order, progress }: Bulk, entries: readonly DeskEntry[]): Html {
  const { id, action, reason, by, at, filter, stories } = order;
  const { state, dealt, done, skipped, failed } = progress;
  const now = Date.now();
  return html`<p class="back"><a href="/desk/bulk">All bulks</a></p>
<h1>${action} ${stories.length} ${stories.length === 1 ? 'story' : 'stories'}</h1>
<p class="meta"><span>${by}, ${since(at, now)}</span>${Object.entries(filter).map(([name, value]) => html` <span>${name} <b dir="auto">${value}</b></span>`)}</p>
<p dir="auto">${reason}</p>
<section class="box" id="progress" data-part aria-label="Progress">
<p role="status"><b>${state}</b>: ${dealt} of ${stories.length} dealt with, ${done} done${skipped > 0 && html`, ${skipped} left alone: they had moved on, or it does not fit how they stand`}${failed.length > 0 && html`, <b class="grave-text">${notDone(progress)} not done</b>`}.</p>
<progress value="${dealt}" max="${Math.max(stories.length, 1)}" aria-label="Stories dealt with"></progress>
${
  state === 'running' &&
  html`<form method="post" action="/desk/bulk/${id}/abort"><p class="meta">It goes on after a restart. What is done stays done.</p>
<div class="buttons"><button class="grave">Stop here</button></div></form>`
}</section>
${became(entries, now)}
${
  failed.length > 0 &&
  html`<section class="box" id="not-done" data-part><h2>Not done${notDone(progress) > failed.length && `, the first ${failed.length}`}</h2><ul class="plain">${failed.map(
    ({ storyId, why }) =>
      html`<li><a href="/desk/stories/${storyId}">${storyId}</a><p dir="auto">${why}</p></li>`,
  )}</ul></section>`
}`;
}

/** Where the stories are now: above all, which have failed again. */
function became(entries: readonly DeskEntry[], now: number): Html {
  const counts = new Map<string, number>();
  for (const { state } of entries) counts.set(state, (counts.get(state) ?? 0) + 1);
  const failedAgain = entries.filter(({ state }) => state === 'failed');
  return html`<section class="box" id="became" data-part><h2>Where they are now</h2>
${entries.length === 0 && html`<p class="quiet">None has been dealt with yet.</p>`}
<p class="counts">${[...counts].map(([state, count]) => html`<span><b>${count}</b> ${state}</span> `)}</p>
${
  failedAgain.length > 0 &&
  html`<h3>Failed</h3><ol class="rows">${failedAgain.slice(0, MOST_SHOWN).map((entry) => storyRow({ ...entry, claimedBy: null }, now))}</ol>`
}</section>`;
}
