import type { TermList } from '../../shared/lists/term-list.ts';
import type { NewsroomFault } from '../../shared/parse-yaml.ts';
import { type Html, html } from './html.ts';

export interface ListsPage {
  readonly lists: readonly TermList[];
  /** Of files whose last edit is not in force. */
  readonly faults: readonly NewsroomFault[];
  readonly mayEdit: boolean;
}

/** What becomes of a story with a term of a list. */
export const consequences = {
  note: 'is noted',
  hold: 'is held',
  reject: 'is rejected',
} as const;

/** Every list in force, and where it is edited. */
export function listsPage({ lists, faults, mayEdit }: ListsPage): Html {
  return html`
<h1>Lists of terms</h1>
<p>A story with one of these words or phrases is treated as its list asks. A change is in force within seconds, for stories that come from then on.</p>
${faults.length > 0 && refusedFiles(faults)}
${
  lists.length === 0
    ? html`<p class="empty">There are no lists yet.</p>`
    : html`<div class="scroll"><table class="lists">
<thead><tr><th scope="col">List</th><th scope="col">A story with a term</th><th scope="col">Terms</th><th scope="col">Language</th><th scope="col">Edited</th></tr></thead>
<tbody>${lists.map(row)}</tbody></table></div>`
}
${mayEdit && html`<p><a href="/desk/new-list">Make a new list</a></p>`}`;
}

const row = ({ name, title, action, terms, language, origin, file }: TermList): Html =>
  html`<tr><th scope="row" dir="auto"><a href="/desk/lists/${name}">${title}</a></th>
<td>${consequences[action]}</td><td>${terms.length}</td><td>${language ?? 'any'}</td>
<td>${origin === 'file' ? html`in the file <code>${file}</code>` : 'here'}</td></tr>`;

const refusedFiles = (faults: readonly NewsroomFault[]): Html =>
  html`<section class="fault" role="alert"><h2>Files that cannot be used as they stand</h2>
<p>Their lists are in force as they were before the edit.</p>
<ul>${faults.map(
    ({ file, line, column, field, detail }) =>
      html`<li><code>${file}:${line}:${column}</code> ${field && `${field}: `}${detail}</li>`,
  )}</ul></section>`;
