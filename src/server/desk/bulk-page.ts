import { State } from '../../shared/archive/documents.ts';
import { BulkAction, notDone } from '../bulk/bulk-document.ts';
import type { Bulk } from '../bulk/bulk-store.ts';
import { MOST_STORIES, type Selection } from '../bulk/select-stories.ts';
import { type Html, html } from './html.ts';
import { storyRow } from './story-row.ts';
import { since } from './times.ts';

const SAMPLE = 10;

export interface BulkForm {
  readonly action: BulkAction;
  readonly state: string;
  readonly source: string;
  readonly q: string;
  readonly error: string;
  readonly reason: string;
}

export interface BulkPage {
  readonly form: BulkForm;
  /** What it would be about; absent before anybody asked. */
  readonly selection: Selection | undefined;
  readonly recent: readonly Bulk[];
  readonly sourceIds: readonly string[];
  readonly fault: string | undefined;
  readonly now: number;
}

const does: Readonly<Record<BulkAction, string>> = {
  republish: 'Republish: render and publish again what is live',
  remoderate: 'Moderate again',
  retry: 'Retry what has failed',
  discard: 'Discard what has failed',
  withdraw: 'Withdraw: take down',
};

/** Which stories, what would be done, then the word to do it. */
export function bulkPage(page: BulkPage): Html {
  const { selection, recent, fault, now } = page;
  return html`<h1>Bulk</h1>
${fault && html`<p class="fault" role="alert">${fault}</p>`}
${filterForm(page)}
${selection && dryRun(page, selection)}
<section aria-labelledby="recent-title"><h2 id="recent-title">Before</h2>
${
  recent.length === 0
    ? html`<p class="quiet">Nothing has been done in bulk yet.</p>`
    : html`<ul class="rows">${recent.map((bulk) => recentRow(bulk, now))}</ul>`
}</section>`;
}

function filterForm({ form, sourceIds }: BulkPage): Html {
  const { action, state, source, q, error } = form;
  return html`<form class="filter" method="get" action="/desk/bulk">
<label>What <select name="action">${BulkAction.options.map((one) => option(one, does[one], action))}</select></label>
<label>State <select name="state"><option value="">any</option>${State.options.map((one) => option(one, one, state))}</select></label>
<label>Source <select name="source"><option value="">any</option>${sourceIds.map((one) => option(one, one, source))}</select></label>
<label class="words">Words of the headline, or an id <input type="search" name="q" value="${q}" maxlength="200" dir="auto"></label>
${error && html`<label>Kind of failure <input name="error" value="${error}" pattern="[0-9a-f]{12}"></label>`}
<button class="primary">Show what it would do</button>
</form>`;
}

const option = (value: string, name: string, chosen: string): Html =>
  html`<option value="${value}"${value === chosen && html` selected`}>${name}</option>`;

function dryRun({ form, now }: BulkPage, { entries, more }: Selection): Html {
  const { action, state, source, q, error, reason } = form;
  const count = entries.length;
  return html`<section class="box" aria-labelledby="dry-title"><h2 id="dry-title">Dry run: ${does[action].replace(/:.*/, '').toLowerCase()} ${count} ${count === 1 ? 'story' : 'stories'}</h2>
${more && html`<p class="notice">There are more. One bulk takes ${MOST_STORIES}, the longest unchanged first.</p>`}
${
  count === 0
    ? html`<p class="quiet">No story fits. Nothing would be done.</p>`
    : html`<ol class="rows">${entries.slice(0, SAMPLE).map((entry) => storyRow({ ...entry, claimedBy: null }, now))}</ol>
${count > SAMPLE && html`<p class="quiet">… and ${count - SAMPLE} more.</p>`}
<form method="post" action="/desk/bulk">
${Object.entries({
  action,
  state,
  source,
  q,
  error,
}).map(
  ([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`,
)}<input type="hidden" name="expect" value="${count}">
<label class="wide">Why, in a sentence; it is kept with every story
<input type="text" name="reason" maxlength="2000" required autocomplete="off" value="${reason}"></label>
${
  action === 'withdraw' &&
  html`<label class="wide">Readers lose these pages. Type <b>withdraw ${count}</b> to go on
<input type="text" name="confirm" required autocomplete="off" autocapitalize="none" pattern="withdraw ${count}"></label>`
}
<div class="buttons"><button class="${action === 'withdraw' || action === 'discard' ? 'grave' : 'primary'}">${does[action].replace(/:.*/, '')}: ${count} ${count === 1 ? 'story' : 'stories'}</button></div></form>`
}</section>`;
}

function recentRow({ order, progress }: Bulk, now: number): Html {
  const { id, action, by, at, reason, stories } = order;
  const { state, done, skipped } = progress;
  const failed = notDone(progress);
  return html`<li><h3><a href="/desk/bulk/${id}">${action} ${stories.length}</a></h3>
<p dir="auto">${reason}</p>
<p class="meta"><span class="state ${state === 'aborted' ? 'rejected' : ''}">${state}</span> <span>${by}</span> <span>${since(at, now)}</span>
<span>${done} done</span>${skipped > 0 && html` <span>${skipped} left alone</span>`}${failed > 0 && html` <span class="grave-text">${failed} not done</span>`}</p></li>`;
}
