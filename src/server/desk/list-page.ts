import type { ListChange, TermList } from '../../shared/lists/term-list.ts';
import type { ListForm } from './forms.ts';
import { type Html, html } from './html.ts';
import { type ListTrial, trialResult } from './list-trial.ts';
import { consequences } from './lists-page.ts';
import { since } from './times.ts';

/** What is wrong with a list as it was typed. */
export interface TextFault {
  readonly line: number;
  readonly column: number;
  readonly field: string;
  readonly detail: string;
}

export interface ListPage {
  /** `undefined` while a new one is being made. */
  readonly list: TermList | undefined;
  readonly changes: readonly ListChange[];
  /** As it stands in the form. */
  readonly filled: Omit<ListForm, 'do'>;
  readonly faults: readonly TextFault[];
  /** The list in force, where it is another than the one that the form began with. */
  readonly overtaken: string | undefined;
  readonly trial: ListTrial | undefined;
  readonly mayEdit: boolean;
  readonly notice: string | undefined;
  readonly fault: string | undefined;
  readonly now: number;
}

/** One list: its text, what is wrong with it, what it would hold, and who changed it. */
export function listPage(page: ListPage): Html {
  const { list, notice, fault, faults, trial, overtaken } = page;
  return html`
<p class="back"><a href="/desk/lists">All lists</a></p>
<h1 dir="auto">${list?.title ?? 'A new list'}</h1>
${list && html`<p class="meta"><b>${list.name}</b> <span>${list.terms.length} terms</span> <span>a story with one ${consequences[list.action]}</span></p>`}
${fault && html`<p class="fault" role="alert">${fault}</p>`}
${notice && html`<p class="notice" role="status">${notice}</p>`}
<div class="review">
${editor(page)}
<div class="side"${(faults.length > 0 || overtaken !== undefined || trial) && html` id="answer"`}>
${faults.length > 0 && faultList(page)}
${overtaken !== undefined && html`<section class="box"><h2>The list as it is now</h2><pre class="scroll" dir="auto">${overtaken}</pre></section>`}
${trial && trialResult(trial)}
${list?.origin === 'archive' && history(page)}
</div>
</div>`;
}

function editor({ list, filled, faults, mayEdit }: ListPage): Html {
  const isFile = list?.origin === 'file';
  const isFixed = isFile || !mayEdit;
  // On a phone the answer stands far below what was pressed: the browser goes there.
  const place = `${list ? `/desk/lists/${list.name}` : '/desk/new-list'}#answer`;
  return html`<form class="box" method="post" action="${place}">
<input type="hidden" name="etag" value="${filled.etag}">
${isFile && html`<p>This list is a file of the newsroom: edit <code>${list.file}</code>. Here it can be read and tried.</p>`}
${
  list === undefined &&
  html`<label class="wide">Name: lower-case letters, digits and hyphens; it stays
<input type="text" name="name" maxlength="40" autocomplete="off" value="${filled.name}"></label>`
}
<label class="wide">The list, in the form of the files <code>moderation/*.yaml</code>
<textarea class="yaml" id="list-text" name="text" spellcheck="false" dir="ltr"${isFixed && html` readonly`}${
    faults.length > 0 && html` aria-invalid="true" aria-describedby="faults"`
  }>
${filled.text}</textarea></label>
<p class="meta">A <code>*</code> at the end of a term also finds it with any ending. <code>exceptions</code> are phrases in which a term means something else; <code>language</code> keeps it to stories in one. Comments are not kept.</p>
${
  mayEdit &&
  !isFile &&
  html`<label class="wide">Why, in a sentence; it is kept with the list
<input type="text" name="reason" maxlength="2000" autocomplete="off" value="${filled.reason}"></label>
<div class="buttons"><button name="do" value="save" class="primary">Save the list</button></div>`
}
${mayEdit && trialFields(filled)}
</form>`;
}

const trialFields = ({ last, sample }: ListPage['filled']): Html =>
  html`<h2>Try it before</h2>
<label class="wide">Over how many of the last stories
<input type="number" name="last" min="1" max="2000" value="${last}"></label>
<div class="buttons"><button name="do" value="test">What would it hold?</button></div>
<label class="wide">Or a text of your own
<textarea name="sample" rows="4" dir="auto">
${sample}</textarea></label>
<div class="buttons"><button name="do" value="try">What would it find in this?</button></div>`;

function faultList({ faults, filled }: ListPage): Html {
  const lines = filled.text.split(/\r?\n/);
  return html`<section class="box" id="faults"><h2>Not saved: ${faults.length === 1 ? 'a fault' : `${faults.length} faults`} in the text</h2>
<p>The list in force stays as it was.</p>
<ol class="faults">${faults.map(
    ({ line, column, field, detail }) => html`<li>
<p><a href="#list-text" data-line="${line}" data-column="${column}">Line ${line}, column ${column}</a>: ${field && html`<code>${field}</code> `}${detail}</p>
<p class="excerpt" dir="auto"><code>${(lines[line - 1] ?? '').slice(0, 200)}</code></p></li>`,
  )}</ol></section>`;
}

function history({ changes, now }: ListPage): Html {
  return html`<section class="box"><h2>Who changed it</h2>
<ul class="similar">${changes.map(
    ({ by, at, reason, added, removed, settings }) => html`<li>
<p dir="auto">${reason}</p>
<p class="meta"><span>by ${by}</span> <span>${since(at, now)}</span>${settings.map((name) => html` <span>${name}</span>`)}</p>
${told('Added', added)}${told('Taken off', removed)}</li>`,
  )}</ul></section>`;
}

const told = (what: string, { terms, more }: ListChange['added']): Html | false =>
  terms.length > 0 &&
  html`<p class="excerpt">${what}: <span dir="auto">${terms.join(', ')}</span>${more > 0 && ` and ${more} more`}</p>`;
